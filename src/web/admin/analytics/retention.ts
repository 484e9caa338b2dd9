import type { WireReply } from '#contract/endpoint.ts'
import type { readRetention } from '#contract/endpoints/analytics.ts'

export type Retention = WireReply<typeof readRetention>
export type RetentionPeriod = Retention['periods'][number]

/** What every report says of itself. */
export type Basis = Retention['basis']

/** Where visits count and nothing was bought yet, amounts would only say zero. */
export const hasRevenue = ({ presence, coverage }: Basis) =>
  presence === 'purchases' || coverage.knownReceipts > 0
