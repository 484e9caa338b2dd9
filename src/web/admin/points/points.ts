import type { WireReply } from '#contract/endpoint.ts'
import { readTimeline } from '#contract/endpoints/customer-page.ts'
import { listHandOvers, readCustomerGifts } from '#contract/endpoints/gifts.ts'
import { readBalance, readStatement } from '#contract/endpoints/points.ts'
import { listCustomerRedemptions, listCustomerRewards } from '#contract/endpoints/rewards.ts'
import { listCustomerCards } from '#contract/endpoints/stamp-cards.ts'
import { listCustomerVouchers } from '#contract/endpoints/vouchers.ts'

export type Balance = WireReply<typeof readBalance>
export type Holding = Balance['points'][number]
export type Obtainable = WireReply<typeof listCustomerRewards>['items'][number]
export type Card = WireReply<typeof listCustomerCards>['items'][number]
export type StatementLine = WireReply<typeof readStatement>['items'][number]
export type Gifts = WireReply<typeof readCustomerGifts>

/** All that may read otherwise after something was given, taken or undone. */
export const holdingsOfCustomer = [
  readBalance,
  readStatement,
  listCustomerCards,
  listCustomerRewards,
  listCustomerRedemptions,
  listCustomerVouchers,
  readCustomerGifts,
  listHandOvers,
  readTimeline,
] as const
