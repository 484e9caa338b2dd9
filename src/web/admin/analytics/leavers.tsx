import { useTranslation } from 'react-i18next'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { AssumedMargin } from '../assumed-margin.tsx'
import type { Behind } from './behind.ts'
import { CountButton } from './count-button.tsx'
import classes from './leavers.module.css'
import { usePeriodWords } from './period-words.ts'
import type { Retention, RetentionPeriod } from './retention.ts'
import { type BalanceNumber, useRetentionLists } from './retention-lists.ts'

type LeaversProps = {
  retention: Retention
  period: RetentionPeriod
  onShow: (behind: Behind) => void
}

type Row = { key: 'profit' | 'loss' | 'all'; count: number; list: BalanceNumber }

/** Who stayed away, parted by whether the business earned anything with them. */
export function Leavers({ retention, period, onShow }: LeaversProps) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const { during } = usePeriodWords().pair(retention.every, period.start)
  const lists = useRetentionLists(retention)
  const { lost, lostWithProfit, lostWithoutProfit, customersAtStart, churnRate } = period
  const rows: Row[] = [
    { key: 'profit', count: lostWithProfit, list: 'lost_with_profit' },
    { key: 'loss', count: lostWithoutProfit, list: 'lost_without_profit' },
  ]
  return (
    <Section heading={t('leavers.heading', { count: lost, during })} note={t('leavers.note')}>
      <div className={classes.narrow}>
        <DataTable<Row>
          label={t('leavers.heading', { count: lost, during })}
          rows={rows}
          rowKey={({ key }) => key}
          total={{ key: 'all', count: lost, list: 'lost' }}
          density="dense"
          name={{ head: t('leavers.head'), cell: ({ key }) => t(`leavers.${key}`) }}
          columns={[
            {
              key: 'count',
              head: t('customersHead'),
              kind: 'number',
              phone: 'main',
              cell: ({ key, count, list }) => (
                <CountButton
                  count={count}
                  label={t(`leavers.${key}`)}
                  onOpen={lists ? () => onShow(lists(period, list)) : undefined}
                />
              ),
            },
            {
              key: 'share',
              head: t('leavers.share'),
              kind: 'number',
              phone: 'detail',
              phoneWord: t('leavers.share'),
              cell: ({ count }) => format.percent(count / lost),
            },
            {
              key: 'churn',
              head: t('leavers.churn'),
              kind: 'number',
              phone: 'detail',
              phoneWord: t('leavers.churn'),
              cell: ({ count }) =>
                churnRate === null ? '–' : format.percent(count / customersAtStart),
            },
          ]}
        />
      </div>
      <AssumedMargin />
    </Section>
  )
}
