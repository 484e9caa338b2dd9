import { type Account, emptyAccount } from './account.ts'
import type { Act } from './act.ts'
import { advance } from './advance.ts'
import type { Cause, Movement } from './book-account.ts'
import type { Facts, Grant, Instant, Reversal } from './facts.ts'
import { addLot, destinationOf, performAct } from './perform-act.ts'
import type { Policy } from './policy.ts'
import { applyReversal } from './reverse.ts'
import { repay, type Step } from './step.ts'

/** What happened in one currency of one customer; acts in the order of their recording. */
export type Life = Facts & { acts: readonly Act[] }

export type Settled = { account: Account; movements: Movement[] }

/** What a customer is owed, from all that ever happened. */
export const settle = (life: Life, policy: Policy, now: Instant): Settled =>
  continueWith(emptyAccount(), life, policy, now)

/**
 * Adds to an account what happened after it, and lets time pass until now. The same function
 * replays a whole life and adds its newest day, so the two agree wherever `canContinue` says so.
 */
export function continueWith(account: Account, life: Life, policy: Policy, now: Instant): Settled {
  const movements: Movement[] = []
  const acts = new Map(life.acts.map((act) => [act.id, act]))
  let end = now
  for (const entry of timeline(life, account)) {
    advance(account, entry.at, policy, movements)
    apply({ account, movements, policy, cause: causeOf(entry), at: entry.at }, entry, acts)
    end = Math.max(end, entry.at)
  }
  advance(account, end, policy, movements)
  return { account, movements }
}

export type Entry = { at: Instant } & (
  | { kind: 'grant'; grant: Grant }
  | { kind: 'reversal'; reversal: Reversal }
  | { kind: 'act'; act: Act }
)

const ranks = { grant: 0, reversal: 1, act: 2 } as const

/** By time; at one instant grants, then reversals, then acts in the order of their recording. */
export function timeline(life: Life, account: Pick<Account, 'lots'>): Entry[] {
  const { grants, reversals, acts } = life
  if (grants.length === 1 && reversals.length + acts.length === 0) {
    return [{ kind: 'grant', at: grants[0]!.earnedAt, grant: grants[0]! }]
  }
  const startedAt = new Map([
    ...grants.map((grant) => [grant.key, grant.earnedAt] as const),
    ...acts.map((act) => [act.id, act.at] as const),
  ])
  const startOf = (of: string) => startedAt.get(of) ?? account.lots.get(of)?.earnedAt ?? 0
  const entries: Entry[] = [
    ...grants.map((grant) => ({ kind: 'grant' as const, at: grant.earnedAt, grant })),
    ...reversals.map((reversal) => ({
      kind: 'reversal' as const,
      // A till may date a return before its purchase.
      at: Math.max(reversal.at, startOf(reversal.of)),
      reversal,
    })),
    ...acts.map((act) => ({ kind: 'act' as const, at: act.at, act })),
  ]
  return entries.sort(
    (a, b) => a.at - b.at || ranks[a.kind] - ranks[b.kind] || compareKeys(keyOf(a), keyOf(b)),
  )
}

const compareKeys = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1)

/** Acts have none: their sorting is stable. */
function keyOf(entry: Entry): string {
  switch (entry.kind) {
    case 'grant':
      return entry.grant.key
    case 'reversal':
      return entry.reversal.key
    case 'act':
      return ''
  }
}

function causeOf(entry: Entry): Cause {
  switch (entry.kind) {
    case 'grant': {
      const { key, eventId, store } = entry.grant
      return { kind: 'grant', id: key, eventId, store }
    }
    case 'reversal': {
      const { key, eventId, store } = entry.reversal
      return { kind: 'reversal', id: key, eventId, store }
    }
    case 'act':
      return { kind: 'act', id: entry.act.id, store: entry.act.store }
  }
}

function apply(step: Step, entry: Entry, acts: ReadonlyMap<string, Act>): void {
  const { account, at } = step
  if (entry.kind === 'grant') {
    addLot(step, { ...entry.grant, issuer: entry.grant.store }, 'grant')
  } else {
    account.lastTakeAt = Math.max(account.lastTakeAt, at)
    account.lastStepAt = Math.max(account.lastStepAt, at)
    if (entry.kind === 'act') performAct(step, entry.act, (id) => acts.get(id))
    else applyReversal(step, entry.reversal, (id) => destinationOf(acts.get(id)))
  }
  repay(step)
}
