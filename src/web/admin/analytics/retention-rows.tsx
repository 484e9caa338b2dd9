import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportRetention } from '#contract/endpoints/analytics.ts'
import { Button } from '../../design/button.tsx'
import type { ChartTable } from '../../design/charts/chart-table.tsx'
import { IntervalRows } from '../../design/charts/interval-rows.tsx'
import type { Column } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import words from '../../design/words.module.css'
import type { Behind } from './behind.ts'
import { CountButton } from './count-button.tsx'
import { cityOf, usePeriodWords } from './period-words.ts'
import { ReportFile } from './report-file.tsx'
import type { Retention, RetentionPeriod } from './retention.ts'
import { type BalanceNumber, useRetentionLists } from './retention-lists.ts'
import classes from './retention-rows.module.css'

type RetentionRowsProps = {
  retention: Retention
  focus: RetentionPeriod
  onFocus: (period: RetentionPeriod) => void
  onShow: (behind: Behind) => void
}

const shownFirst = 40

/** Every period with its balance, the newest first; how well each share is known stands beside it. */
export function RetentionRows(props: RetentionRowsProps) {
  const { retention, focus, onFocus } = props
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const periods = usePeriodWords()
  const columns = useColumns(props)
  const [limit, setLimit] = useState(shownFirst)
  const rows = known(retention.periods).reverse()
  const mean = meanRate(rows)
  const name = ({ start }: RetentionPeriod) => periods.name(retention.every, start)
  return (
    <div>
      <IntervalRows<RetentionPeriod>
        look="section"
        title={t(`rows.title.${retention.every}`)}
        measured={t('rows.measured')}
        finding={t('rows.finding', { count: rows.length, share: format.percent(mean) })}
        note={t('rows.note', { timeZone: cityOf(retention.basis.timeZone) })}
        aside={
          <ReportFile basis={retention.basis} of={exportRetention} asked={askedOf(retention)} />
        }
        rows={rows.slice(0, limit)}
        rowKey={({ start }) => start}
        name={{
          head: t(`question.unit.${retention.every}`),
          text: name,
          cell: (period) => (
            <Button
              kind="word"
              aria-pressed={period.start === focus.start}
              className={period.start === focus.start ? classes.focus : ''}
              onClick={() => onFocus(period)}
            >
              {name(period)}
            </Button>
          ),
          width: 128,
        }}
        interval={({ open, keptRate, keptInterval }) =>
          open || keptRate === null || !keptInterval
            ? null
            : { low: keptInterval.low, high: keptInterval.high, estimate: keptRate }
        }
        scale={scaleOf(rows)}
        reference={{ value: mean, words: t('rows.mean', { share: format.percent(mean) }) }}
        format={(value) => format.percent(value, 0)}
        {...columns}
        table={useTable(rows, name)}
      />
      {rows.length > limit && (
        <Button onClick={() => setLimit(limit + 200)}>{t('rows.more')}</Button>
      )}
    </div>
  )
}

/** Without the empty periods before anything was known. */
function known(periods: readonly RetentionPeriod[]): RetentionPeriod[] {
  const first = periods.findIndex((period) => period.customersAtStart + period.customersAtEnd > 0)
  return periods.slice(Math.max(0, first))
}

/** Over all closed periods, weighted by who was there at their start. */
function meanRate(periods: readonly RetentionPeriod[]): number {
  const closed = periods.filter(({ open }) => !open)
  const start = closed.reduce((sum, period) => sum + period.customersAtStart, 0)
  return start === 0 ? 0 : closed.reduce((sum, { kept }) => sum + kept, 0) / start
}

/** Full tenths around all intervals, so that rows stay comparable. */
function scaleOf(periods: readonly RetentionPeriod[]) {
  const intervals = periods.flatMap(({ open, keptInterval }) =>
    open || !keptInterval ? [] : [keptInterval],
  )
  if (intervals.length === 0) return { low: 0, high: 1 }
  const low = Math.min(...intervals.map((interval) => interval.low))
  const high = Math.max(...intervals.map((interval) => interval.high))
  return { low: Math.floor(low * 10) / 10, high: Math.min(1, Math.ceil(high * 10) / 10) }
}

function useColumns({ retention, onShow }: RetentionRowsProps) {
  const { t } = useTranslation(['analytics', 'charts'])
  const format = useFormat()
  const periods = usePeriodWords()
  const lists = useRetentionLists(retention)
  const open = <span className={words.muted}>{t('charts:open')}</span>
  const count = (
    kind: BalanceNumber,
    value: (period: RetentionPeriod) => number,
  ): Column<RetentionPeriod> => ({
    key: kind,
    head: t(`rows.${kind}`),
    kind: 'number',
    phone: kind === 'lost' || kind === 'new' ? 'detail' : 'hidden',
    phoneWord: t(`rows.${kind}`),
    cell: (period) =>
      period.open && kind !== 'start' ? (
        open
      ) : (
        <CountButton
          count={value(period)}
          label={`${periods.name(retention.every, period.start)}, ${t(`rows.${kind}`)}`}
          onOpen={lists ? () => onShow(lists(period, kind)) : undefined}
        />
      ),
  })
  const rate = (
    key: 'share' | 'formula' | 'churn',
    value: (period: RetentionPeriod) => number | null,
  ): Column<RetentionPeriod> => ({
    key,
    head: t(`rows.${key}`),
    kind: 'number',
    phone: key === 'share' ? 'main' : 'hidden',
    cell: (period) => {
      const share = value(period)
      if (period.open) return open
      if (share === null) return <span className={words.muted}>–</span>
      return key === 'share' ? <b>{format.percent(share)}</b> : format.percent(share)
    },
  })
  return {
    before: [
      count('start', ({ customersAtStart }) => customersAtStart),
      count('kept', ({ kept }) => kept),
      rate('share', ({ keptRate }) => keptRate),
    ],
    after: [
      count('lost', ({ lost }) => lost),
      count('reactivated', ({ reactivated }) => reactivated),
      count('new', (period) => period.new),
      count('end', ({ customersAtEnd }) => customersAtEnd),
      rate('formula', ({ formulaRate }) => formulaRate),
      rate('churn', ({ churnRate }) => churnRate),
    ],
  }
}

function useTable(
  rows: readonly RetentionPeriod[],
  name: (period: RetentionPeriod) => string,
): ChartTable {
  const { t } = useTranslation(['analytics', 'charts'])
  const format = useFormat()
  const count = (value: number) => format.number(value)
  const share = (value: number) => format.percent(value)
  return {
    columns: [
      { head: t('rows.period') },
      { head: t('rows.start'), format: count },
      { head: t('rows.kept'), format: count },
      { head: t('rows.lost'), format: count },
      { head: t('rows.reactivated'), format: count },
      { head: t('rows.new'), format: count },
      { head: t('rows.end'), format: count },
      { head: t('rows.share'), format: share },
      { head: t('charts:low'), format: share },
      { head: t('charts:high'), format: share },
      { head: t('rows.formula'), format: share },
      { head: t('rows.churn'), format: share },
    ],
    rows: rows.map((period) =>
      period.open
        ? [name(period), period.customersAtStart, ...Array(10).fill(t('charts:open'))]
        : [
            name(period),
            period.customersAtStart,
            period.kept,
            period.lost,
            period.reactivated,
            period.new,
            period.customersAtEnd,
            period.keptRate,
            period.keptInterval?.low ?? null,
            period.keptInterval?.high ?? null,
            period.formulaRate,
            period.churnRate,
          ],
    ),
  }
}

const askedOf = ({ every, basis }: Retention) => ({
  every,
  from: basis.from,
  to: basis.to,
})
