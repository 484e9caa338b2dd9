import { useTranslation } from 'react-i18next'
import { useFormat } from '../provider.tsx'
import { Chart, type ChartWords } from './chart.tsx'
import { BalanceDrawing } from './retention-balance-drawing.tsx'
import { Canvas } from './svg.tsx'
import { useWidth } from './use-width.ts'

export type BalanceKind = 'start' | 'kept' | 'returned' | 'new' | 'lost' | 'end'

export type RetentionBalanceProps = ChartWords & {
  kept: number
  returned: number
  new: number
  lost: number
  /** "Gäste im September" and "Gäste im Oktober" */
  startLabel: string
  endLabel: string
  /** "im Oktober kein Bon" */
  lostNote: string
  /** Every number can lead to its customers. */
  onOpen?: (kind: BalanceKind) => void
}

const height = 282

/** Who was there, who stayed, who came back or new, who stayed away. */
export function RetentionBalance(props: RetentionBalanceProps) {
  const { t } = useTranslation('charts')
  const format = useFormat()
  const [canvasRef, width] = useWidth<HTMLDivElement>()
  const table = {
    columns: [
      { head: t('kind') },
      { head: t('count'), format: (count: number) => format.number(count) },
    ],
    rows: [
      [props.startLabel, props.kept + props.lost],
      [t('kept'), props.kept],
      [t('lost'), props.lost],
      [t('returned'), props.returned],
      [t('new'), props.new],
      [props.endLabel, props.kept + props.returned + props.new],
    ],
  }
  return (
    <Chart words={props} table={table}>
      <Canvas canvasRef={canvasRef} height={height}>
        {width > 0 && <BalanceDrawing {...props} width={Math.min(width, 820)} />}
      </Canvas>
    </Chart>
  )
}
