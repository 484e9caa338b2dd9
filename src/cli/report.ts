import { type Command, Option } from 'commander'
import { type CohortReport, reportCohorts } from '#domain/analytics/report-cohorts.ts'
import { type OverviewReport, reportOverview } from '#domain/analytics/report-overview.ts'
import { type RetentionReport, reportRetention } from '#domain/analytics/report-retention.ts'
import { type CalendarUnit, isDate } from '#kernel/calendar.ts'
import { currencyDecimals, inWholeUnits, type Money } from '#kernel/money.ts'
import { type Presence, presences } from '#kernel/presence.ts'
import { print, printJson, say, WrongUsage, withHouse } from './command.ts'

type Counting = { presence: Presence }
type RangeOptions = Counting & { from: string; to: string; every: CalendarUnit; json?: true }
type CohortOptions = RangeOptions & { criterion: CohortReport['criterion'] }

export function register(program: Command) {
  const report = program.command('report').description('figures on what customers do')
  ranged(report.command('retention'), ['month', 'quarter', 'year'])
    .description('how many stay: the balance of each period')
    .action(async (options: RangeOptions, command: Command) => {
      checkRange(options)
      const { basis, periods } = await withHouse(command, ({ context }) =>
        reportRetention(context, options, null),
      )
      sayRecount(basis)
      if (options.json) return printJson(periods.map(saidPeriod))
      printTable(periods.map(readablePeriod))
    })
  ranged(report.command('cohorts'), ['month', 'quarter'])
    .description('how many of those who began together come again')
    .addOption(
      new Option('--criterion <criterion>', 'what counts as coming again')
        .choices(['bounded', 'unbounded', 'revenue'])
        .default('bounded'),
    )
    .action(async (options: CohortOptions, command: Command) => {
      checkRange(options)
      const cohorts = await withHouse(command, ({ context }) =>
        reportCohorts(context, { ...options, by: 'time', withRevenue: true }, null),
      )
      sayRecount(cohorts.basis)
      if (options.json) return printJson(saidCohorts(cohorts))
      printTable(cohorts.cohorts.map(readableCohort))
    })
  report
    .command('overview')
    .description('the state of retention, over the whole history')
    .option('--json', 'print JSON')
    .addOption(counting())
    .action(async ({ json, presence }: Counting & { json?: true }, command: Command) => {
      const overview = await withHouse(command, ({ context }) =>
        reportOverview(context, { presence }, null),
      )
      sayRecount(overview.basis)
      const said = saidOverview(overview)
      if (json) return printJson(said)
      printTable(
        Object.entries(said).map(([figure, value]) => ({ figure, value: readable(value) })),
      )
    })
}

const ranged = (command: Command, every: readonly CalendarUnit[]) =>
  command
    .requiredOption('--from <date>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <date>', 'day after the last, YYYY-MM-DD')
    .addOption(new Option('--every <unit>', 'calendar unit').choices(every).makeOptionMandatory())
    .addOption(counting())
    .option('--json', 'print JSON')

/** The fields are defined on purchases, whatever the business counts: scripts rely on them. */
const counting = () =>
  new Option('--presence <presence>', 'what counts as having been there')
    .choices(presences)
    .default('purchases')

function sayRecount({ recount }: OverviewReport['basis']) {
  if (!recount) return
  say(
    `Customers are being counted anew while Stammgast serves: ${recount.done} of ` +
      `${recount.customers} are done, the others count by the old terms yet.`,
  )
}

function checkRange({ from, to }: RangeOptions) {
  for (const date of [from, to]) {
    if (!isDate(date)) throw new WrongUsage(`"${date}" is no date of the form YYYY-MM-DD.`)
  }
  if (from >= to) throw new WrongUsage('--to must lie after --from; it is exclusive.')
}

type Period = RetentionReport['periods'][number]

const saidPeriod = (period: Period) => ({
  start: period.start,
  end: period.end,
  customersAtStart: period.customersAtStart,
  new: period.new,
  kept: period.kept,
  reactivated: period.reactivated,
  lost: period.lost,
  customersAtEnd: period.customersAtEnd,
  formulaRate: period.formulaRate,
  keptRate: period.keptRate,
  churnRate: period.churnRate,
  open: period.open,
})

function readablePeriod(period: Period) {
  const { formulaRate, keptRate, churnRate, open, ...counts } = saidPeriod(period)
  return {
    ...counts,
    formulaRate: percent(formulaRate),
    keptRate: percent(keptRate),
    churnRate: percent(churnRate),
    open: open ? 'open' : '',
  }
}

const saidCohorts = ({ criterion, every, cohorts }: CohortReport) => ({
  criterion,
  every,
  cohorts: cohorts.map(({ start, size, cells }) => ({
    start,
    size,
    active: cells.map((cell) => cell.active),
    revenue: cells.map((cell) => cell.revenue),
  })),
})

const readableCohort = ({ start, size, cells }: CohortReport['cohorts'][number]) => ({
  start,
  size,
  ...Object.fromEntries(
    cells.map((cell) => [`+${cell.index}`, `${percent(cell.share)}${cell.open ? ' open' : ''}`]),
  ),
})

function saidOverview({ basis, figures }: OverviewReport) {
  return {
    asOf: basis.asOf,
    customers: figures.customers,
    purchases: figures.purchases,
    purchaseDays: figures.purchaseDays,
    ...(basis.presence === 'visits' && { daysThere: figures.daysThere }),
    revenue: figures.revenue,
    repurchaseShare: figures.repurchaseShare,
    top20RevenueShare: figures.top20RevenueShare,
    top20Customers: figures.top20Customers,
    regulars: figures.regulars,
    activeCustomers: figures.activeCustomers,
    regularsShare: figures.regularsShare,
    receipts: figures.receipts,
    averageReceipt: figures.averageReceipt,
    receiptsCoverage: figures.coverage.receiptsShare,
    revenueCoverage: figures.coverage.revenueShare,
  }
}

function readable(value: string | number | Money | null): string {
  if (value === null) return '–'
  if (typeof value === 'object') return moneyText(value)
  return typeof value === 'number' && !Number.isInteger(value) ? percent(value) : String(value)
}

const moneyText = (money: Money) =>
  `${inWholeUnits(money).toFixed(currencyDecimals(money.currency))} ${money.currency}`

const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)

function printTable(rows: readonly Record<string, string | number | boolean | null>[]) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))]
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]!.length)))
  for (const line of lines) {
    print(
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
        .join('  '),
    )
  }
}
