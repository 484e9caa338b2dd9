import { sql } from 'kysely'
import { deliveriesKeptDays, notedKeptDays } from '#contract/endpoints/connections.ts'
import type { Worker } from '#contract/worker.ts'
import type { Queryable } from '#database/transaction.ts'
import { type Deciding, decideDeliveries } from './decide-deliveries.ts'

const hourMillis = 3_600_000

/** Decides what shops have sent, and takes away what was kept long enough. */
export function deliveryWorker(deciding: Deciding): Worker {
  let sweptAt = 0
  return {
    name: 'deliveries',
    restMillis: 300,
    work: async () => {
      if (Date.now() - sweptAt > hourMillis) {
        sweptAt = Date.now()
        await sweepDeliveries(deciding.database)
      }
      return (await decideDeliveries(deciding)) > 0 ? 'more' : 'done'
    },
  }
}

/** They hold people's data. What still waits stays: nothing of it has counted yet. */
export async function sweepDeliveries({ kysely }: Queryable, now = new Date()): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * hourMillis)
  await sql`
    delete from deliveries
    where received_at < ${daysAgo(deliveriesKeptDays)} and outcome <> 'waiting'
      and (outcome <> 'noted' or received_at < ${daysAgo(notedKeptDays)})`.execute(kysely)
}
