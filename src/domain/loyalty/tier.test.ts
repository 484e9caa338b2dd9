import { describe, expect, test } from 'vitest'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import {
  berlin,
  programOf,
  purchaseAt,
  returnAt,
  ruleOf,
  tiersOf,
} from '../../../tests/program-lives.ts'
import { type Program, planOf } from './program.ts'
import type { ProgramFact } from './program-fact.ts'
import { replayProgram } from './run-program.ts'
import { standingAt } from './tier.ts'

const levels = [
  { key: 'silver', name: 'Silver', threshold: 3 },
  { key: 'gold', name: 'Gold', threshold: 6 },
]
const byVisits = tiersOf({ windowDays: 60, periodDays: 90, graceDays: 10, levels })

const noon = (date: string) => berlin.startOf(dayNumber(date)).getTime() + 43_200_000

/** One visit on each of the days from this one on. */
const visitsFrom = (date: string, days: number, amount = 300) =>
  Array.from({ length: days }, (_, index) =>
    purchaseAt(`${dateText(dayNumber(date) + index)}T09:00`, amount),
  )

function tierOn(date: string, facts: readonly ProgramFact[], parts: Partial<Program> = {}) {
  const plan = planOf(programOf({ tiers: [byVisits], ...parts }))
  const { state } = replayProgram(
    facts.filter(({ atMillis }) => atMillis <= noon(date)),
    [],
    plan,
  )
  return standingAt(state.tier, state.tallies, plan, noon(date))
}

const levelOn = (...given: Parameters<typeof tierOn>) => tierOn(...given)?.tier?.level ?? null

describe('a tier by visits', () => {
  test('is reached at once and says what is missing to the next', () => {
    const visits = visitsFrom('2026-01-10', 4)
    expect(tierOn('2026-01-11', visits)).toMatchObject({
      tier: null,
      count: 2,
      next: { level: 'silver', missing: 1 },
    })
    expect(tierOn('2026-01-13', visits)).toMatchObject({
      tier: { level: 'silver' },
      count: 4,
      next: { level: 'gold', missing: 2 },
    })
  })

  test('counts the window to the day: of 60 days, the day 60 days ago is over', () => {
    const two = visitsFrom('2026-01-10', 2)
    const onDay59 = [...two, ...visitsFrom('2026-03-10', 1)]
    const onDay60 = [...two, ...visitsFrom('2026-03-11', 1)]
    expect(tierOn('2026-03-10', onDay59)).toMatchObject({ tier: { level: 'silver' }, count: 3 })
    expect(tierOn('2026-03-11', onDay60)).toMatchObject({ tier: null, count: 2 })
  })

  test('cannot be bought: a hundred receipts within the hour are one visit', () => {
    const rush = Array.from({ length: 100 }, (_, index) =>
      purchaseAt(`2026-01-10T09:${String(index % 60).padStart(2, '0')}`, 100_000),
    )
    expect(tierOn('2026-01-10', rush)).toMatchObject({ tier: null, count: 1 })
  })

  test('is held to the end of its period and a grace time, by the clock alone', () => {
    const visits = visitsFrom('2026-01-10', 6)
    // Reached on 12 January, held for 90 days, then for 10 more.
    const dates = ['2026-04-12', '2026-04-13', '2026-04-22', '2026-04-23']
    const silver = visitsFrom('2026-01-10', 3)
    expect(dates.map((date) => levelOn(date, silver))).toEqual(['silver', 'silver', 'silver', null])
    expect(tierOn('2026-04-13', silver)?.tier?.phase).toBe('grace')
    expect(['2026-04-25', '2026-04-26'].map((date) => levelOn(date, visits))).toEqual([
      'gold',
      null,
    ])
  })

  test('falls to the level that still holds, not below', () => {
    // Silver is earned again in April, gold is not.
    const facts = [...visitsFrom('2026-01-10', 6), ...visitsFrom('2026-04-01', 3)]
    expect(levelOn('2026-04-25', facts)).toBe('gold')
    expect(levelOn('2026-04-26', facts)).toBe('silver')
    expect(levelOn('2026-07-11', facts)).toBe('silver')
  })

  test('is lifted out of its grace time by one visit enough', () => {
    const facts = [...visitsFrom('2026-01-10', 3), ...visitsFrom('2026-04-14', 3)]
    expect(tierOn('2026-04-15', facts)?.tier?.phase).toBe('grace')
    expect(tierOn('2026-04-16', facts)?.tier).toMatchObject({ level: 'silver', phase: 'held' })
  })

  test('says what is missing to keep it', () => {
    const facts = visitsFrom('2026-01-10', 3)
    expect(tierOn('2026-01-12', facts)?.toKeep).toEqual({
      missing: 3,
      until: dayNumber('2026-04-12'),
    })
  })

  test('is lost at once with the visits that were given back', () => {
    const visits = visitsFrom('2026-01-10', 3)
    const back = returnAt('2026-01-20T09:00', visits[0]!, 300)
    const part = returnAt('2026-01-20T09:00', visits[0]!, 299)
    expect(levelOn('2026-01-19', [...visits, back])).toBe('silver')
    expect(levelOn('2026-01-20', [...visits, back])).toBe(null)
    expect(levelOn('2026-01-20', [...visits, part])).toBe('silver')
    const fourth = visitsFrom('2026-01-13', 1)
    expect(levelOn('2026-01-20', [...visits, ...fourth, back])).toBe('silver')
  })

  test('stays where another receipt of the visit stays', () => {
    const [first, ...others] = visitsFrom('2026-01-10', 3)
    const beside = purchaseAt('2026-01-10T09:20', 100)
    const back = returnAt('2026-01-20T09:00', first!, 300)
    expect(levelOn('2026-01-20', [first!, beside, ...others, back])).toBe('silver')
  })
})

describe('other measures', () => {
  test('purchase days count days', () => {
    const tiers = [tiersOf({ basis: 'purchase_days', levels })]
    const twice = [...visitsFrom('2026-01-10', 2), purchaseAt('2026-01-10T19:00', 100)]
    expect(tierOn('2026-01-12', twice, { tiers })).toMatchObject({ tier: null, count: 2 })
  })

  test('spend counts net of what was given back', () => {
    const tiers = [
      tiersOf({ basis: 'spend', levels: [{ key: 'gold', name: 'Gold', threshold: 1000 }] }),
    ]
    const purchase = purchaseAt('2026-01-10T09:00', 1000)
    expect(levelOn('2026-01-10', [purchase], { tiers })).toBe('gold')
    const part = returnAt('2026-01-11T09:00', purchase, 1)
    expect(tierOn('2026-01-11', [purchase, part], { tiers })).toMatchObject({
      tier: null,
      next: { level: 'gold', missing: 1 },
    })
  })

  test('points count in the currency the ladder names', () => {
    const euro = { kind: 'per_amount', points: '1', perAmount: 100, includes: ['tax'] }
    const parts = {
      tiers: [tiersOf({ basis: 'points', currency: 'stars', levels })],
      rules: [
        ruleOf({ key: 'points', way: euro }),
        ruleOf({ key: 'stars', currency: 'stars', way: { kind: 'per_purchase', points: 2 } }),
      ],
    }
    expect(tierOn('2026-01-11', visitsFrom('2026-01-10', 2, 9000), parts)).toMatchObject({
      tier: { level: 'silver' },
      count: 4,
    })
  })

  test('a level for life never falls', () => {
    const tiers = [
      tiersOf({
        windowDays: 60,
        levels: [levels[0], { ...levels[1], lasting: 'lifetime' }],
      }),
    ]
    expect(tierOn('2046-01-10', visitsFrom('2026-01-10', 6), { tiers })).toMatchObject({
      tier: { level: 'gold', until: null },
      toKeep: null,
    })
  })
})

describe('a changed ladder', () => {
  const easier = tiersOf({
    validFrom: '2026-02-01T09:00:00Z',
    windowDays: 60,
    periodDays: 90,
    levels: [{ key: 'silver', name: 'Silver', threshold: 2 }],
  })
  const parts = { tiers: [byVisits, easier] }

  test('acts from its start on, without waiting for a visit', () => {
    const visits = visitsFrom('2026-01-10', 2)
    expect(levelOn('2026-01-31', visits, parts)).toBe(null)
    expect(levelOn('2026-02-01', visits, parts)).toBe('silver')
  })

  test('drops a level it no longer has', () => {
    const visits = visitsFrom('2026-01-10', 6)
    expect(levelOn('2026-01-31', visits, parts)).toBe('gold')
    expect(levelOn('2026-02-01', visits, parts)).toBe('silver')
  })
})

test('who holds a tier earns at its rate, from the purchase after the one that reached it', () => {
  const way = {
    kind: 'per_amount',
    points: '1',
    perAmount: 100,
    includes: ['tax'],
    tierPoints: { silver: '2' },
  }
  const plan = planOf(programOf({ tiers: [byVisits], rules: [ruleOf({ key: 'euro', way })] }))
  const { grants, tierMoves } = replayProgram(visitsFrom('2026-01-10', 4, 1000), [], plan)
  expect(grants.map(({ points }) => points)).toEqual([10, 10, 10, 20])
  expect(tierMoves).toEqual([
    { at: berlin.instantOf(Date.parse('2026-01-12T09:00Z')), from: null, to: 'silver' },
  ])
})
