import type { HandReason } from './hand-reason.ts'

/**
 * Why points moved: every key the books can hold, and those of lines that time or a return wrote.
 * The locales say each in words.
 */
export const pointReasons = [
  'earned.per_amount',
  'earned.per_article',
  'earned.per_purchase',
  'earned.per_visit',
  'earned.per_event',
  'earned.multiplier',
  'referral.referrer',
  'referral.recruit',
  'points.redeemed',
  'points.donated',
  'points.held',
  'points.captured',
  'points.released',
  'points.card_split',
  'redeemed.reward',
  'canceled.reward',
  'held.cart',
  'held.code',
  'captured.cart',
  'released.cart',
  'released.code',
  'returned.cart',
  'returned',
  'corrected',
  'expired',
  'hold_over',
  'program_ended',
  'available',
] as const
export type PointReason = (typeof pointReasons)[number]

/** With those somebody chose from a list of their own. */
export type ReasonKey = PointReason | `hand.${HandReason}`
