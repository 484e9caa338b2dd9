import type { BookAccount } from '../book-account.ts'
import type { MonthFlow } from '../months.ts'

/** A month of the books in points, of one currency and issuing store. They add up. */
export type PointsOfMonth = {
  opening: number
  /** For purchases, as goodwill, or taken over from before. */
  issued: number
  /** Of those, taken back by returns and cancelations. */
  reversed: number
  /** Less what was given back. */
  redeemed: number
  donated: number
  expired: number
  /** Moved between customers, and paid for what was overdrawn before. */
  other: number
  closing: number
}

/** What a customer has: available, still pending, or held for a checkout. */
const open: ReadonlySet<BookAccount> = new Set(['pending', 'available', 'held'])

export const isOpen = (account: BookAccount) => open.has(account)

/** `closing` is made of the other columns; a flow that touches open points is in exactly one. */
export function pointsOfMonth(
  opening: number,
  flows: readonly Pick<MonthFlow, 'from' | 'to' | 'points'>[],
): PointsOfMonth {
  const month = { opening, ...{ issued: 0, reversed: 0, redeemed: 0, donated: 0, expired: 0 } }
  let other = 0
  for (const { from, to, points } of flows) {
    if (isOpen(from) === isOpen(to)) continue
    const [beyond, sign] = isOpen(to) ? [from, 1] : [to, -1]
    switch (beyond) {
      case 'issued':
      case 'goodwill':
      case 'opening':
        month[sign > 0 ? 'issued' : 'reversed'] += points
        break
      case 'redeemed':
      case 'donated':
      case 'expired':
        month[beyond] -= sign * points
        break
      default:
        other += sign * points
    }
  }
  const { issued, reversed, redeemed, donated, expired } = month
  const closing = opening + issued - reversed - redeemed - donated - expired + other
  return { ...month, other, closing }
}

/** Several stores or currencies together. */
export function addPoints(a: PointsOfMonth, b: PointsOfMonth): PointsOfMonth {
  return {
    opening: a.opening + b.opening,
    issued: a.issued + b.issued,
    reversed: a.reversed + b.reversed,
    redeemed: a.redeemed + b.redeemed,
    donated: a.donated + b.donated,
    expired: a.expired + b.expired,
    other: a.other + b.other,
    closing: a.closing + b.closing,
  }
}
