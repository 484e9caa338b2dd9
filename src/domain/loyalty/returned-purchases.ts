import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

const eventsPerRound = 2_000

/** A purchase in the log: what was paid, and what its returns gave back so far. */
export type Returned = { paid: number; returned: number; returns: number }

/** Something that was taken for a purchase of which the log has spoken, or of a return of it. */
export type Concerned = Returned & { takenId: string; lockId: string }

/** Who follows returns. */
export type Follower = {
  /** The table that says how far the log was read. */
  cursor: RawBuilder<unknown>
  /**
   * All that was taken for purchases: `taken_id`, `lock_id` (what to lock for it), `source` and
   * `external_id` of the purchase.
   */
  taken: RawBuilder<unknown>
}

/**
 * Reads on in the log, past what is still being written, and names what was taken for purchases
 * that it speaks of, with what was returned of those by now.
 * @returns `more` where the log goes on
 */
export async function readReturned(
  tx: Tx,
  follower: Follower,
): Promise<{ concerned: Concerned[]; more: boolean }> {
  const { rows } = await sql<{ taken: boolean }>`
    select exists (select from (${follower.taken}) as taken) as taken
    from ${follower.cursor} for update`.execute(tx)
  if (rows[0]?.taken) return await readOn(tx, follower)
  await skipToNow(tx, follower)
  return { concerned: [], more: false }
}

async function skipToNow(tx: Tx, { cursor }: Follower) {
  await sql`
    update ${cursor}
    set xid = pg_snapshot_xmin(pg_current_snapshot()), position = 0
    where xid < pg_snapshot_xmin(pg_current_snapshot())`.execute(tx)
}

/** A row that ended another one names no purchase itself; those of its key before it did. */
async function readOn(
  tx: Tx,
  { cursor, taken }: Follower,
): Promise<{ concerned: Concerned[]; more: boolean }> {
  const { rows } = await sql<{ concerned: Concerned[] | null; read: number }>`
    with next as materialized (
      select events.xid, events.position, customer_id, type, source, external_id
      from events, ${cursor} as done
      where (events.xid, events.position) > (done.xid, done.position)
        and events.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by events.xid, events.position
      limit ${eventsPerRound}
    ), moved as (
      update ${cursor} set xid = last.xid, position = last.position
      from (select xid, position from next order by xid desc, position desc limit 1) as last
    ), spoken_of as (
      select source, external_id from next where type <> 'return'
      union
      select said.payload -> 'purchase' ->> 'source', said.payload -> 'purchase' ->> 'externalId'
      from next join events as said using (customer_id, source, external_id)
      where next.type in ('return', 'superseded', 'import_taken_back')
        and said.type = 'return' and said.payload ? 'purchase'
    ), taken as (
      select taken_id, lock_id, source, external_id
      from spoken_of join (${taken}) as everything using (source, external_id)
    ), bought as (
      select taken_id, lock_id, taken.source, taken.external_id, events.customer_id, amount as paid
      from taken
      join event_keys on event_keys.source = taken.source
        and event_keys.external_id = taken.external_id
      join events on events.customer_id = event_keys.customer_id
        and events.event_id = event_keys.event_id and events.type = 'purchase'
    ), concerned as (
      select taken_id, lock_id, paid, back.returned, back.returns
      from bought cross join lateral (
        select coalesce(sum(abs(amount)), 0) as returned, count(*) as returns
        from events as said
        join event_keys as current
          on current.source = said.source and current.external_id = said.external_id
          and current.event_id = said.event_id
        where said.customer_id = bought.customer_id and said.type = 'return'
          and said.payload -> 'purchase' ->> 'externalId' = bought.external_id
          and said.payload -> 'purchase' ->> 'source' = bought.source
      ) as back
    )
    select (
        select json_agg(json_build_object('takenId', taken_id, 'lockId', lock_id,
          'paid', paid, 'returned', returned, 'returns', returns) order by lock_id, taken_id)
        from concerned
      ) as concerned,
      (select count(*) from next) as read`.execute(tx)
  const { concerned, read } = rows[0]!
  return { concerned: concerned ?? [], more: read === eventsPerRound }
}
