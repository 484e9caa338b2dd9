import { useTranslation } from 'react-i18next'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { FigureBlock } from '../../../design/figure-block.tsx'
import { FigureRow } from '../../../design/layout.tsx'
import { useFormat } from '../../../design/provider.tsx'
import type { Simulation } from '../program.ts'
import { shareNote } from '../share-note.ts'

export function SimulationFigures({ result }: { result: Simulation }) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const from = format.date(result.start)
  const to = format.date(dateText(dayNumber(result.end) - 1))
  return (
    <FigureRow>
      <FigureBlock
        question={t('simulation.cost')}
        value={format.moneyRounded(result.cost)}
        sentence={t('simulation.costNote', { from, to })}
      />
      <FigureBlock
        question={t('simulation.share')}
        value={result.costShare === null ? null : format.percent(result.costShare)}
        sentence={t(`simulation.${shareNote(result)}`, {
          revenue: format.moneyRounded(result.revenue),
        })}
      />
      <FigureBlock
        question={t('simulation.open')}
        value={format.moneyRounded(result.liability)}
        sentence={t('simulation.openNote')}
      />
      <FigureBlock
        question={t('simulation.earning')}
        value={format.number(result.earning)}
        unit={t('simulation.ofAll', { all: result.customers })}
        sentence={t('simulation.earningNote')}
      />
    </FigureRow>
  )
}
