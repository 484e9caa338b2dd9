import { sql } from 'kysely'
import type { Recount } from '#contract/endpoints/business.ts'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { holdTerms, loadAllTerms } from '#domain/events/terms.ts'
import { nilId } from '#kernel/ids.ts'
import { updateProfiles } from './update-profiles.ts'

const customersPerStep = 500

/**
 * Has every customer counted anew in the background, after a change of margins or taxes. Intake
 * is kept out only until the change is committed: whoever counts later counts by the new terms,
 * and whoever counted before is replayed. A further change begins again. What stands by days,
 * stores and guests holds no margin and stays.
 */
export async function beginRecount(tx: Tx): Promise<void> {
  await holdTerms(tx)
  await sql`
    insert into recounts (customers)
    select count(*) from customers where merged_into is null having count(*) > 0
    on conflict (only_one) do update set
      began_at = now(), customers = excluded.customers, done = 0, done_until = ${nilId}`.execute(tx)
}

/** How far the counting is; null where none is under way. */
export async function readRecount({ kysely }: Queryable): Promise<Recount | null> {
  const { rows } = await sql<Recount>`
    select began_at as since, greatest(customers, done) as customers, done
    from recounts`.execute(kysely)
  return rows[0] ?? null
}

/** Counts on wherever a crash or a stop left it. */
export function recountWorker({ database, clock }: Pick<Context, 'database' | 'clock'>): Worker {
  return {
    name: 'recount',
    restMillis: 1_000,
    work: async () => {
      if ((await readRecount(database)) === null) return 'done'
      return await transaction(database, (tx) => recountSome(tx, clock.now()))
    },
  }
}

/**
 * The business is locked first, as by whoever changes the terms: two that wait for each other's
 * locks would never end. Each step ends kept answers, since reports see what it counted.
 */
async function recountSome(tx: Tx, now: Date): Promise<'more' | 'done'> {
  await bumpRevision(tx)
  const ids = await nextCustomers(tx)
  const last = ids.at(-1)
  if (last === undefined) {
    await sql`delete from recounts`.execute(tx)
    return 'done'
  }
  await updateProfiles(tx, {
    fresh: [],
    overruled: ids.map((customerId) => ({ customerId, anonymous: false })),
    written: new Set(),
    terms: await loadAllTerms(tx),
    now,
  })
  await sql`update recounts set done = done + ${ids.length}, done_until = ${last}`.execute(tx)
  return 'more'
}

async function nextCustomers(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers, recounts
    where merged_into is null and customer_id > done_until
    order by customer_id limit ${customersPerStep}`.execute(tx)
  return rows.map((row) => row.id)
}
