import type { Cell, Row } from '#kernel/csv.ts'
import type { CohortReport } from './report-cohorts.ts'
import type { ReceiptsReport } from './report-receipts.ts'
import type { RetentionReport } from './report-retention.ts'
import type { RfmReport } from './report-rfm.ts'
import type { ReceiptRow, ValueReport } from './report-value.ts'
import type { ValueCohortReport } from './report-value-cohorts.ts'

/** Head and rows; amounts of money in whole units of their currency. */
export type Table = { columns: readonly string[]; rows: readonly Row[] }

export type Inscribe = { money: (amount: number) => number }

export function retentionTable({ periods }: RetentionReport): Table {
  return {
    columns: [
      'start',
      'end',
      'customersAtStart',
      'new',
      'kept',
      'reactivated',
      'lost',
      'customersAtEnd',
      'formulaRate',
      'keptRate',
      'keptRateLow',
      'keptRateHigh',
      'churnRate',
      'lostWithProfit',
      'lostWithoutProfit',
      'receiptsShare',
      'open',
    ],
    rows: periods.map((period) => [
      period.start,
      period.end,
      period.customersAtStart,
      period.new,
      period.kept,
      period.reactivated,
      period.lost,
      period.customersAtEnd,
      period.formulaRate,
      period.keptRate,
      period.keptInterval?.low ?? null,
      period.keptInterval?.high ?? null,
      period.churnRate,
      period.lostWithProfit,
      period.lostWithoutProfit,
      period.coverage.receiptsShare,
      period.open,
    ]),
  }
}

export function cohortTable({ by, cohorts, all }: CohortReport, { money }: Inscribe): Table {
  const named = [
    ...cohorts.map((cohort) => ({
      ...cohort,
      name: by === 'time' ? cohort.start : cohort.group!.code,
    })),
    { ...all, name: 'all' },
  ]
  return {
    columns: ['cohort', 'size', 'index', 'n', 'active', 'revenue', 'share', 'open'],
    rows: named.flatMap(({ name, size, cells }) =>
      cells.map((cell) => [
        name,
        size,
        cell.index,
        cell.n,
        cell.active,
        cell.revenue === null ? null : money(cell.revenue.amount),
        cell.share,
        cell.open,
      ]),
    ),
  }
}

export function valueCohortTable({ cohorts }: ValueCohortReport, { money }: Inscribe): Table {
  return {
    columns: ['start', 'size', 'index', 'revenuePerCustomer', 'marginPerCustomer', 'open'],
    rows: cohorts.flatMap(({ start, size, cells }) =>
      cells.map((cell) => [
        start,
        size,
        cell.index,
        money(cell.revenuePerCustomer.amount),
        money(cell.marginPerCustomer.amount),
        cell.open,
      ]),
    ),
  }
}

export function valueTable(report: ValueReport, { money }: Inscribe): Table {
  const { repurchase, timeToSecond, realized, concentration, frequency, receipts } = report
  const amount = (sum: { amount: number } | null) => (sum === null ? null : money(sum.amount))
  const receiptRows = (figure: string, rows: readonly ReceiptRow[]): Cell[][] =>
    rows.flatMap((row) => [
      [`${figure}.receipts`, row.key, row.receipts],
      [`${figure}.sales`, row.key, money(row.sales.amount)],
      [`${figure}.averageReceipt`, row.key, amount(row.averageReceipt)],
      [`${figure}.receiptsShare`, row.key, row.coverage.receiptsShare],
    ])
  return {
    columns: ['figure', 'key', 'value'],
    rows: [
      ['customers', '', repurchase.n],
      ['repurchaseShare', '', repurchase.share],
      ['timeToSecond.medianDays', '', timeToSecond.medianDays],
      ...timeToSecond.curve.map((point): Cell[] => ['timeToSecond', point.days, point.share]),
      ['revenue', '', money(realized.revenue.amount)],
      ['margin', '', money(realized.margin.amount)],
      ['revenuePerCustomer', '', amount(realized.revenuePerCustomer)],
      ['marginPerCustomer', '', amount(realized.marginPerCustomer)],
      ['medianRevenue', '', amount(realized.medianRevenue)],
      ['customersWithoutProfit', '', realized.withoutProfit],
      ['top20Customers', '', concentration.top20Customers],
      ['top20RevenueShare', '', concentration.top20RevenueShare],
      ...concentration.lorenz.map((point): Cell[] => ['lorenz', point.customers, point.revenue]),
      ['purchaseDaysPer30Days', 'regulars', frequency.regulars.purchaseDaysPer30Days],
      ['purchaseDaysPer30Days', 'newCustomers', frequency.newCustomers.purchaseDaysPer30Days],
      ['purchaseDaysPer30Days', 'others', frequency.others.purchaseDaysPer30Days],
      ...receiptRows('store', receipts.byStore),
      ...receiptRows('channel', receipts.byChannel),
      ...receiptRows('month', receipts.byMonth),
    ],
  }
}

export function rfmTable({ cells }: RfmReport, { money }: Inscribe): Table {
  return {
    columns: ['recency', 'frequency', 'customers', 'revenue', 'revenuePerCustomer'],
    rows: cells.map((cell) => [
      cell.recency,
      cell.frequency,
      cell.customers,
      money(cell.revenue.amount),
      cell.revenuePerCustomer === null ? null : money(cell.revenuePerCustomer.amount),
    ]),
  }
}

export function receiptsTable(report: ReceiptsReport, { money }: Inscribe): Table {
  const rows = report.byHour ?? report.byWeekday.map((row) => ({ ...row, hour: null }))
  return {
    columns: ['weekday', 'hour', 'receipts', 'sales'],
    rows: rows.map((row) => [row.weekday, row.hour, row.receipts, money(row.sales.amount)]),
  }
}
