import { useTranslation } from 'react-i18next'
import { useFormat } from '../provider.tsx'
import type { RetentionBalanceProps } from './balance.ts'
import { Chart } from './chart.tsx'
import { BalanceDrawing } from './retention-balance-drawing.tsx'
import { Canvas } from './svg.tsx'
import { useWidth } from './use-width.ts'

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
