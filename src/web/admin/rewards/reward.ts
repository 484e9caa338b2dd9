import type { WireReply } from '#contract/endpoint.ts'
import type { listRewards } from '#contract/endpoints/rewards.ts'

export type Reward = WireReply<typeof listRewards>['items'][number]
export type Gives = Reward['content']['gives']
export const giftKinds = [
  'article',
  'percent_voucher',
  'amount_voucher',
  'shipping_voucher',
  'exclusive_product',
  'experience',
  'partner_code',
  'donation',
] as const satisfies readonly Gives['kind'][]
