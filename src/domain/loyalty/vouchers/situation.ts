import type { VoucherCart } from '#contract/endpoints/voucher-codes.ts'
import type { VoucherContent, VoucherReason, VoucherStatus } from '#contract/language/voucher.ts'

/** All that decides whether a code counts, at one moment. */
export type Situation = {
  status: VoucherStatus
  codeKind: 'shared' | 'single'
  content: VoucherContent
  /** Net of what was given back; `held` is what unexpired holds keep. */
  taken: { uses: number; discount: number; heldUses: number; heldDiscount: number }
  /** Of this code alone; nothing for a shared one. */
  code: {
    customerId: string | null
    uses: number
    discount: number
    heldUses: number
    heldDiscount: number
  }
  customer: 'nobody' | 'unknown' | { ids: readonly string[]; uses: number; isRegular: boolean }
  /** In the business's time zone, `2026-11-21`. */
  today: string
  storeId: string | null
  /** Vouchers beside it in the same cart or purchase. */
  others: readonly { combinable: boolean }[]
  cart: VoucherCart
}

/** What is left on a code that is used in parts, leaving out what is on hold; else null. */
export function remainingOf({ content: { benefit }, code }: Situation): number | null {
  if (benefit.kind !== 'amount' || !benefit.inParts) return null
  return Math.max(0, benefit.amount - code.discount - code.heldDiscount)
}

/** Everything that stands against it but the discount itself, in the order one would say it. */
export function reasonsAgainst(situation: Situation): VoucherReason[] {
  return [
    ...ofItsTime(situation),
    ...ofTheCode(situation),
    ...ofTheCustomer(situation),
    ...ofTheCart(situation),
  ]
}

function ofItsTime({ status, content, today }: Situation): VoucherReason[] {
  if (status === 'ended') return ['voucher_ended']
  if (content.validUntil !== null && content.validUntil < today) return ['voucher_no_longer_valid']
  if (status === 'paused') return ['voucher_paused']
  if (content.validFrom !== null && today < content.validFrom) return ['voucher_not_yet_valid']
  return []
}

function ofTheCode(situation: Situation): VoucherReason[] {
  if (situation.codeKind === 'shared') return []
  const { uses, heldUses } = situation.code
  const remaining = remainingOf(situation)
  const isOpen = remaining === null ? uses + heldUses === 0 : remaining > 0
  if (isOpen) return []
  return [heldUses > 0 ? 'voucher_code_on_hold' : 'voucher_code_used']
}

function ofTheCustomer({ content, code, customer }: Situation): VoucherReason[] {
  const { perCustomerMax, audience } = content
  const isAsked = code.customerId !== null || perCustomerMax !== null || audience === 'regulars'
  if (!isAsked) return []
  if (customer === 'nobody') return ['voucher_customer_needed']
  // Somebody nobody has heard of has redeemed nothing yet, but is no regular either.
  if (customer === 'unknown') return ['voucher_customer_unknown']
  if (code.customerId !== null && !customer.ids.includes(code.customerId)) {
    return ['voucher_of_other_customer']
  }
  const reasons: VoucherReason[] = []
  if (audience === 'regulars' && !customer.isRegular) reasons.push('voucher_regulars_only')
  if (perCustomerMax !== null && customer.uses >= perCustomerMax) {
    reasons.push('voucher_customer_limit_reached')
  }
  return reasons
}

function ofTheCart({ content, cart, storeId, others, taken }: Situation): VoucherReason[] {
  const { basketMin, stores, channels, combinable, totalMax } = content
  const reasons: VoucherReason[] = []
  if (basketMin !== null && cart.amount < basketMin) reasons.push('voucher_basket_too_small')
  if (stores.length > 0 && (storeId === null || !stores.includes(storeId))) {
    reasons.push('voucher_store_not_included')
  }
  if (channels.length > 0 && (cart.channel === undefined || !channels.includes(cart.channel))) {
    reasons.push('voucher_channel_not_included')
  }
  if (others.length > 0 && (!combinable || others.some((other) => !other.combinable))) {
    reasons.push('voucher_not_combinable')
  }
  if (totalMax !== null && taken.uses + taken.heldUses >= totalMax) {
    reasons.push('voucher_total_limit_reached')
  }
  return reasons
}

/** Whether the budget bears this discount too. */
export const exceedsBudget = ({ content, taken }: Situation, discount: number): boolean =>
  content.budget !== null && taken.discount + taken.heldDiscount + discount > content.budget
