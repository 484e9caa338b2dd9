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

/** From `toldAt` on whatever was earned before `until` keeps until then at most. */
export type End = { toldAt: Instant; until: Instant }

/** Both in order of time. */
export type Policy = { revisions: readonly PolicyRevision[]; ends: readonly End[] }

const strict: PolicyRevision = { validFrom: 0, returns: 'clamp', overdraftMax: 0 }

export const strictPolicy: Policy = { revisions: [], ends: [] }

/** The revision in force at that instant; before the first one, the first one. */
export const policyAt = ({ revisions }: Policy, at: Instant): PolicyRevision =>
  revisions.findLast(({ validFrom }) => validFrom <= at) ?? revisions[0] ?? strict

/** The first instant after that one at which an end is told; null: none. */
export const nextEndTold = ({ ends }: Policy, after: Instant): Instant | null =>
  ends.find(({ toldAt }) => toldAt > after)?.toldAt ?? null

/** Until when points keep that were earned then, by all that is told by an instant. */
export function keepsUntil(
  { ends }: Policy,
  { earnedAt, expiresAt }: { earnedAt: Instant; expiresAt: Instant | null },
  at: Instant,
): Instant | null {
  const end = ends.find(({ toldAt, until }) => toldAt <= at && earnedAt < until)
  if (!end) return expiresAt
  return expiresAt === null ? end.until : Math.min(expiresAt, end.until)
}
