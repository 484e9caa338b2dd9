import type { WireInput, WireReply } from '#contract/endpoint.ts'
import type { createVoucher, readVoucher } from '#contract/endpoints/vouchers.ts'

export type Voucher = WireReply<typeof readVoucher>
/** What a voucher says, complete as replies give it. */
export type Said = Required<Voucher['content']>
/** The same as we may write it. */
export type Content = Required<WireInput<typeof createVoucher>['body']['content']>
export type Benefit = Content['benefit']

/** Its codes come from a partner and count there: what they bring is not ours to write. */
export const isOfPartner = ({ content }: Voucher) => content.benefit.kind === 'at_partner'
