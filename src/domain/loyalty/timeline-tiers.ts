import type { Tx } from '#database/transaction.ts'
import type { TimelineAct, TimelinePage } from '#domain/events/timeline-queries.ts'
import { type PlanFor, readLives } from './follow-program.ts'
import { type TierChange, tierHistory } from './tier-history.ts'

type Told = TimelineAct<'tier_changed'>

/** After all else of its instant, so that it stands above what brought it. */
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * When the status of a customer changed, the latest first. Nothing of it is written down: it is
 * what their facts say, and follows when they change.
 */
export async function readTimelineTiers(
  tx: Tx,
  customerId: string,
  planFor: PlanFor,
  { after, limit }: TimelinePage,
  now: Date,
): Promise<Told[]> {
  const plan = await planFor(tx)
  if (!plan || plan.tierStarts.length === 0) return []
  const life = (await readLives(tx, [customerId])).get(customerId)
  if (!life) return []
  return tierHistory(life, plan, now.getTime())
    .map(lineOf)
    .filter(
      ({ occurredText, id }) =>
        after === null || `${occurredText} ${id}` < `${after.occurredAt} ${after.id}`,
    )
    .toReversed()
    .slice(0, limit)
}

function lineOf({ atMillis, ...details }: TierChange): Told {
  const occurredAt = new Date(atMillis)
  return {
    ...{ id: lastId, type: 'tier_changed', store: null, amount: null, text: null },
    occurredAt,
    occurredText: occurredAt.toISOString().replace('Z', '000Z'),
    details,
  }
}
