import type { Earner, Multiplier, Plan } from './program.ts'
import type { EventKey, ProgramFact } from './program-fact.ts'
import { validityOf } from './validity.ts'

/** Why in words: a key of the locales with its parameters, never a person's name. */
export type Reason = { key: string; params: Readonly<Record<string, string | number>> }

/** Points that one event brings by one rule. */
export type Grant = {
  /** The same in every replay: the event, the rule and, of a multiplier, the rule it raised. */
  key: string
  currency: string
  /** Positive; the sum of its parts. */
  amount: number
  /** By line of the receipt, each rounded by itself; null for what belongs to no line. */
  parts: readonly Part[]
  earnedAt: Date
  availableAt: Date
  expiresAt: Date | null
  eventId: string
  rule: string
  revision: number
  /** The rule that a multiplier raised. */
  base: string | null
  reason: Reason
}

export type Part = { line: number | null; points: number }

/** What a return takes from a grant of its purchase. */
export type Reversal = {
  /** The same in every replay. */
  key: string
  /** The grant's key. */
  of: string
  /** Positive. */
  amount: number
  at: Date
  /** The event of the return. */
  eventId: string
}

/** Printable, so that it can be stored; no two events, rules or bases share one. */
export const grantKey = (event: EventKey, { rule, base }: Pick<Grant, 'rule' | 'base'>) =>
  JSON.stringify([event.source, event.externalId, rule, ...(base === null ? [] : [base])])

export const reversalKey = ({ source, externalId }: EventKey, of: string) =>
  JSON.stringify([source, externalId, of])

/** A grant of an earning rule; a multiplier's points become available and expire like its base. */
export function grantOf(
  fact: ProgramFact,
  base: Earner,
  by: Earner | Multiplier,
  parts: readonly Part[],
  plan: Plan,
): Grant {
  const earnedAt = new Date(fact.atMillis)
  const { pendingDays, expiry, currency } = base.rule
  const ids = { rule: by.rule.key, base: by.rule.key === base.rule.key ? null : base.rule.key }
  return {
    key: grantKey(fact, ids),
    currency,
    amount: sumOf(parts),
    parts,
    earnedAt,
    ...validityOf(earnedAt, pendingDays, expiry, plan.zone),
    eventId: fact.eventId,
    ...ids,
    revision: by.rule.revision,
    reason: reasonOf(by, ids.base),
  }
}

export const sumOf = (parts: readonly Part[]) => parts.reduce((sum, { points }) => sum + points, 0)

function reasonOf({ rule }: Earner | Multiplier, base: string | null): Reason {
  const { way } = rule
  const params = { rule: rule.key }
  switch (way.kind) {
    case 'per_amount':
      return {
        key: 'earned.per_amount',
        params: { ...params, points: way.points, perAmount: way.perAmount },
      }
    case 'per_article':
      return { key: 'earned.per_article', params: { ...params, points: way.points } }
    case 'per_purchase':
    case 'per_visit':
      return { key: `earned.${way.kind}`, params }
    case 'per_event':
      return {
        key: 'earned.per_event',
        params: { ...params, event: way.name ?? way.event },
      }
    case 'multiplier':
      return {
        key: 'earned.multiplier',
        params: { ...params, factor: way.factor, base: base ?? '' },
      }
  }
}
