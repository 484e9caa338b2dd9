import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CalendarUnit, calendarUnits, dateText, dayNumber, unitOf } from '#kernel/calendar.ts'
import { freshWorld, purchase, returned, type World } from '../../../tests/world.ts'
import type { FilterQuery } from './filters.ts'
import { reportCohorts } from './report-cohorts.ts'
import { listCohort, listRetention } from './report-lists.ts'
import { reportRetention } from './report-retention.ts'
import { reportRfm } from './report-rfm.ts'
import { reportValue } from './report-value.ts'
import { reportValueCohorts } from './report-value-cohorts.ts'

let world: World

const firstDay = dayNumber('2025-01-20')
const lastDay = dayNumber('2026-03-31')
const names = ['anna', 'bert', 'cleo', 'dora', 'emil', 'fritz', 'gerd', 'hanna']
const stores = ['Altstadt', 'Ufer', 'Markt']
const channels = ['till', 'web']
const categories = ['coffee', 'cake', 'beans']

/** Another world each run; a failure names the seed that brings it back. */
const seed = Number(process.env.WORLD_SEED ?? Math.floor(Math.random() * 2 ** 31))

/** A small world with everything that makes counting hard: gaps, returns, ties, guests, zero. */
function randomEvents(): object[] {
  const random = fc.sample(
    fc.record({
      who: fc.constantFrom(...names, null),
      day: fc.integer({ min: firstDay, max: lastDay }),
      amount: fc.constantFrom(0, 250, 990, 12_000),
      store: fc.constantFrom(...stores, undefined),
      channel: fc.constantFrom(...channels, undefined),
      categories: fc.subarray(categories),
      kind: fc.constantFrom('purchase', 'purchase', 'purchase', 'return'),
      minute: fc.integer({ min: 0, max: 1439 }),
    }),
    { numRuns: 220, seed },
  )
  return random.map(({ who, day, amount, store, channel, categories: held, kind, minute }) => {
    const more = {
      store,
      channel,
      occurredAt: new Date(day * 86_400_000 + minute * 60_000).toISOString(),
      ...(held.length > 0
        ? {
            amount: undefined,
            lines: held.map((category, index) => ({ category, amount: amount + index })),
          }
        : {}),
    }
    return kind === 'return' && who !== null
      ? returned(dateText(day), who, amount, more)
      : purchase(dateText(day), who, amount, more)
  })
}

type Row = {
  who: string
  kind: string
  day: number
  amount: number
  lines: { category: string; amount: number }[] | null
  store: string | null
  channel: string | null
}

let log: Row[]

beforeAll(async () => {
  world = await freshWorld('2026-04-02T10:00:00Z')
  await world.record(randomEvents())
  await sql`
    with tag as (insert into tags (name) values ('early') returning number)
    insert into customer_tags
    select customer_id, number from tag, identities where value in ('anna', 'cleo', 'fritz')`.execute(
    world.context.database.kysely,
  )
  const { rows } = await sql<Omit<Row, 'day'> & { day: string }>`
    select identities.value as who, type as kind,
      (occurred_at at time zone 'Europe/Berlin')::date as day, amount, payload -> 'lines' as lines,
      stores.code as store, channels.code as channel
    from events
    join identities using (customer_id)
    left join stores on stores.number = store_number
    left join channels on channels.number = channel_number
    order by occurred_at`.execute(world.context.database.kysely)
  log = rows.map((row) => ({ ...row, day: dayNumber(row.day) }))
})
afterAll(() => world.close())

const filters: FilterQuery[] = [
  {},
  { store: ['Altstadt'] },
  { store: ['Ufer', 'Markt'], channel: ['web'] },
  { channel: ['till'] },
  { category: ['cake'] },
  { category: ['coffee'], store: ['Altstadt'] },
  { tag: ['early'] },
  { tag: ['early'], store: ['Markt'] },
]

const tagged = ['anna', 'cleo', 'fritz']

/** The log as somebody would read it who knows nothing of profiles. */
function matching(filter: FilterQuery): Row[] {
  return log.filter(
    (row) =>
      (!filter.store || filter.store.includes(row.store ?? '')) &&
      (!filter.channel || filter.channel.includes(row.channel ?? '')) &&
      (!filter.category || row.lines?.some((line) => filter.category!.includes(line.category))) &&
      (!filter.tag || tagged.includes(row.who)),
  )
}

const revenueOf = (row: Row, filter: FilterQuery) => {
  const amount = filter.category
    ? row
        .lines!.filter((line) => filter.category!.includes(line.category))
        .reduce((sum, line) => sum + line.amount, 0)
    : row.amount
  return row.kind === 'return' ? -amount : amount
}

function unitsByCustomer(filter: FilterQuery, every: CalendarUnit): Map<string, Set<number>> {
  const units = new Map<string, Set<number>>()
  for (const row of matching(filter)) {
    if (row.kind !== 'purchase') continue
    if (!units.has(row.who)) units.set(row.who, new Set())
    units.get(row.who)!.add(unitOf(every, row.day))
  }
  return units
}

const everyFilterAndUnit = filters.flatMap((filter) =>
  calendarUnits.map((every) => ({ filter, every, name: `${JSON.stringify(filter)} by ${every}` })),
)

describe(`figures agree with the log, counted by hand (WORLD_SEED=${seed})`, () => {
  test.each(everyFilterAndUnit)('retention $name', async ({ filter, every }) => {
    const units = [...unitsByCustomer(filter, every).values()]
    const range = { from: '2025-03-01', to: '2026-04-01' }
    const report = await reportRetention(world.context, { every, ...range, ...filter }, null)
    expect(report.basis.customers).toBe(units.length)
    for (const period of report.periods) {
      const unit = unitOf(every, dayNumber(period.start))
      const start = units.filter((own) => own.has(unit - 1)).length
      const end = units.filter((own) => own.has(unit)).length
      const kept = units.filter((own) => own.has(unit) && own.has(unit - 1)).length
      const fresh = units.filter((own) => Math.min(...own) === unit).length
      expect(period).toMatchObject({
        customersAtStart: start,
        customersAtEnd: end,
        kept,
        new: fresh,
        lost: start - kept,
        reactivated: end - kept - fresh,
        keptRate: start === 0 ? null : kept / start,
        formulaRate: start === 0 ? null : (end - fresh) / start,
      })
    }
  })

  test.each(everyFilterAndUnit)('cohorts $name', async ({ filter, every }) => {
    const units = unitsByCustomer(filter, every)
    const range = { from: '2025-03-01', to: '2026-03-15' }
    const last = unitOf(every, dayNumber('2026-03-14'))
    for (const criterion of ['bounded', 'unbounded', 'revenue'] as const) {
      const question = {
        every,
        by: 'time' as const,
        criterion,
        ...range,
        ...filter,
        withRevenue: true,
      }
      const { cohorts } = await reportCohorts(world.context, question, null)
      // Without revenue another, quicker scan may do.
      const plain = await reportCohorts(world.context, { ...question, withRevenue: false }, null)
      for (const [at, cohort] of cohorts.entries()) {
        const began = unitOf(every, dayNumber(cohort.start!))
        const members = [...units].filter(([, own]) => Math.min(...own) === began)
        expect(cohort.size).toBe(members.length)
        expect(cohort.cells.length).toBe(last - began + 1)
        for (const { index, active, revenue } of cohort.cells) {
          const unit = began + index
          const there = members.filter(([, own]) =>
            criterion === 'unbounded'
              ? [...own].some((one) => one >= unit && one <= last)
              : own.has(unit),
          )
          expect(active).toBe(there.length)
          const spent = matching(filter)
            .filter((row) => unitOf(every, row.day) === unit)
            .filter((row) => members.some(([who]) => who === row.who))
            .reduce((sum, row) => sum + revenueOf(row, filter), 0)
          expect(revenue!.amount).toBe(spent)
          expect(active).toBe(plain.cohorts[at]!.cells[index]!.active)
        }
      }
      const begun = [...units].filter(([, own]) => {
        const began = Math.min(...own)
        return began >= unitOf(every, dayNumber('2025-03-01')) && began <= last
      })
      expect(cohorts.reduce((sum, cohort) => sum + cohort.size, 0)).toBe(begun.length)
    }
  })

  test.each(filters)('value with %o', async (filter) => {
    const days = unitsByCustomer(filter, 'day')
    const report = await reportValue(world.context, filter, null)
    const repeated = [...days.values()].filter((own) => own.size >= 2).length
    expect(report.repurchase).toMatchObject({ n: days.size, repeated })
    const revenue = matching(filter)
      .filter((row) => days.has(row.who))
      .reduce((sum, row) => sum + revenueOf(row, filter), 0)
    expect(report.realized.revenue.amount).toBe(revenue)
    expect(report.realized.purchaseDaysPerCustomer).toBeCloseTo(
      [...days.values()].reduce((sum, own) => sum + own.size, 0) / days.size,
      9,
    )
    expect(report.timeToSecond).toMatchObject({ came: repeated, open: days.size - repeated })
    const rfm = await reportRfm(world.context, filter, null)
    expect(rfm.cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe(days.size)
    expect(rfm.cells.reduce((sum, cell) => sum + cell.revenue.amount, 0)).toBe(revenue)
  })

  test.each(filters)('value by cohort with %o', async (filter) => {
    const units = unitsByCustomer(filter, 'quarter')
    const { cohorts } = await reportValueCohorts(
      world.context,
      { every: 'quarter', ...filter },
      null,
    )
    for (const { start, size, cells } of cohorts) {
      const began = unitOf('quarter', dayNumber(start))
      const members = [...units].filter(([, own]) => Math.min(...own) === began)
      expect(size).toBe(members.length)
      for (const { index, revenuePerCustomer } of cells) {
        const spent = matching(filter)
          .filter((row) => members.some(([who]) => who === row.who))
          .filter((row) => {
            const unit = unitOf('quarter', row.day)
            return unit >= began && unit <= began + index
          })
          .reduce((sum, row) => sum + revenueOf(row, filter), 0)
        expect(revenuePerCustomer.amount).toBe(Math.round(spent / size))
      }
    }
  })
})

describe(`every number opens to its customers (WORLD_SEED=${seed})`, () => {
  test.each(filters)('of the balance, with %o', async (filter) => {
    const question = { every: 'quarter' as const, from: '2025-07-01', to: '2025-10-01', ...filter }
    const { periods } = await reportRetention(world.context, question, null)
    const period = periods[0]!
    const numbers = {
      start: period.customersAtStart,
      new: period.new,
      kept: period.kept,
      reactivated: period.reactivated,
      lost: period.lost,
      end: period.customersAtEnd,
    }
    for (const [kind, number] of Object.entries(numbers)) {
      const list = await listRetention(
        world.context,
        {
          every: 'quarter',
          period: '2025-08-15',
          // Object.entries loses the keys' type.
          kind: kind as keyof typeof numbers,
          limit: 100,
          ...filter,
        },
        null,
      )
      expect(list.total).toBe(number)
      expect(list.items.length).toBe(number)
    }
  })

  test('page by page, each customer once, the highest revenue first', async () => {
    const seen: string[] = []
    const revenues: number[] = []
    let cursor: string | undefined
    do {
      const page = await listRetention(
        world.context,
        { every: 'year', period: '2025-06-01', kind: 'end', limit: 3, cursor },
        null,
      )
      seen.push(...page.items.map((item) => item.customer.shown!))
      revenues.push(...page.items.map((item) => item.revenue.amount))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen.toSorted()).toEqual(
      [...unitsByCustomer({}, 'year')]
        .filter(([, own]) => own.has(unitOf('year', dayNumber('2025-06-01'))))
        .map(([who]) => who)
        .toSorted(),
    )
    expect(revenues).toEqual(revenues.toSorted((a, b) => b - a))
  })

  test('of a cohort by store of the first purchase, closed and open cells alike', async () => {
    const question = {
      every: 'month' as const,
      by: 'store' as const,
      from: '2025-01-01',
      to: '2026-05-01',
      criterion: 'bounded' as const,
    }
    const { cohorts } = await reportCohorts(world.context, question, null)
    for (const { group, cells } of cohorts) {
      for (const cell of [cells[0]!, cells[3]!, cells.at(-1)!]) {
        const ask = (state: 'all' | 'active') =>
          listCohort(
            world.context,
            { ...question, group: group!.code, index: cell.index, state, limit: 100 },
            null,
          )
        expect((await ask('all')).total).toBe(cell.n)
        expect((await ask('active')).total).toBe(cell.active)
      }
    }
  })
})
