import { sql } from 'kysely'
import type { queueNames } from '#contract/endpoints/system.ts'
import type { Queryable } from '#database/transaction.ts'

export type Queue = {
  name: (typeof queueNames)[number]
  waiting: number
  /** For how long the first of them has been due. */
  oldestSeconds: number | null
}

/** What waits for a job, in one look. A webhook that waits for its next attempt is not yet due. */
export async function readQueues({ kysely }: Queryable): Promise<Queue[]> {
  const { rows } = await sql<Queue>`
    with queues as (
      select 'imports' as name, count(*) as waiting, min(started_at) as since
      from imports where status in ('running', 'taking_back')
      union all
      select 'deliveries', count(*), min(received_at) from deliveries where outcome = 'waiting'
      union all
      select 'webhooks', count(*), min(next_at) filter (where next_at <= now())
      from webhook_deliveries where state = 'waiting'
      union all
      select 'recount', coalesce(sum(customers + guests - done), 0), min(began_at) from recounts
    )
    select name, waiting::int, extract(epoch from now() - since)::int as "oldestSeconds"
    from queues`.execute(kysely)
  return rows
}
