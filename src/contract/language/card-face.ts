import type { StampCardContent } from './stamp-card.ts'

/** A card as the customer sees it. Its stamps are a point currency: the ledger knows how many. */
export type CardFace = {
  /** Cards that are full and can be exchanged for their reward. */
  full: number
  /** On the card that is being filled. */
  filled: number
  missing: number
}

/** @param available stamps that can be redeemed now; a debt counts as an empty card */
export function faceOf({ places }: Pick<StampCardContent, 'places'>, available: number): CardFace {
  const held = Math.max(0, available)
  const filled = held % places
  return { full: Math.floor(held / places), filled, missing: places - filled }
}
