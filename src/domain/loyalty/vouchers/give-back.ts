import type { Returned } from '#domain/loyalty/returned-purchases.ts'
import { roundHalfUp } from '#kernel/money.ts'

/** What a redemption took, and what reversals of one kind gave back (negative numbers). */
export type Taken = { uses: number; discount: number; cost: number }

/**
 * What is to be given back of a redemption whose purchase was returned so far, in proportion; all
 * of it once the whole purchase is back. Depends on the sum alone, so the order of partial returns
 * does not matter.
 */
export function owedBack(taken: Taken, { paid, returned, returns }: Returned): Taken {
  if (returns === 0) return { uses: 0, discount: 0, cost: 0 }
  if (returned >= paid) {
    return { uses: -taken.uses, discount: -taken.discount, cost: -taken.cost }
  }
  const part = (whole: number) => -roundHalfUp(whole * (returned / paid))
  return { uses: 0, discount: part(taken.discount), cost: part(taken.cost) }
}

/**
 * The line to be written now: what is owed, less what people gave back by hand, less what was
 * given back for returns before. Positive where a return was taken back.
 */
export function lineOf(owed: Taken, byHand: Taken, before: Taken): Taken {
  const due = (key: keyof Taken) => Math.min(0, owed[key] - byHand[key]) - before[key]
  return { uses: due('uses'), discount: due('discount'), cost: due('cost') }
}

export const isNothing = ({ uses, discount, cost }: Taken) =>
  uses === 0 && discount === 0 && cost === 0
