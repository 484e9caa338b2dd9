import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  exportLiabilityMonths,
  listLiabilityMonths,
  printLiabilityMonths,
} from '#contract/endpoints/liability.ts'
import type { Money } from '#kernel/money.ts'
import { addressOf, useCall } from '../../client/index.ts'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Loaded } from '../loaded.tsx'
import { CheckBooks } from './check-books.tsx'
import classes from './liability.module.css'
import { type BookOfMonth, firstDayOf, type Liability } from './liability.ts'

type Unit = 'points' | 'money'

/** The monthly books of one kind of points, in points or in money, the newest month first. */
export function MonthBooks({ now }: { now: Liability }) {
  const { t } = useTranslation('liability')
  const months = useCall(listLiabilityMonths, {})
  const [currency, setCurrency] = useState(now.currencies[0]!.currency)
  const [unit, setUnit] = useState<Unit>('points')
  return (
    <Section heading={t('months.heading')} note={t('months.note')} aside={<Downloads />}>
      <div className={classes.choices}>
        {now.currencies.length > 1 && (
          <Segmented
            label={t('months.currency')}
            value={currency}
            options={now.currencies.map((one) => ({ value: one.currency, word: one.name }))}
            onChange={setCurrency}
          />
        )}
        <Segmented
          label={t('months.unit')}
          value={unit}
          options={[
            { value: 'points', word: t('months.inPoints') },
            { value: 'money', word: t('months.inMoney') },
          ]}
          onChange={setUnit}
        />
      </div>
      <Loaded reply={months} shape="rows">
        {({ items }) => (
          <MonthTable
            months={items.filter((month) => month.currency === currency).toReversed()}
            unit={unit}
          />
        )}
      </Loaded>
      <CheckBooks />
    </Section>
  )
}

function Downloads() {
  const { t } = useTranslation('liability')
  return (
    <span className={classes.links}>
      <a href={addressOf(exportLiabilityMonths, {})} download>
        {t('months.csv')}
      </a>
      <a href={addressOf(printLiabilityMonths, {})} download>
        {t('months.pdf')}
      </a>
    </span>
  )
}

function MonthTable({ months, unit }: { months: readonly BookOfMonth[]; unit: Unit }) {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const columns = { points: usePointColumns(months), money: useMoneyColumns() }[unit]
  const state: Column<BookOfMonth> = {
    key: 'state',
    head: t('months.state'),
    kind: 'number',
    phone: 'detail',
    cell: ({ closed }) => t(closed ? 'months.closed' : 'months.open'),
  }
  return (
    <DataTable
      label={t('months.heading')}
      rows={months}
      rowKey={({ month }) => month}
      name={{ head: t('months.month'), cell: ({ month }) => format.month(firstDayOf(month)) }}
      columns={[...columns, state]}
      density="dense"
    />
  )
}

const pointKeys = [
  'opening',
  'issued',
  'reversed',
  'redeemed',
  'donated',
  'expired',
  'other',
] as const

/** What seldom happens has a column where it did. */
const seldom = new Set<string>(['reversed', 'donated', 'other'])

function usePointColumns(months: readonly BookOfMonth[]): Column<BookOfMonth>[] {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const column = (key: keyof BookOfMonth['points'], phone: Column<BookOfMonth>['phone']) => ({
    ...{ key, head: t(`months.${key}`), kind: 'number' as const, phone },
    phoneWord: t(`months.${key}`),
    cell: ({ points }: BookOfMonth) => format.number(points[key]),
  })
  const shown = pointKeys.filter(
    (key) => !seldom.has(key) || months.some(({ points }) => points[key] !== 0),
  )
  return [...shown.map((key) => column(key, 'detail')), column('closing', 'main')]
}

function useMoneyColumns(): Column<BookOfMonth>[] {
  const { t } = useTranslation('liability')
  const format = useFormat()
  const column = (
    word: 'opening' | 'allocated' | 'earned' | 'breakage' | 'closing' | 'fairValue' | 'provision',
    moneyOf: (row: BookOfMonth) => Money | null,
  ): Column<BookOfMonth> => ({
    ...{ key: word, head: t(`months.${word}`), kind: 'number' },
    ...{ phone: word === 'closing' ? 'main' : 'detail', phoneWord: t(`months.${word}`) },
    cell: (row) => {
      const money = moneyOf(row)
      return money ? format.money(money) : t('months.unknown')
    },
  })
  return [
    column('opening', ({ deferred }) => deferred.opening),
    column('allocated', ({ deferred }) => deferred.allocated),
    column('earned', ({ deferred }) => deferred.redeemed),
    column('breakage', ({ deferred }) => deferred.breakage),
    column('closing', ({ deferred }) => deferred.closing),
    column('fairValue', ({ fairValue }) => fairValue),
    column('provision', ({ provision }) => provision),
  ]
}
