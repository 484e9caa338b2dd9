import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../../design/data-table.tsx'
import { useFormat } from '../../../design/provider.tsx'
import { Section } from '../../../design/section.tsx'
import { useCustomerName } from '../../customers/use-customer-name.ts'
import type { Simulation } from '../program.ts'
import { useWeeksWords } from '../use-weeks-words.ts'
import type { Wish } from './use-wish.ts'

type SimulationExamplesProps = { result: Simulation; wish: Pick<Wish, 'nameOf' | 'target'> }

/** Three people in whom the figures become lives. */
export function SimulationExamples({ result, wish }: SimulationExamplesProps) {
  const { t } = useTranslation('program')
  const format = useFormat()
  const weeks = useWeeksWords()
  const customerName = useCustomerName()
  const { nameOf, target } = wish
  if (result.examples.length === 0) return null
  return (
    <Section
      heading={t('simulation.examples')}
      note={target && t('simulation.examplesNote', { name: target.name })}
    >
      <DataTable
        label={t('simulation.examples')}
        rows={result.examples}
        rowKey={({ customerId }) => customerId}
        name={{
          head: t('simulation.guest'),
          cell: ({ customerId, name }) => (
            <Link to="/customers/$customerId" params={{ customerId }}>
              {customerName({ name })}
            </Link>
          ),
        }}
        columns={[
          {
            key: 'why',
            head: t('simulation.whyHead'),
            phone: 'detail',
            cell: ({ why }) => t(`simulation.why.${why}`),
          },
          {
            key: 'timesThere',
            head: t('simulation.timesThere'),
            kind: 'number',
            phone: 'detail',
            phoneWord: t('simulation.timesThere'),
            cell: ({ timesThere }) => format.number(timesThere),
          },
          {
            key: 'given',
            head: t('simulation.given'),
            kind: 'number',
            phone: 'main',
            cell: ({ points }) =>
              points
                .map(({ currency, given }) => `${format.number(given)} ${nameOf(currency)}`)
                .join(', '),
          },
          {
            key: 'weeks',
            head: t('simulation.toReward'),
            kind: 'number',
            phone: 'detail',
            phoneWord: t('simulation.toReward'),
            cell: ({ weeksToReward }) => weeks(weeksToReward),
          },
        ]}
      />
    </Section>
  )
}
