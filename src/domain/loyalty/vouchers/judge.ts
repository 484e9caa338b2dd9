import type { VoucherReason } from '#contract/language/voucher.ts'
import { worthOf } from './discount.ts'
import { exceedsBudget, reasonsAgainst, remainingOf, type Situation } from './situation.ts'

export type Verdict = {
  reasons: VoucherReason[]
  discount: number
  cost: number
  /** On the code before this use, where it is used in parts. */
  remaining: number | null
}

/** Whether a code counts here, and what it is worth. A pure function of the situation. */
export function judge(situation: Situation): Verdict {
  const remaining = remainingOf(situation)
  const reasons = reasonsAgainst(situation)
  const worth = worthOf(situation.content, situation.cart, remaining)
  const discount = 'discount' in worth ? worth.discount : 0
  // A code that is used up is worth nothing anyway, and has said so.
  if ('reason' in worth && remaining !== 0) reasons.push(worth.reason)
  if (exceedsBudget(situation, discount)) reasons.push('voucher_budget_used_up')
  const cost = situation.content.costPerUse ?? discount
  return { reasons, discount: reasons.length > 0 ? 0 : discount, cost, remaining }
}
