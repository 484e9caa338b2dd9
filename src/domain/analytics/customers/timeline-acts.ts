import type { ActType } from '#contract/endpoints/customer-page.ts'
import { type Caller, may } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import type { TimelineAct, TimelinePage } from '#domain/events/timeline-queries.ts'
import { readTimelineActs } from '#domain/ledger/timeline-acts.ts'
import { readTimelineExtras } from '#domain/loyalty/extras/timeline-extras.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { readTimelineGifts } from '#domain/loyalty/gifts/timeline-gifts.ts'
import { readTimelineRewards } from '#domain/loyalty/rewards/timeline-rewards.ts'
import { readTimelineTiers } from '#domain/loyalty/timeline-tiers.ts'
import { readTimelineVouchers } from '#domain/loyalty/vouchers/timeline-vouchers.ts'
import type { Seen } from '#domain/profile/see-customer.ts'

export type Act = TimelineAct<ActType>
type Asking = { caller: Caller; planFor: PlanFor; now: Date }

/** What we did for a customer, as far as the caller may read each: a statement for each kind. */
export async function readActs(
  tx: Tx,
  { customerId, memberIds }: Seen,
  { caller, planFor, now }: Asking,
  page: TimelinePage,
): Promise<Act[]> {
  const acts: Act[] = []
  if (may(caller, 'points:read')) {
    acts.push(...(await readTimelineActs(tx, memberIds, page)))
    acts.push(...(await readTimelineTiers(tx, customerId, planFor, page, now)))
  }
  if (may(caller, 'rewards:read')) {
    acts.push(...(await readTimelineRewards(tx, memberIds, page)))
    acts.push(...(await readTimelineGifts(tx, memberIds, page)))
    acts.push(...(await readTimelineExtras(tx, memberIds, page)))
  }
  if (may(caller, 'vouchers:read')) {
    acts.push(...(await readTimelineVouchers(tx, memberIds, page)))
  }
  return acts
}
