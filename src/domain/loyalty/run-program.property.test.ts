import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Reversal } from '#domain/ledger/facts.ts'
import { anyLife, anyProgram, berlin } from '../../../tests/program-lives.ts'
import type { PersonRevision } from './fact-values.ts'
import { type Grant, gatherGrants, gatherReversals } from './grant.ts'
import { type PackedState, packState } from './pack-state.ts'
import { type Plan, planOf } from './program.ts'
import { inOrder, type ProgramFact } from './program-fact.ts'
import type { ProgramState } from './program-state.ts'
import { advanceProgram, type Decisions, replayProgram } from './run-program.ts'
import { standingAt } from './tier.ts'

const runs = { numRuns: 1000 }
const people: PersonRevision[] = [
  { fromMillis: Date.UTC(2026, 2, 1), tags: ['club'], attributes: {}, birthday: '1984-02-29' },
]

describe('in thousands of random lives under random programs', () => {
  test('any order of arrival ends the same', () => {
    const shuffled = anyLife.chain((life) =>
      fc.tuple(
        fc.constant(life),
        fc.shuffledSubarray(life, { minLength: life.length, maxLength: life.length }),
      ),
    )
    fc.assert(
      fc.property(anyProgram, shuffled, (program, [life, other]) => {
        const plan = planOf(program)
        expect(replayProgram(other, people, plan)).toEqual(replayProgram(life, people, plan))
      }),
      runs,
    )
  })

  test('what is applied directly, step by step, equals the replay', () => {
    let direct = 0
    let replayed = 0
    fc.assert(
      fc.property(anyProgram, anyLife, fc.integer({ min: 1, max: 4 }), (program, life, size) => {
        const plan = planOf(program)
        const sorted = [...life].sort(inOrder)
        let done: Decisions = replayProgram([], people, plan)
        for (let at = 0; at < sorted.length; at += size) {
          const packed = kept(done.state)
          const before = JSON.stringify(packed)
          const further = advanceProgram(packed, sorted.slice(at, at + size), people, plan)
          expect(JSON.stringify(packed)).toBe(before)
          if (further) direct++
          else replayed++
          done = further
            ? joined(done, further)
            : replayProgram(sorted.slice(0, at + size), people, plan)
        }
        expect(done).toEqual(replayProgram(life, people, plan))
      }),
      runs,
    )
    // Neither way is idle, and the direct one is the rule.
    expect(replayed).toBeGreaterThan(0)
    expect(direct).toBeGreaterThan(replayed)
  })

  test('every point of a purchase given back whole is taken again, and never more', () => {
    fc.assert(
      fc.property(anyProgram, anyLife, (program, life) => {
        const { grants, reversals } = replayProgram(life, people, planOf(program))
        const net = netByGrant(grants, reversals)
        for (const left of net.values()) expect(left).toBeGreaterThanOrEqual(0)
        for (const purchase of life.filter(isGivenBackWhole(life))) {
          const own = grants.filter(({ eventId }) => eventId === purchase.eventId)
          expect(own.map(({ key }) => net.get(key))).toEqual(own.map(() => 0))
        }
        const told = [...gatherGrants(grants), ...gatherReversals(reversals)]
        expect(new Set(told.map(({ key }) => key)).size).toBe(told.length)
        for (const { points, lines } of grants) {
          expect(points).toBe(lines.reduce((sum, line) => sum + line.points, 0))
          expect(Number.isSafeInteger(points) && points > 0).toBe(true)
        }
      }),
      runs,
    )
  })

  test('partial returns in any order, of any sizes, end like one full return', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(anyProgram, anyLife, pieces, fc.nat(), (program, life, sizes, pick) => {
        const purchases = life.filter(({ type }) => type === 'purchase')
        const purchase = purchases[pick % Math.max(1, purchases.length)]
        if (!purchase) return
        const rest = life.filter((fact) => fact.purchase?.externalId !== purchase.externalId)
        const amount = sizes.reduce((sum, size) => sum + size, 0)
        const whole = { ...purchase, amount }
        const withReturns = (parts: number[]) =>
          rest.map((fact) => (fact === purchase ? whole : fact)).concat(returnsOf(whole, parts))
        const plan = planOf(program)
        const one = replayProgram(withReturns([amount]), people, plan)
        const many = replayProgram(withReturns(sizes), people, plan)
        const reversed = replayProgram(withReturns([...sizes].reverse()), people, plan)
        expect(balance(many)).toEqual(balance(one))
        expect(balance(reversed)).toEqual(balance(one))
        expect(counters(many.state)).toEqual(counters(one.state))
        expect(counters(reversed.state)).toEqual(counters(one.state))
      }),
      runs,
    )
  })

  test('a change of the rules touches nothing that happened before it', () => {
    const change = Date.UTC(2026, 2, 15, 13)
    fc.assert(
      fc.property(anyProgram, anyLife, (program, life) => {
        const before = life.filter(({ atMillis }) => atMillis < change)
        const isOld = ({ validFrom }: { validFrom: string }) => Date.parse(validFrom) < change
        const old = {
          ...program,
          terms: program.terms.filter(isOld),
          rules: program.rules.filter(isOld),
          tiers: program.tiers.filter(isOld),
          giftLadders: program.giftLadders.filter(isOld),
        }
        const now = replayProgram(life, people, planOf(program))
        const then = replayProgram(before, people, planOf(old))
        const early = ({ earnedAt }: Grant) => earnedAt < change
        expect(now.grants.filter(early)).toEqual(then.grants)
        expect(now.reversals.filter(({ at }) => at < change)).toEqual(then.reversals)
      }),
      runs,
    )
  })

  test('caps hold on every day, in every month and ever', () => {
    fc.assert(
      fc.property(anyProgram, anyLife, (program, life) => {
        const rules = program.rules.filter(
          (rule) => program.rules.filter(({ key }) => key === rule.key).length === 1,
        )
        const only = { ...program, rules }
        const { grants } = replayProgram(
          life.filter(({ type }) => type !== 'return'),
          people,
          planOf(only),
        )
        for (const { key, caps } of rules) {
          const own = grants.filter((grant) => grant.rule === key)
          expectCapped(caps.perPurchase, own, ({ eventId }) => eventId)
          expectCapped(caps.perDay, own, ({ earnedAt }) => berlin.dayOf(new Date(earnedAt)))
          expectCapped(caps.perCustomer, own, () => 'ever')
        }
      }),
      runs,
    )
  })

  test('a tier asked for twice, late or in between is the same', () => {
    fc.assert(
      fc.property(anyProgram, anyLife, fc.nat(400), fc.nat(400), (program, life, one, other) => {
        const plan = planOf(program)
        const { state } = replayProgram(life, people, plan)
        const last = state.last?.atMillis ?? Date.UTC(2026, 0, 1)
        const [sooner, later] = [one, other].sort((a, b) => a - b).map((n) => last + n * 43_200_000)
        const between = standingAt(state.tier, state.tallies, plan, sooner!)
        expect(standingAt(state.tier, state.tallies, plan, sooner!)).toEqual(between)
        expect(tierAfter(state, plan, [sooner!, later!])).toEqual(tierAfter(state, plan, [later!]))
      }),
      runs,
    )
  })
})

/** As it would come back from where it is kept. */
const kept = (state: ProgramState): PackedState => JSON.parse(JSON.stringify(packState(state)))

const joined = (before: Decisions, further: Decisions): Decisions => ({
  grants: [...before.grants, ...further.grants],
  reversals: [...before.reversals, ...further.reversals],
  tierMoves: [...before.tierMoves, ...further.tierMoves],
  state: further.state,
})

function netByGrant(grants: readonly Grant[], reversals: readonly Reversal[]) {
  const net = new Map<string, number>()
  for (const { key, points } of grants) net.set(key, (net.get(key) ?? 0) + points)
  for (const { of, points } of reversals) net.set(of, net.get(of)! - points)
  return net
}

const balance = ({ grants, reversals }: Decisions) =>
  Object.fromEntries(
    grants
      .map(({ key }) => [key, netByGrant(grants, reversals).get(key)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

const counters = ({ purchases, purchaseDays, visits, revenue, ladders, given }: ProgramState) => ({
  purchases,
  purchaseDays,
  visits,
  revenue,
  ladders,
  given,
})

const isGivenBackWhole = (life: readonly ProgramFact[]) => (purchase: ProgramFact) => {
  const given = life.filter((one) => one.purchase?.externalId === purchase.externalId)
  const sum = given.reduce((all, { amount }) => all + (amount ?? 0), 0)
  return purchase.type === 'purchase' && given.length > 0 && sum >= (purchase.amount ?? 0)
}

/** All at one instant after everything else, so that only their sizes and order differ. */
const returnsOf = (purchase: ProgramFact, amounts: readonly number[]): ProgramFact[] =>
  amounts.map((amount, index) => ({
    ...purchase,
    eventId: `return-${index}`,
    externalId: `return-${index}`,
    type: 'return',
    atMillis: Date.UTC(2026, 11, 1) + index,
    amount,
    lines: [],
    purchase: { source: purchase.source, externalId: purchase.externalId },
  }))

function expectCapped(
  cap: number | undefined,
  grants: readonly Grant[],
  by: (grant: Grant) => unknown,
) {
  if (cap === undefined) return
  for (const group of Map.groupBy(grants, by).values()) {
    expect(group.reduce((sum, { points }) => sum + points, 0)).toBeLessThanOrEqual(cap)
  }
}

/** The tier at the last of these instants, having been followed at each of them. */
function tierAfter(state: ProgramState, plan: Plan, instants: readonly number[]) {
  const visits = instants.map(
    (atMillis, index): ProgramFact => ({
      eventId: `look-${index}`,
      source: 'zz',
      externalId: `look-${index}`,
      atMillis,
      type: 'product_viewed',
      name: null,
      store: null,
      storeNumber: 0,
      channel: null,
      amount: null,
      receipt: null,
      rating: null,
      lines: [],
      purchase: null,
    }),
  )
  const further = advanceProgram(packState(state), visits, people, plan)
  if (!further) throw new Error('a look needs no replay')
  return further.state.tier
}
