import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  grantOf,
  Kept,
  keeps,
  live,
  lives,
  points,
  policy,
  reversalOf,
  type Told,
} from '../../../tests/ledger-life.ts'
import { type Account, balanceOf } from './account.ts'
import { encodeAccount } from './account-state.ts'
import type { Act } from './act.ts'
import { effectOnBalance } from './book-account.ts'
import { corrections } from './correct.ts'
import type { Policy, PolicyRevision } from './policy.ts'
import { settle } from './settle.ts'

const runs = Number(process.env.STAMMGAST_PROPERTY_RUNS ?? 2000)

const alone = (revision: PolicyRevision): Policy => ({ revisions: [revision], ends: [] })

const sumOf = (items: Iterable<number>) => [...items].reduce((sum, item) => sum + item, 0)

function expectSound(account: Account): void {
  const lots = [...account.lots.values()]
  expect(sumOf(Object.values(account.sums))).toBe(0)
  expect(sumOf(lots.map((lot) => (lot.pending ? 0 : lot.open)))).toBe(account.sums.available)
  expect(sumOf(lots.map((lot) => (lot.pending ? lot.open : 0)))).toBe(account.sums.pending)
  const held = [...account.holds.values()].flatMap((hold) => hold.parts.map((part) => part.points))
  expect(sumOf(held)).toBe(account.sums.held)
  expect(sumOf(account.debts.map((debt) => debt.points)) + account.sums.owed).toBe(0)
  for (const lot of lots) {
    const used = lot.points - lot.open - lot.held - lot.expired
    expect([lot.open, lot.held, lot.expired, used].every((part) => part >= 0)).toBe(true)
    expect(lot.reversed).toBeLessThanOrEqual(lot.points)
    if (lot.lack.length > 0) expect(lot.open).toBe(0)
  }
  for (const name of ['available', 'pending', 'held', 'redeemed', 'expired'] as const) {
    expect(account.sums[name]).toBeGreaterThanOrEqual(0)
  }
  expect(
    Math.max(account.sums.owed, account.sums.overdrawn, account.sums.offline_loss),
  ).toBeLessThanOrEqual(0)
}

describe('whatever happens to an account', () => {
  test('lots, sums and shortfalls agree, and nothing falls below zero', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const kept = live(life, 'runs')
        expectSound(settle(kept.life, kept.policy, kept.now).account)
      }),
      { numRuns: runs },
    )
  })

  test('the row kept day by day equals the replay of the whole life', () => {
    let direct = 0
    let replayed = 0
    fc.assert(
      fc.property(lives, (life) => {
        const kept = live(life, 'runs')
        kept.take({ grants: [], reversals: [], acts: [] })
        direct += kept.direct
        replayed += kept.replayed
        expect(kept.state).toEqual(encodeAccount(settle(kept.life, kept.policy, kept.now).account))
      }),
      { numRuns: runs },
    )
    // Both ways were walked, or nothing was compared.
    expect(Math.min(direct, replayed)).toBeGreaterThan(runs / 10)
  })

  test('the books say what the replay says, and explain each point of the balance', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const kept = live(life, 'runs')
        kept.take({ grants: [], reversals: [], acts: [] })
        const { account, movements } = settle(kept.life, kept.policy, kept.now)
        expect(corrections(kept.books, movements)).toEqual([])
        expect(sumOf(kept.books.map(effectOnBalance))).toBe(balanceOf(account))
        expect(kept.books.every((movement) => movement.points > 0)).toBe(true)
      }),
      { numRuns: runs },
    )
  })

  test('a job that runs late, twice or never changes nothing', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const [kept, idle] = [live(life, 'runs'), live(life, 'never')]
        expect(idle.acts).toEqual(kept.acts)
        for (const one of [kept, idle]) one.take({ grants: [], reversals: [], acts: [] })
        expect(idle.state).toEqual(kept.state)
        expect(corrections(kept.books, idle.books)).toEqual([])
        const booked = kept.books.length
        kept.take({ grants: [], reversals: [], acts: [] })
        expect(kept.books.length).toBe(booked)
      }),
      { numRuns: runs },
    )
  })

  test('facts told in any order between the same acts end in the same account', () => {
    const orders = lives.chain((life) => {
      const kept = live(life, 'runs')
      const told = [...kept.grants.values(), ...kept.reversals.values()]
      const all = { minLength: told.length, maxLength: told.length }
      return fc.record({ kept: fc.constant(kept), order: fc.shuffledSubarray(told, all) })
    })
    fc.assert(
      fc.property(orders, ({ kept, order }) => {
        const other = new Kept(kept.policy, 'runs')
        other.now = kept.now
        for (const act of kept.acts) {
          other.acts.push(act)
          if (!needsHold(act)) other.take({ grants: [], reversals: [], acts: [act] })
        }
        for (const fact of order) {
          const isGrant = 'parts' in fact
          if (isGrant) other.grants.set(fact.key, fact)
          else other.reversals.set(fact.key, fact)
          other.take({ grants: isGrant ? [fact] : [], reversals: isGrant ? [] : [fact], acts: [] })
        }
        const { account, movements } = settle(kept.life, kept.policy, kept.now)
        other.take({ grants: [], reversals: [], acts: [] }, true)
        expect(other.state).toEqual(encodeAccount(account))
        expect(corrections(other.books, movements)).toEqual([])
      }),
      { numRuns: runs },
    )
  })
})

test('points that come while an old debt and a new one are told together pay the old one first', () => {
  const kept = new Kept(alone({ validFrom: 0, returns: 'owe', overdraftMax: 0 }), 'runs')
  const granted = (key: number, points: number, keeps: number | null): Told => ({
    ...{ kind: 'grant', key, points, late: 0, pending: 0, keeps },
  })
  const takenBack = (of: number, points: number, late: number): Told => ({
    ...{ kind: 'reversal', key: of, of, points, late },
  })
  kept.tell(granted(0, 10, null), granted(1, 4, 50))
  kept.now++
  kept.act({ kind: 'redeem', points: 4 })
  kept.act({ kind: 'hold', points: 10, until: kept.now + 100 })
  kept.now++
  kept.tell(takenBack(1, 4, 0))
  expect(kept.current().sums.owed).toBe(-4)
  kept.now += 2
  kept.tell(takenBack(0, 10, 1), granted(2, 5, null))
  expect(kept.state).toEqual(encodeAccount(settle(kept.life, kept.policy, kept.now).account))
})

test('a grant told late paid what was owed then, though it is owed no longer', () => {
  const kept = new Kept(alone({ validFrom: 0, returns: 'clamp', overdraftMax: 1 }), 'runs')
  const holding = kept.now
  kept.act({ kind: 'hold', points: 1, until: holding + 2 })
  kept.now += 10
  kept.take({ grants: [], reversals: [], acts: [] })
  expect(kept.current().sums.owed).toBe(0)
  kept.tell({ kind: 'grant', key: 1, points: 1, late: 9, pending: 0, keeps: null })
  const { account, movements } = settle(kept.life, kept.policy, kept.now)
  expect(kept.state).toEqual(encodeAccount(account))
  expect(corrections(kept.books, movements)).toEqual([])
})

const needsHold = (act: Act) => act.kind === 'capture' || act.kind === 'release'

describe('returns', () => {
  const purchases = fc.array(fc.record({ points, at: fc.integer({ min: 0, max: 50 }), keeps }), {
    minLength: 1,
    maxLength: 6,
  })

  test('of everything leave nothing, whatever was spent, held or expired before', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const kept = live(life, 'runs')
        for (const hold of kept.current().holds.values())
          kept.act({ kind: 'release', hold: hold.id })
        for (const act of [...kept.acts]) {
          if (act.kind !== 'cancel') kept.act({ kind: 'cancel', act: act.id })
        }
        kept.now++
        for (const { key, points: whole } of [...kept.grants.values()]) {
          const number = Number(key.slice('grant'.length))
          kept.tell({ kind: 'reversal', key: 100 + number, of: number, points: whole, late: 0 })
        }
        const { sums } = kept.current()
        expect([sums.available, sums.pending, sums.held]).toEqual([0, 0, 0])
        // What was never spent in the end cannot be missing either.
        expect([sums.issued, sums.expired, sums.overdrawn + sums.owed].map(Math.abs)).toEqual([
          0, 0, 0,
        ])
      }),
      { numRuns: runs },
    )
  })

  test('in parts of any size and order equal one full return', () => {
    const splits = purchases.chain((all) =>
      fc.record({
        all: fc.constant(all),
        spent: fc.integer({ min: 0, max: 20 }),
        cuts: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
        seed: fc.integer(),
        rule: policy,
      }),
    )
    fc.assert(
      fc.property(splits, ({ all, spent, cuts, rule }) => {
        const grants = all.map((one, key) =>
          grantOf(
            { kind: 'grant', key, points: one.points, late: 0, pending: 0, keeps: one.keeps },
            one.at,
          ),
        )
        const act: Act = {
          ...{ id: 'act0', currency: 'points', at: 51, store: 0, reason: { key: 'hand.other' } },
          ...{ kind: 'redeem' as const, points: spent },
        }
        const acts = spent > 0 ? [act] : []
        const whole = grants[0]!.points
        const bounds = [...new Set([0, whole, ...cuts.map((cut) => cut % (whole + 1))])].sort(
          (a, b) => a - b,
        )
        const parts = bounds.slice(1).map((bound, index) => bound - bounds[index]!)
        const ended = (sizes: number[]) => {
          const reversals = sizes.map((size, key) =>
            reversalOf({ kind: 'reversal', key, of: 0, points: size, late: 0 }, 60),
          )
          return settle({ grants, reversals, acts }, rule, 200).account
        }
        const inOne = ended([whole])
        for (const sizes of [parts, parts.toReversed()]) {
          expect(ended(sizes).sums).toEqual(inOne.sums)
          expect(encodeAccount(ended(sizes)).lots).toEqual(encodeAccount(inOne).lots)
        }
      }),
      { numRuns: runs },
    )
  })
})
