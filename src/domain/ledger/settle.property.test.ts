import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Account, balanceOf, emptyAccount } from './account.ts'
import { type AccountState, decodeAccount, encodeAccount } from './account-state.ts'
import type { Act, Deed } from './act.ts'
import { effectOnBalance, type Movement } from './book-account.ts'
import { canContinue } from './can-continue.ts'
import { corrections } from './correct.ts'
import type { Grant, Reversal } from './facts.ts'
import type { PolicyRevision } from './policy.ts'
import { continueWith, type Life, settle } from './settle.ts'

const runs = Number(process.env.STAMMGAST_PROPERTY_RUNS ?? 3000)

type Told =
  | {
      kind: 'grant'
      key: number
      points: number
      late: number
      pending: number
      keeps: number | null
    }
  | { kind: 'reversal'; key: number; of: number; points: number; late: number }
  | { kind: 'refund'; key: number; of: number; points: number; late: number }
type Done =
  | {
      kind: 'redeem' | 'donate' | 'offline' | 'goodwill' | 'transfer'
      points: number
      late: number
    }
  | { kind: 'hold'; points: number; lasts: number }
  | { kind: 'capture'; of: number; points: number; rest: 'released' | 'held' }
  | { kind: 'release'; of: number }
  | { kind: 'cancel'; of: number }
  | { kind: 'extend'; keeps: number | null }
type Moment = { passes: number; what: Told | Done | { kind: 'job' } }

const points = fc.integer({ min: 1, max: 12 })
const late = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) },
)
const keeps = fc.option(fc.integer({ min: 1, max: 50 }), { nil: null })
const place = fc.integer({ min: 0, max: 9 })
const moment: fc.Arbitrary<Moment> = fc.record({
  passes: fc.integer({ min: 0, max: 12 }),
  what: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('grant' as const),
        ...{ key: place, points, late, keeps },
        pending: fc.constantFrom(0, 0, 5, 15),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('reversal' as const, 'refund' as const),
        ...{ key: place, of: place, points, late },
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constantFrom(
          ...(['redeem', 'redeem', 'redeem', 'donate', 'offline', 'goodwill', 'transfer'] as const),
        ),
        ...{ points, late },
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('hold' as const),
        points,
        lasts: fc.integer({ min: 1, max: 30 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('capture' as const),
        of: place,
        points,
        rest: fc.constantFrom('released' as const, 'held' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('release' as const, 'cancel' as const),
        of: place,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('extend' as const), keeps }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('job' as const) }) },
  ),
})
const policy = fc
  .record({
    validFrom: fc.constant(0),
    returns: fc.constantFrom('clamp' as const, 'owe' as const),
    overdraftMax: fc.constantFrom(0, 0, 8),
  })
  .chain((first) =>
    fc.constantFrom<PolicyRevision[][]>(
      [first],
      [first, { validFrom: 60, returns: 'owe', overdraftMax: 0 }],
    ),
  )
const lives = fc.record({ moments: fc.array(moment, { maxLength: 40, size: 'max' }), policy })

const start = 1000

/** A customer's account as the program keeps it: a row, books, and what was told and done. */
class Kept {
  now = start
  state: AccountState = encodeAccount(emptyAccount())
  books: Movement[] = []
  grants = new Map<string, Grant>()
  reversals = new Map<string, Reversal>()
  acts: Act[] = []
  direct = 0
  replayed = 0
  readonly policy: PolicyRevision[]
  readonly job: 'runs' | 'never'

  constructor(policy: PolicyRevision[], job: 'runs' | 'never') {
    this.policy = policy
    this.job = job
  }

  get life(): Life {
    return {
      grants: [...this.grants.values()],
      reversals: [...this.reversals.values()],
      acts: this.acts,
    }
  }

  /** As the program: directly where that is certain, else by replay and corrections. */
  take(added: Life, restated = false): void {
    const account = decodeAccount(this.state)
    if (!restated && canContinue(account, added)) {
      this.direct++
      const { account: next, movements } = continueWith(account, added, this.policy, this.now)
      this.keep(next, movements)
    } else {
      this.replayed++
      const { account: next, movements } = settle(this.life, this.policy, this.now)
      this.keep(next, corrections(this.books, movements))
    }
  }

  keep(account: Account, movements: readonly Movement[]): void {
    this.books.push(...movements)
    this.state = encodeAccount(account)
  }

  current(): Account {
    return continueWith(
      decodeAccount(this.state),
      { grants: [], reversals: [], acts: [] },
      this.policy,
      this.now,
    ).account
  }

  tell(told: Told, at = Math.max(0, this.now - told.late)): void {
    if (told.kind === 'grant') {
      const grant = grantOf(told, at)
      const restated = this.grants.has(grant.key)
      this.grants.set(grant.key, grant)
      this.take({ grants: [grant], reversals: [], acts: [] }, restated)
    } else {
      const reversal = reversalOf(told, at)
      const restated = this.reversals.has(reversal.key)
      this.reversals.set(reversal.key, reversal)
      this.take({ grants: [], reversals: [reversal], acts: [] }, restated)
    }
  }

  act(deed: Deed, at = this.now): void {
    const act: Act = {
      ...deed,
      id: `act${this.acts.length}`,
      currency: 'points',
      at,
      store: 1,
      reason: { key: 'test' },
    }
    this.acts.push(act)
    this.take({ grants: [], reversals: [], acts: [act] })
  }

  live({ passes, what }: Moment): void {
    this.now += passes
    switch (what.kind) {
      case 'grant':
      case 'reversal':
      case 'refund':
        this.tell(what)
        return
      case 'job':
        if (this.job === 'runs') this.take({ grants: [], reversals: [], acts: [] })
        return
      default:
        this.decide(what)
    }
  }

  decide(done: Done): void {
    const account = this.current()
    const room =
      balanceOf(account) +
      (this.policy.findLast((one) => one.validFrom <= this.now)?.overdraftMax ?? 0)
    switch (done.kind) {
      case 'redeem':
      case 'donate':
      case 'transfer':
        if (done.points > room) return
        this.act({
          kind: done.kind === 'transfer' ? 'transfer_out' : done.kind,
          points: done.points,
        })
        return
      case 'offline':
        this.act({ kind: 'redeem_offline', points: done.points }, this.now - done.late)
        return
      case 'goodwill':
        this.act({
          kind: 'goodwill',
          points: done.points,
          availableAt: this.now,
          expiresAt: this.now + 30,
        })
        return
      case 'hold':
        if (done.points > room) return
        this.act({ kind: 'hold', points: done.points, until: this.now + done.lasts })
        return
      case 'extend':
        this.act({ kind: 'extend', until: done.keeps === null ? null : this.now + done.keeps })
        return
      case 'capture':
      case 'release': {
        const hold = [...account.holds.values()][done.of % Math.max(1, account.holds.size)]
        if (!hold) return
        const held = hold.parts.reduce((sum, part) => sum + part.points, 0)
        if (done.kind === 'release') this.act({ kind: 'release', hold: hold.id })
        else {
          const points = Math.min(done.points, held)
          if (points > 0) this.act({ kind: 'capture', hold: hold.id, points, rest: done.rest })
        }
        return
      }
      case 'cancel': {
        const act = this.acts[done.of]
        if (act && act.kind !== 'cancel') this.act({ kind: 'cancel', act: act.id })
      }
    }
  }
}

function grantOf(told: Extract<Told, { kind: 'grant' }>, at: number): Grant {
  const availableAt = at + told.pending
  return {
    key: `grant${told.key}`,
    currency: 'points',
    points: told.points,
    earnedAt: at,
    availableAt,
    expiresAt: told.keeps === null ? null : availableAt + told.keeps,
    eventId: `event${told.key}`,
    store: told.key % 3,
    rule: 'rule',
    revision: 1,
    reason: { key: 'purchase' },
  }
}

function reversalOf(told: Extract<Told, { kind: 'reversal' | 'refund' }>, at: number): Reversal {
  const earned = told.kind === 'reversal'
  return {
    key: `${told.kind}${told.key}`,
    currency: 'points',
    kind: earned ? 'earned' : 'spent',
    of: earned ? `grant${told.of}` : `act${told.of}`,
    points: told.points,
    at,
    eventId: `event${told.key}`,
    store: 0,
  }
}

function live(
  { moments, policy }: { moments: Moment[]; policy: PolicyRevision[] },
  job: 'runs' | 'never',
) {
  const kept = new Kept(policy, job)
  for (const one of moments) kept.live(one)
  return kept
}

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
          const isGrant = 'rule' in fact
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
          ...{ id: 'act0', currency: 'points', at: 51, store: 0, reason: { key: 'test' } },
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
