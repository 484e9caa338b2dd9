import { hash } from 'node:crypto'
import type { ReasonKey } from '#contract/language/point-reason.ts'

/** An instant in milliseconds since 1970, as this module counts and compares time throughout. */
export type Instant = number

/** Why, as a key of the locales with its parameters: no names, no free text. */
export type Reason = { key: ReasonKey; params?: Readonly<Record<string, string | number>> }

/** What one rule brings. */
export type GrantPart = { rule: string; revision: number; points: number; reason: Reason }

/**
 * Points that an event brings, of all rules whose points become available and expire together.
 * Derived from facts: told anew, the last telling counts.
 */
export type Grant = {
  /** The same in every telling; made by `grantKey`. */
  key: string
  currency: string
  /** Whole points, at least 1; none takes the grant back. */
  points: number
  earnedAt: Instant
  availableAt: Instant
  /** The first instant at which they no longer count; null: never. */
  expiresAt: Instant | null
  eventId: string
  /** Number of the store that issues them; 0: none said. */
  store: number
  /** Their points add up to those of the grant. */
  parts: readonly GrantPart[]
}

/**
 * What a return takes back of what its purchase earned, or gives back of what was spent on it.
 * Loyalty makes the amounts as differences of cumulated splits, so that partial returns of any
 * sizes and order end like one full return.
 */
export type Reversal = {
  key: string
  currency: string
  kind: 'earned' | 'spent'
  /** `earned`: the key of a grant. `spent`: the id of an act. One that is unknown reverses nothing. */
  of: string
  points: number
  at: Instant
  eventId: string
  store: number
}

export type Facts = { grants: readonly Grant[]; reversals: readonly Reversal[] }

export const noFacts: Facts = { grants: [], reversals: [] }

/**
 * The key of a grant or reversal, from what identifies it: source and external id of the event,
 * rule, line. A hash, since external ids may speak of a person and the books are never erased.
 */
export function factKey(...identity: readonly (string | number)[]): string {
  return hash('sha256', JSON.stringify(identity), 'base64url').slice(0, 22)
}
