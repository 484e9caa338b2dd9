import type { StampCard } from '#contract/language/stamp-card.ts'

/** A card as the guest sees it. Its stamps are a point currency: the ledger knows how many. */
export type CardFace = {
  /** Cards that are full and can be exchanged for an article. */
  full: number
  /** On the card that is being filled. */
  stamps: number
  missing: number
}

/** @param available stamps that can be redeemed now; a debt counts as an empty card */
export function faceOf({ stamps: size }: StampCard, available: number): CardFace {
  const held = Math.max(0, available)
  const stamps = held % size
  return { full: Math.floor(held / size), stamps, missing: size - stamps }
}
