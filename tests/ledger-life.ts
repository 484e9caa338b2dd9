import fc from 'fast-check'
import { type Account, balanceOf, emptyAccount } from '#domain/ledger/account.ts'
import { type AccountState, decodeAccount, encodeAccount } from '#domain/ledger/account-state.ts'
import type { Act, Deed } from '#domain/ledger/act.ts'
import type { Movement } from '#domain/ledger/book-account.ts'
import { canContinue } from '#domain/ledger/can-continue.ts'
import { corrections } from '#domain/ledger/correct.ts'
import type { Grant, Reversal } from '#domain/ledger/facts.ts'
import { type Policy, type PolicyRevision, policyAt } from '#domain/ledger/policy.ts'
import { continueWith, type Life, settle } from '#domain/ledger/settle.ts'

export type Told =
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
  | { kind: 'end'; keeps: number }
  | { kind: 'extend'; keeps: number | null; passes: number }
type Moment = {
  passes: number
  what: Told | Done | { kind: 'job' } | { kind: 'batch'; told: Told[] }
}

export const points = fc.integer({ min: 1, max: 12 })
const late = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) },
)
export const keeps = fc.option(fc.integer({ min: 1, max: 50 }), { nil: null })
const place = fc.integer({ min: 0, max: 9 })
const granted = fc.record({
  kind: fc.constant('grant' as const),
  ...{ key: place, points, late, keeps },
  pending: fc.constantFrom(0, 0, 5, 15),
})
const takenBack = fc.record({
  kind: fc.constantFrom('reversal' as const, 'refund' as const),
  ...{ key: place, of: place, points, late },
})
const moment: fc.Arbitrary<Moment> = fc.record({
  passes: fc.integer({ min: 0, max: 12 }),
  what: fc.oneof(
    { weight: 6, arbitrary: granted },
    { weight: 3, arbitrary: takenBack },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('batch' as const),
        told: fc.array(fc.oneof(granted, takenBack), { minLength: 1, maxLength: 5 }),
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
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('extend' as const), keeps, passes: late }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('end' as const),
        keeps: fc.integer({ min: 1, max: 20 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('job' as const) }) },
  ),
})
const revisions = fc
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
const start = 1000
/** A program may end, and another after it. */
const ends = fc
  .record({ told: fc.integer({ min: 0, max: 150 }), after: fc.integer({ min: 0, max: 40 }) })
  .chain(({ told, after }) => {
    const end = { toldAt: start + told, until: start + told + after }
    const another = { toldAt: end.until + 20, until: end.until + 30 }
    return fc.constantFrom<Policy['ends']>([], [], [end], [end, another])
  })
export const policy = fc.record<Policy>({ revisions, ends })
export const lives = fc.record({
  moments: fc.array(moment, { maxLength: 40, size: 'max' }),
  policy,
})

/** A customer's account as the program keeps it: a row, books, and what was told and done. */
export class Kept {
  now = start
  state: AccountState = encodeAccount(emptyAccount())
  books: Movement[] = []
  grants = new Map<string, Grant>()
  reversals = new Map<string, Reversal>()
  acts: Act[] = []
  direct = 0
  replayed = 0
  readonly policy: Policy
  readonly job: 'runs' | 'never'

  constructor(policy: Policy, job: 'runs' | 'never') {
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

  tell(...all: Told[]): void {
    const grants = new Map<string, Grant>()
    const reversals = new Map<string, Reversal>()
    for (const told of all) {
      const at = Math.max(0, this.now - told.late)
      const fact = told.kind === 'grant' ? grantOf(told, at) : reversalOf(told, at)
      if ('parts' in fact) grants.set(fact.key, fact)
      else reversals.set(fact.key, fact)
    }
    const restated =
      [...grants.keys()].some((key) => this.grants.has(key)) ||
      [...reversals.keys()].some((key) => this.reversals.has(key))
    for (const grant of grants.values()) this.grants.set(grant.key, grant)
    for (const reversal of reversals.values()) this.reversals.set(reversal.key, reversal)
    this.take(
      { grants: [...grants.values()], reversals: [...reversals.values()], acts: [] },
      restated,
    )
  }

  act(deed: Deed, at = this.now): void {
    const act: Act = {
      ...deed,
      id: `act${this.acts.length}`,
      currency: 'points',
      at,
      store: 1,
      reason: { key: 'hand.other' },
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
      case 'batch':
        this.tell(...what.told)
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
    const room = balanceOf(account) + policyAt(this.policy, this.now).overdraftMax
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
      case 'end':
        this.act({ kind: 'end', until: this.now + done.keeps })
        return
      case 'extend':
        this.act({
          kind: 'extend',
          until: done.keeps === null ? null : this.now + done.keeps,
          ...(done.passes > 0 && { from: this.now + done.passes }),
        })
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

export function grantOf(told: Extract<Told, { kind: 'grant' }>, at: number): Grant {
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
    parts: [
      { rule: 'rule', revision: 1, points: told.points, reason: { key: 'earned.per_purchase' } },
    ],
  }
}

export function reversalOf(
  told: Extract<Told, { kind: 'reversal' | 'refund' }>,
  at: number,
): Reversal {
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

export function live(
  { moments, policy }: { moments: Moment[]; policy: Policy },
  job: 'runs' | 'never',
) {
  const kept = new Kept(policy, job)
  for (const one of moments) kept.live(one)
  return kept
}
