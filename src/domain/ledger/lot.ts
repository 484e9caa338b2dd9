import type { BookAccount, Origin, Shortfall } from './book-account.ts'
import type { Instant } from './facts.ts'

/** Points of one grant. What is neither open, held nor expired of `points` has been used. */
export type Lot = {
  key: string
  origin: Origin
  issuer: number
  /** As granted. */
  points: number
  earnedAt: Instant
  availableAt: Instant
  expiresAt: Instant | null
  /** Not yet to be spent. */
  pending: boolean
  open: number
  held: number
  expired: number
  /** Taken back by returns, wherever it was found. */
  reversed: number
  /**
   * Where a reversal found what this lot no longer had. Not empty only while nothing is open: what
   * comes back to the lot goes on to there.
   */
  lack: Part[]
}

/** A part of what was taken together: from a lot, or from nowhere and booked as a shortfall. */
export type Part =
  | { kind: 'lot'; lot: string; points: number }
  | { kind: 'short'; account: Shortfall; points: number }

export const placeOf = (lot: Lot): Extract<BookAccount, 'pending' | 'available'> =>
  lot.pending ? 'pending' : 'available'

/** Later than any instant, and still a number to calculate with. */
const never = Number.MAX_SAFE_INTEGER

/** Spending order: the soonest expiry first, no expiry last, of equals the oldest first. */
export function bySpendingOrder(a: Lot, b: Lot): number {
  return (
    (a.expiresAt ?? never) - (b.expiresAt ?? never) ||
    a.earnedAt - b.earnedAt ||
    (a.key < b.key ? -1 : 1)
  )
}
