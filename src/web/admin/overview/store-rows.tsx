import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import type { ChartTable } from '../../design/charts/chart-table.tsx'
import { IntervalRows } from '../../design/charts/interval-rows.tsx'
import type { Column } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Warning } from '../../design/warning.tsx'
import words from '../../design/words.module.css'
import classes from './overview.module.css'
import type { Overview } from './overview.ts'

type StoreRow = Overview['stores'][number]

/** More than these are shown when asked for. */
const shownFirst = 12

/** The stores below each other, on one scale, with one line for all of them. */
export function StoreRows({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const { stores, storesMonth, staying } = overview
  const [isWhole, setWhole] = useState(false)
  const columns = useColumns()
  const shown = isWhole ? stores : stores.slice(0, shownFirst)
  const overall = staying.value
  return (
    <div>
      <IntervalRows<StoreRow>
        look="section"
        measuredPlace="beside"
        title={
          storesMonth
            ? t('stores.heading', { month: format.monthName(storesMonth.start) })
            : t('stores.plain')
        }
        measured={t('stores.measured')}
        finding={useFinding(stores)}
        {...(stores.length > 1 && { note: t('stores.note') })}
        rows={shown}
        rowKey={({ store }) => store.code}
        name={{
          head: t('stores.store'),
          text: ({ store }) => store.name,
          cell: ({ store }) => (
            <Link
              to="/analytics/retention"
              search={{ store: [store.code] }}
              className={classes.store}
              title={store.name}
            >
              {store.name}
            </Link>
          ),
          width: 110,
        }}
        interval={({ keptRate, keptInterval }) =>
          keptRate === null || !keptInterval
            ? null
            : { low: keptInterval.low, high: keptInterval.high, estimate: keptRate }
        }
        scale={scaleOf(stores)}
        reference={
          overall === null
            ? null
            : { value: overall, words: t('stores.overall', { share: format.percent(overall) }) }
        }
        format={(share) => format.percent(share, 0)}
        {...columns}
        table={useTable(stores)}
      />
      {stores.length > shown.length && (
        <Button onClick={() => setWhole(true)}>{t('stores.more', { count: stores.length })}</Button>
      )}
    </div>
  )
}

function useFinding(stores: readonly StoreRow[]): string {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const rates = stores.flatMap(({ keptRate }) => (keptRate === null ? [] : [keptRate]))
  if (rates.length === 0) return t('stores.plain')
  return t('stores.finding', {
    low: format.percent(Math.min(...rates)),
    high: format.percent(Math.max(...rates)),
  })
}

function scaleOf(stores: readonly StoreRow[]) {
  const intervals = stores.flatMap(({ keptInterval }) => (keptInterval ? [keptInterval] : []))
  if (intervals.length === 0) return { low: 0, high: 1 }
  const low = Math.min(...intervals.map((interval) => interval.low))
  const high = Math.max(...intervals.map((interval) => interval.high))
  return { low: Math.floor(low * 10) / 10, high: Math.min(1, Math.ceil(high * 10) / 10) }
}

function useColumns(): { before: Column<StoreRow>[]; after: Column<StoreRow>[] } {
  const { t } = useTranslation(['overview', 'charts'])
  const format = useFormat()
  return {
    before: [
      {
        key: 'kept',
        head: t('stores.kept'),
        kind: 'number',
        cell: ({ kept, start }) => t('stores.keptOf', { kept, count: start }),
      },
      {
        key: 'share',
        head: t('stores.share'),
        kind: 'number',
        phone: 'main',
        cell: ({ keptRate }) => (keptRate === null ? '–' : <b>{format.percent(keptRate)}</b>),
      },
    ],
    after: [
      {
        key: 'leaving',
        head: t('stores.leaving'),
        kind: 'number',
        phone: 'detail',
        phoneWord: t('stores.leaving'),
        cell: ({ leaving }) =>
          leaving === null ? (
            <span className={words.muted}>{t('charts:open')}</span>
          ) : (
            format.number(leaving)
          ),
      },
      {
        key: 'regulars',
        head: t('stores.regulars'),
        kind: 'number',
        cell: ({ regulars }) => format.number(regulars),
      },
      {
        key: 'average',
        head: t('stores.average'),
        kind: 'number',
        cell: ({ averageReceipt }) => (averageReceipt ? format.money(averageReceipt) : '–'),
      },
      {
        key: 'coverage',
        head: t('stores.coverage'),
        kind: 'number',
        cell: ({ coverage }) =>
          coverage.receiptsShare === null ? '–' : format.percent(coverage.receiptsShare, 0),
      },
      {
        key: 'last',
        head: t('stores.last'),
        kind: 'number',
        phone: 'detail',
        cell: (row) => <LastReceipt row={row} />,
      },
    ],
  }
}

/** To the minute where receipts come in by themselves, else by the day. */
function LastReceipt({ row }: { row: StoreRow }) {
  const format = useFormat()
  const { lastReceiptAt, lastReceiptDay, silent } = row
  if (lastReceiptDay === null) return <>–</>
  const isRecent =
    lastReceiptAt !== null && Date.now() - new Date(lastReceiptAt).getTime() < 48 * 3_600_000
  const text =
    isRecent && lastReceiptAt !== null
      ? format.ago(lastReceiptAt, new Date())
      : format.recentDay(lastReceiptDay, new Date())
  return silent ? <Warning>{text}</Warning> : <span className={words.muted}>{text}</span>
}

function useTable(stores: readonly StoreRow[]): ChartTable {
  const { t } = useTranslation(['overview', 'charts'])
  const format = useFormat()
  const share = (value: number) => format.percent(value)
  const count = (value: number) => format.number(value)
  return {
    columns: [
      { head: t('stores.store') },
      { head: t('stores.kept'), format: count },
      { head: t('stores.of'), format: count },
      { head: t('stores.share'), format: share },
      { head: t('charts:low'), format: share },
      { head: t('charts:high'), format: share },
      { head: t('stores.leaving'), format: count },
      { head: t('stores.regulars'), format: count },
      { head: t('stores.average') },
      { head: t('stores.coverage'), format: share },
      { head: t('stores.last') },
    ],
    rows: stores.map((row) => [
      row.store.name,
      row.kept,
      row.start,
      row.keptRate,
      row.keptInterval?.low ?? null,
      row.keptInterval?.high ?? null,
      row.leaving ?? t('charts:open'),
      row.regulars,
      row.averageReceipt ? format.money(row.averageReceipt) : null,
      row.coverage.receiptsShare,
      row.lastReceiptDay && format.date(row.lastReceiptDay),
    ]),
  }
}
