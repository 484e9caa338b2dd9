import {
  factKey,
  type Grant as LedgerGrant,
  type Reason,
  type Reversal,
} from '#domain/ledger/facts.ts'
import type { Earner, Multiplier, Plan } from './program.ts'
import type { EventKey, ProgramFact } from './program-fact.ts'
import { type Validity, validityOf } from './validity.ts'

/** Points that one event brings by one rule. Instants are milliseconds since 1970. */
export type Grant = {
  /** Of its lot. */
  key: string
  currency: string
  /** Positive; the sum of its lines. */
  points: number
  earnedAt: number
  availableAt: number
  expiresAt: number | null
  eventId: string
  store: number
  rule: string
  revision: number
  reason: Reason
  /** The rule that a multiplier raised. */
  base: string | null
  /** By line of the receipt, each rounded by itself; null for what belongs to no line. */
  lines: readonly Part[]
}

export type Part = { line: number | null; points: number }

/**
 * The same in every replay. All rules of an event whose points count in the same time share a lot,
 * and so a key: an account stays small however many rules there are.
 */
export const lotKey = (
  event: EventKey,
  { currency, availableAt, expiresAt }: Pick<Grant, 'currency' | 'availableAt' | 'expiresAt'>,
) => factKey('lot', event.source, event.externalId, currency, availableAt, expiresAt ?? 'never')

export const reversalKey = ({ source, externalId }: EventKey, of: string) =>
  factKey('reversal', source, externalId, of)

type Lot = Validity & Pick<Grant, 'key' | 'currency'>

/** Finds the lot of a rule's points; rules that share all about it share the lot, found once. */
export type LotOf = (by: Earner) => Lot

export function lotsOf(fact: ProgramFact, plan: Plan): LotOf {
  const known = new Map<string, Lot>()
  return ({ lotTerms, rule: { currency, pendingDays, expiry } }) => {
    const found = known.get(lotTerms)
    if (found) return found
    const validity = validityOf(fact.atMillis, pendingDays, expiry, plan.zone)
    const lot = { key: lotKey(fact, { currency, ...validity }), currency, ...validity }
    known.set(lotTerms, lot)
    return lot
  }
}

/** Grants as the ledger is told of them: of each lot one, in parts by rule. */
export function gatherGrants(grants: readonly Grant[]): LedgerGrant[] {
  return [...Map.groupBy(grants, ({ key }) => key).values()].map((ofLot) => {
    const { key, currency, earnedAt, availableAt, expiresAt, eventId, store } = ofLot[0]!
    return {
      key,
      currency,
      earnedAt,
      availableAt,
      expiresAt,
      eventId,
      store,
      points: sumOf(ofLot),
      parts: ofLot.map(({ rule, revision, points, reason }) => ({
        rule,
        revision,
        points,
        reason,
      })),
    }
  })
}

/** What one return takes from one lot, of all rules together. */
export function gatherReversals(reversals: readonly Reversal[]): Reversal[] {
  return [...Map.groupBy(reversals, ({ key }) => key).values()].map((ofLot) => ({
    ...ofLot[0]!,
    points: sumOf(ofLot),
  }))
}

/** A grant of an earning rule; a multiplier's points become available and expire like its base. */
export function grantOf(
  fact: ProgramFact,
  base: Earner,
  by: Earner | Multiplier,
  parts: readonly Part[],
  lotOf: LotOf,
): Grant {
  const { key, currency, availableAt, expiresAt } = lotOf(base)
  const raised = by.rule.key === base.rule.key ? null : base.rule.key
  return {
    key,
    currency,
    availableAt,
    expiresAt,
    points: sumOf(parts),
    lines: parts,
    earnedAt: fact.atMillis,
    eventId: fact.eventId,
    store: fact.storeNumber,
    rule: by.rule.key,
    base: raised,
    revision: by.rule.revision,
    reason: by.reasonFor(raised),
  }
}

export const sumOf = (parts: readonly { points: number }[]) =>
  parts.reduce((sum, { points }) => sum + points, 0)
