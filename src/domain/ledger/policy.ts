import type { Instant } from './facts.ts'

/** What a point currency allows, from an instant on. */
export type PolicyRevision = {
  validFrom: Instant
  /**
   * Points reversed after they were spent: `clamp` leaves the shortfall with the business,
   * `owe` lets later points pay it back.
   */
  returns: 'clamp' | 'owe'
  /** How far below zero a balance may go by spending. */
  overdraftMax: number
}

/** In order of `validFrom`. */
export type Policy = readonly PolicyRevision[]

const strict: PolicyRevision = { validFrom: 0, returns: 'clamp', overdraftMax: 0 }

/** The revision in force at that instant; before the first one, the first one. */
export const policyAt = (policy: Policy, at: Instant): PolicyRevision =>
  policy.findLast(({ validFrom }) => validFrom <= at) ?? policy[0] ?? strict
