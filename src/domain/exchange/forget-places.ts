import { sql } from 'kysely'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { holdTerms } from '#domain/events/terms.ts'

/**
 * Removes the stores and channels that only this import named: a wrong column must not leave
 * thousands of them behind. What somebody has renamed, archived or given to staff stays.
 *
 * The log is looked through beside the intake; only what came in meanwhile is looked at while the
 * intake waits.
 */
export async function forgetPlaces(db: Queryable, importId: string): Promise<void> {
  const strange = await findStrange(db, importId)
  if (strange.stores.length + strange.channels.length === 0) return
  await transaction(db, async (tx) => {
    await holdTerms(tx)
    await remove(tx, importId, strange)
    await bumpRevision(tx)
  })
}

type Strange = { stores: number[]; channels: number[]; since: string }

async function findStrange({ kysely }: Queryable, importId: string): Promise<Strange> {
  const { rows } = await sql<Strange>`
    with named as materialized (
      select distinct store_number, channel_number from events where import_id = ${importId}
    ), elsewhere as materialized (
      select distinct store_number, channel_number from events
      where import_id is null or import_id not in (
        select import_id from imports where import_id = ${importId} or status = 'taken_back'
      )
    )
    select pg_snapshot_xmin(pg_current_snapshot())::text as since,
      array(
        select number::integer from stores
        where name = code and archived_at is null
          and number in (select store_number from named)
          and not exists (select from elsewhere where store_number = number)
          and not exists (select from staff where number = any(store_numbers))
      ) as stores,
      array(
        select number::integer from channels
        where number in (select channel_number from named)
          and not exists (select from elsewhere where channel_number = number)
      ) as channels`.execute(kysely)
  return rows[0]!
}

/** `since` may lie before the import itself, where some other transaction has been long at work. */
async function remove(
  tx: Tx,
  importId: string,
  { stores, channels, since }: Strange,
): Promise<void> {
  await sql`
    with lately as materialized (
      select store_number, channel_number from events
      where xid >= ${since}::xid8 and import_id is distinct from ${importId}
    ), gone as (
      delete from stores
      where number = any(${stores}::integer[])
        and not exists (select from lately where store_number = number)
    )
    delete from channels
    where number = any(${channels}::integer[])
      and not exists (select from lately where channel_number = number)`.execute(tx)
}
