import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { dateText, dayNumber, unitOf } from '#kernel/calendar.ts'
import { freshWorld, purchase, returned, type World } from '../../../tests/world.ts'
import type { FilterQuery } from './filters.ts'
import { reportCohorts } from './report-cohorts.ts'
import { listCohort, listRegulars, listRetention } from './report-lists.ts'
import { reportOverview } from './report-overview.ts'
import { reportRetention } from './report-retention.ts'
import { reportRfm } from './report-rfm.ts'
import { reportValue } from './report-value.ts'
import { reportValueCohorts } from './report-value-cohorts.ts'

const seed = Number(process.env.WORLD_SEED ?? Math.floor(Math.random() * 2 ** 31))
const [firstDay, lastDay] = [dayNumber('2025-09-01'), dayNumber('2026-03-31')]
const names = ['anna', 'bert', 'cleo', 'dora', 'emil', 'fritz']

type Fact = {
  who: string
  day: number
  kind: string
  amount: number
  store?: string
  cake: boolean
}

const facts: Fact[] = fc.sample(
  fc.record({
    who: fc.constantFrom(...names),
    day: fc.integer({ min: firstDay, max: lastDay }),
    kind: fc.constantFrom('visit', 'visit', 'visit', 'purchase', 'return'),
    amount: fc.constantFrom(0, 250, 990),
    store: fc.constantFrom('Altstadt', 'Ufer'),
    cake: fc.boolean(),
  }),
  { numRuns: 160, seed },
)

/** As they might come in: the order says nothing. */
const eventOf = ({ who, day, kind, amount, store, cake }: Fact) => {
  const more = { store, ...(cake ? { lines: [{ category: 'cake', amount }] } : {}) }
  switch (kind) {
    case 'purchase':
      return purchase(dateText(day), who, amount, more)
    case 'return':
      return returned(dateText(day), who, amount, more)
    default: {
      const { amount: _none, ...visit } = purchase(dateText(day), who, 0, { store })
      return { ...visit, type: 'visit' }
    }
  }
}

let world: World
let shuffled: World

beforeAll(async () => {
  world = await freshWorld('2026-04-02T10:00:00Z')
  await world.record(facts.map(eventOf))
  shuffled = await freshWorld('2026-04-02T10:00:00Z')
  await shuffled.record(
    fc.sample(fc.shuffledSubarray(facts, { minLength: facts.length }), 1)[0]!.map(eventOf),
  )
})
afterAll(() => Promise.all([world.close(), shuffled.close()]))

const filters: FilterQuery[] = [{}, { store: ['Altstadt'] }, { category: ['cake'] }]
const presences = ['purchases', 'visits'] as const
const cases = filters.flatMap((filter) =>
  presences.map((presence) => ({
    ...filter,
    presence,
    name: JSON.stringify({ ...filter, presence }),
  })),
)

const matching = (asked: FilterQuery) =>
  facts.filter(
    ({ store, cake, kind }) =>
      (!asked.store || asked.store.includes(store!)) &&
      (!asked.category || (cake && kind !== 'visit')),
  )

/** The days each was there, as somebody would count them who knows the facts alone. */
function daysThere(asked: FilterQuery): Map<string, Set<number>> {
  const days = new Map<string, Set<number>>()
  for (const { who, day, kind } of matching(asked)) {
    if (kind === 'return' || (kind === 'visit' && asked.presence !== 'visits')) continue
    days.set(who, (days.get(who) ?? new Set()).add(day))
  }
  return days
}

const revenueOf = (asked: FilterQuery) => {
  const there = daysThere(asked)
  return matching(asked)
    .filter(({ who, kind }) => kind !== 'visit' && there.has(who))
    .reduce((sum, { kind, amount }) => sum + (kind === 'return' ? -amount : amount), 0)
}

describe(`who was there, by what the business counts (WORLD_SEED=${seed})`, () => {
  test('every report says on which share of the days there something was bought', async () => {
    const daysOf = (presence: 'purchases' | 'visits') =>
      [...daysThere({ presence }).values()].reduce((sum, days) => sum + days.size, 0)
    const shares = await Promise.all(
      presences.map(async (presence) => (await reportRfm(world.context, { presence }, null)).basis),
    )
    expect(shares.map(({ boughtShare }) => boughtShare)).toEqual([
      null,
      expect.closeTo(daysOf('purchases') / daysOf('visits'), 10),
    ])
  })

  test.each(cases)(
    'retention and cohorts of any calendar with $name',
    async ({ name: _, ...asked }) => {
      for (const every of ['day', 'month', 'quarter'] as const) {
        const units = [...daysThere(asked).values()].map(
          (days) => new Set([...days].map((day) => unitOf(every, day))),
        )
        const range = { every, from: '2025-11-01', to: '2026-04-01', ...asked }
        const { basis, periods } = await reportRetention(world.context, range, null)
        expect(basis).toMatchObject({ presence: asked.presence, customers: units.length })
        for (const period of periods) {
          const unit = unitOf(every, dayNumber(period.start))
          const kept = units.filter((own) => own.has(unit) && own.has(unit - 1)).length
          expect(period).toMatchObject({
            customersAtStart: units.filter((own) => own.has(unit - 1)).length,
            customersAtEnd: units.filter((own) => own.has(unit)).length,
            new: units.filter((own) => Math.min(...own) === unit).length,
            kept,
          })
        }
        for (const withRevenue of [false, true]) {
          const question = { ...range, by: 'time', criterion: 'bounded', withRevenue } as const
          const { cohorts } = await reportCohorts(world.context, question, null)
          for (const { start, size, cells } of cohorts) {
            const began = unitOf(every, dayNumber(start!))
            const members = units.filter((own) => Math.min(...own) === began)
            expect(size).toBe(members.length)
            for (const { index, active } of cells) {
              expect(active).toBe(members.filter((own) => own.has(began + index)).length)
            }
          }
        }
      }
    },
  )

  test.each(cases)('value, frequency and their lists with $name', async ({ name: _, ...asked }) => {
    const days = daysThere(asked)
    const [repeated, all] = [[...days.values()].filter(({ size }) => size > 1).length, days.size]
    const value = await reportValue(world.context, asked, null)
    expect(value.repurchase).toMatchObject({ n: all, repeated })
    expect(value.realized.revenue.amount).toBe(revenueOf(asked))
    const rfm = await reportRfm(world.context, asked, null)
    expect(rfm.cells.reduce((sum, { customers }) => sum + customers, 0)).toBe(all)
    const { cohorts } = await reportValueCohorts(world.context, { every: 'month', ...asked }, null)
    expect(cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(all)
    const { figures } = await reportOverview(world.context, asked, null)
    const purchases = matching(asked).filter(({ kind }) => kind === 'purchase').length
    expect(figures).toMatchObject({
      customers: all,
      purchases,
      daysThere: [...days.values()].reduce((sum, { size }) => sum + size, 0),
    })
    const ask = { every: 'year', period: '2026-01-01', kind: 'end', limit: 100 } as const
    const { items } = await listRetention(world.context, { ...ask, ...asked }, null)
    const inYear = [...days].filter(([, own]) =>
      [...own].some((day) => day >= dayNumber('2026-01-01')),
    )
    expect(items.map(({ customer }) => customer.shown).sort()).toEqual(
      inYear.map(([who]) => who).sort(),
    )
    for (const { customer, firstDay: first, lastDay: last, daysThere: count } of items) {
      const own = [...days.get(customer.shown!)!]
      expect([first, last, count]).toEqual([
        dateText(Math.min(...own)),
        dateText(Math.max(...own)),
        own.length,
      ])
    }
    const regulars = [...days.values()].filter(
      (own) => [...own].filter((day) => day > dayNumber(value.basis.asOf!) - 90).length >= 3,
    )
    expect((await listRegulars(world.context, { ...asked, limit: 100 }, null)).total).toBe(
      regulars.length,
    )
  })

  test('who began where: at the store of the first day there', async () => {
    const question = { every: 'month', by: 'store', from: '2025-09-01', to: '2026-05-01' } as const
    const asked = { ...question, criterion: 'bounded', presence: 'visits' } as const
    const { cohorts, all } = await reportCohorts(world.context, asked, null)
    expect(cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(all.size)
    for (const { group, size } of cohorts) {
      const cell = { ...asked, group: group!.code, index: 0, state: 'all', limit: 100 } as const
      expect((await listCohort(world.context, cell, null)).total).toBe(size)
    }
  })

  test('the order in which all came in changes no figure, and the log agrees with what is kept', async () => {
    for (const presence of presences) {
      const [one, other] = await Promise.all(
        [world, shuffled].map(({ context }) => reportOverview(context, { presence }, null)),
      )
      expect(other).toEqual(one)
    }
    expect((await verifyProfiles(shuffled.context)).differences).toEqual([])
  })

  test('a change of mind counts at once', async () => {
    const { kysely } = world.context.database
    const before = await reportOverview(world.context, {}, null)
    await sql`update business set presence = 'visits', revision = revision + 1`.execute(kysely)
    const after = await reportOverview(world.context, {}, null)
    expect(after.figures).toEqual(
      (await reportOverview(world.context, { presence: 'visits' }, null)).figures,
    )
    expect(after.figures.daysThere).toBeGreaterThan(before.figures.daysThere)
    expect(after.figures.purchases).toBeGreaterThanOrEqual(before.figures.purchases)
    expect((await verifyProfiles(world.context)).differences).toEqual([])
  })
})
