import type { WireReply } from '#contract/endpoint.ts'
import type { readRetention } from '#contract/endpoints/analytics.ts'
import { boughtShareMin } from '#kernel/presence.ts'

export type Retention = WireReply<typeof readRetention>
export type RetentionPeriod = Retention['periods'][number]

/** What every report says of itself. */
export type Basis = Retention['basis']

/** Where visits count and few of them have an amount, amounts say nothing of what somebody brings. */
export const hasRevenue = ({ presence, boughtShare }: Pick<Basis, 'presence' | 'boughtShare'>) =>
  presence === 'purchases' || (boughtShare ?? 0) >= boughtShareMin

/** The share of receipts behind a figure, unless it counts visits that hardly have any. */
export const receiptsBehind = (
  basis: Pick<Basis, 'presence' | 'boughtShare'>,
  { receiptsShare }: Basis['coverage'],
) => (hasRevenue(basis) ? receiptsShare : null)
