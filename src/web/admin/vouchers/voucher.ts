import type { WireReply } from '#contract/endpoint.ts'
import type { readVoucher } from '#contract/endpoints/vouchers.ts'

export type Voucher = WireReply<typeof readVoucher>
/** A voucher's content as replies give it: complete. */
export type Content = Required<Voucher['content']>
export type Benefit = Content['benefit']
