import type { Plan } from './program.ts'
import { validityOf } from './validity.ts'

/**
 * When points somebody gives by hand end: as those that are earned on that day, by the kindest of the
 * rules in force. Null: never, as where no rule gives any.
 */
export function usualExpiry(
  plan: Pick<Plan, 'inForce' | 'zone'> | null,
  currency: string,
  atMillis: number,
): number | null {
  if (!plan) return null
  const ends = plan
    .inForce(atMillis)
    .earners.filter(({ rule }) => rule.currency === currency)
    .map(({ rule }) => validityOf(atMillis, 0, rule.expiry, plan.zone).expiresAt)
  const known = ends.filter((end) => end !== null)
  return known.length === 0 || known.length < ends.length ? null : Math.max(...known)
}
