import { type RawBuilder, sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'

/** When a profile was last seen; `-infinity`: never. */
export const everSeenAt = sql`ever_seen_at(
  profiles.last_seen_at, profiles.facts, profiles.engagement
)`

/** Those whose row in `list_places` may be of yesterday: what is asked of it leaves them out. */
export const isPlaced = sql`list_places.customer_id not in (select customer_id from moved)`

/**
 * Who moved, as a condition on an id. They are few, which PostgreSQL cannot know: joined with them it would
 * read every profile there is.
 */
export const isMoved = (id: RawBuilder<unknown>) =>
  sql`${id} = any(array(select customer_id from moved))`

/** For the beginning of a statement that asks `list_places`: `with ${moved}`. */
export const moved = sql`moved as materialized (select customer_id from moved_customers)`

const eventsPerRound = 5_000

/**
 * Gives those of whom the log has spoken their places in the lists, a moment later and many at once:
 * what is read by thousands is not ordered anew with each purchase.
 */
export const placesWorker = ({ database }: { database: Queryable }): Worker => ({
  name: 'places in lists',
  restMillis: 1_000,
  work: async () => ((await transaction(database, placeSome)) ? 'more' : 'done'),
})

/** For whoever wrote much, so that the next list need not look all of it up. */
export async function placeAll(database: Queryable): Promise<void> {
  while (await transaction(database, placeSome));
}

/**
 * Reads on in the log, up to what is still being written. Places and progress are one statement: who
 * is read as placed is so in the same picture of the database.
 * @returns whether there is more to read
 */
export async function placeSome(tx: Tx): Promise<boolean> {
  const { rows: turn } = await sql`
    select from list_progress for update skip locked`.execute(tx)
  if (turn.length === 0) return false
  // Whoever counts customers anew without a word in the log writes this row first, and places them.
  await sql`select from business for share`.execute(tx)
  const { rows } = await sql<{ read: number }>`
    with recursive next as materialized (
      select events.xid, events.position, customer_id
      from events
      where (events.xid, events.position)
          > ((select xid from list_progress), (select position from list_progress))
        and events.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by events.xid, events.position
      limit ${eventsPerRound}
    ), spoken_of as (
      select customer_id from next
      union
      select merged_into from spoken_of join customers using (customer_id)
      where merged_into is not null
    ), placed as (
      update list_places set seen_at = now.seen_at, revenue = now.revenue, bought_at = now.bought_at,
        purchases = now.purchases
      from current_places as now
      where now.customer_id = any(array(select customer_id from spoken_of))
        and list_places.customer_id = now.customer_id
        and (list_places.seen_at, list_places.revenue, list_places.bought_at, list_places.purchases)
          is distinct from (now.seen_at, now.revenue, now.bought_at, now.purchases)
    ), moved_on as (
      update list_progress set xid = last.xid, position = last.position
      from (select xid, position from next order by xid desc, position desc limit 1) as last
    )
    select count(*) as read from next`.execute(tx)
  return rows[0]!.read === eventsPerRound
}

/** Gives these customers their places at once, where the log does not tell of all who changed. */
export async function placeNow(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    update list_places set seen_at = now.seen_at, revenue = now.revenue, bought_at = now.bought_at,
      purchases = now.purchases
    from current_places as now
    where list_places.customer_id = now.customer_id
      and now.customer_id = any(${[...customerIds].sort()}::uuid[])`.execute(tx)
}

/** Those who stand elsewhere than they belong; of each their place and where it should be. */
export async function misplaced(tx: Tx, limit: number) {
  const { rows } = await sql<{ key: string; stored: string | null; replayed: string | null }>`
    with ${moved}
    select customer_id as key, list_places::text as stored, now::text as replayed
    from list_places full join current_places as now using (customer_id)
    where customer_id not in (select customer_id from moved)
      and (list_places.seen_at, list_places.revenue, list_places.bought_at, list_places.purchases)
        is distinct from (now.seen_at, now.revenue, now.bought_at, now.purchases)
    limit ${limit}`.execute(tx)
  return rows
}
