import type { voucherReasons as german } from '../de/voucher-reasons.ts'
import type { Same } from '../same.ts'

export const voucherReasons: Same<typeof german> = {
  voucher_code_unknown: 'There is no such code.',
  voucher_paused: 'This voucher is paused.',
  voucher_ended: 'This voucher has ended.',
  voucher_not_yet_valid: 'This voucher is not valid yet.',
  voucher_no_longer_valid: 'This voucher is no longer valid.',
  voucher_code_used: 'This code has been redeemed already.',
  voucher_code_on_hold: 'This code is on hold for another purchase.',
  voucher_customer_needed: 'This voucher needs a card or a sign-in.',
  voucher_customer_unknown: 'Whoever wants to redeem it is not known yet.',
  voucher_of_other_customer: 'This code belongs to somebody else.',
  voucher_regulars_only: 'This voucher is for regulars only.',
  voucher_basket_too_small: 'The purchase is below the minimum.',
  voucher_store_not_included: 'The voucher is not valid in this store.',
  voucher_channel_not_included: 'The voucher is not valid in this channel.',
  voucher_nothing_applies: 'The purchase holds nothing the voucher is for.',
  voucher_article_missing: 'The free article is not in the purchase.',
  voucher_not_combinable: 'This voucher cannot be combined with others.',
  voucher_customer_limit_reached: 'One person cannot redeem it more often.',
  voucher_total_limit_reached: 'All of them have been redeemed.',
  voucher_budget_used_up: 'What was set aside for it is used up.',
  voucher_code_malformed: 'A code consists of letters and digits.',
  voucher_code_too_short: 'A code has at least 3 characters.',
  voucher_code_too_long: 'A code has at most 64 characters.',
  voucher_code_taken: 'Another voucher has this code already.',
}
