import { sql } from 'kysely'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { append, type NewEvent } from '#domain/events/log.ts'
import type { Stream } from '#domain/events/record.ts'
import { loadAllTerms } from '#domain/events/terms.ts'
import { newId } from '#kernel/ids.ts'
import { forgetPlaces } from './forget-places.ts'
import { forgetStrangers } from './forget-strangers.ts'
import type { Import } from './import.ts'
import type { ImportContext } from './import-context.ts'
import { releaseKeys } from './release-keys.ts'
import { clearStagedRows } from './stage-rows.ts'
import { Stopped } from './stopped.ts'

const streamsPerStep = 500

/**
 * Takes back what an import counted, some customers at a time. The log keeps every row; a further
 * row in each stream says that the import no longer counts, and the customer is replayed.
 * Each step is one transaction, so a crash loses nothing and repeats nothing.
 * @returns whether the end was reached; false where the program wants to end
 */
export async function takeBack(
  context: ImportContext,
  row: Import,
  signal: AbortSignal,
): Promise<boolean> {
  const { database } = context
  const { importId } = row
  if (row.streamsTotal === 0) await listStreams(database, importId)
  while (await transaction(database, (tx) => takeBackSome(tx, context, importId))) {
    if (signal.aborted) return false
  }
  await forgetPlaces(database, importId)
  await clearStagedRows(database, importId)
  await transaction(database, (tx) => finish(tx, importId))
  return true
}

async function listStreams(db: Queryable, importId: string): Promise<void> {
  await transaction(db, (tx) =>
    sql`
      with streams as (
        insert into import_streams (import_id, customer_id)
        select distinct import_id, customer_id from events where import_id = ${importId}
        on conflict do nothing
        returning 1
      )
      update imports set streams_total = (select count(*) from streams), streams_done = 0
      where import_id = ${importId}`.execute(tx),
  )
}

/** @returns whether there was something left to do */
async function takeBackSome(tx: Tx, context: ImportContext, importId: string): Promise<boolean> {
  const streams = await nextStreams(tx, importId)
  if (streams.length === 0) return false
  const customerIds = streams.map((stream) => stream.customerId)
  const terms = await loadAllTerms(tx)
  const tombstones = await tombstonesOf(tx, streams, importId, context.clock.now())
  await append(tx, tombstones, context.clock.now())
  await releaseKeys(tx, importId, customerIds)
  const change = {
    fresh: [],
    overruled: streams,
    written: new Set(tombstones.map((event) => event.eventId)),
    terms,
    now: context.clock.now(),
  }
  for (const react of context.within) await react(tx, change)
  await forgetStrangers(tx, importId, customerIds)
  return true
}

async function nextStreams(tx: Tx, importId: string): Promise<Stream[]> {
  const { rows } = await sql<Stream>`
    with next as (
      delete from import_streams
      where (import_id, customer_id) in (
        select import_id, customer_id from import_streams
        where import_id = ${importId} order by customer_id limit ${streamsPerStep}
        for update)
      returning customer_id
    ), progress as (
      update imports set streams_done = streams_done + (select count(*) from next)
      where import_id = ${importId} and status = 'taking_back'
    )
    select next.customer_id as "customerId", customers.customer_id is null as anonymous
    from next left join customers using (customer_id)
    order by next.customer_id`.execute(tx)
  return rows
}

async function tombstonesOf(
  tx: Tx,
  streams: readonly Stream[],
  importId: string,
  now: Date,
): Promise<NewEvent[]> {
  const known = streams.filter((stream) => !stream.anonymous).map((stream) => stream.customerId)
  const roots = await rootsOf(tx, known)
  return streams.map(({ customerId, anonymous }) => ({
    customerId,
    anonymous,
    root: roots.get(customerId) ?? customerId,
    eventId: newId(),
    type: 'import_taken_back',
    source: 'imports',
    externalId: importId,
    version: 0,
    occurredAt: now,
    store: 0,
    channel: 0,
    amount: null,
    importId,
    payload: {},
    texts: null,
    hash: '',
  }))
}

async function finish(tx: Tx, importId: string): Promise<void> {
  const { rows } = await sql`
    with file as (
      delete from import_chunks where import_id = ${importId}
    ), refused as (
      delete from import_refused_rows where import_id = ${importId}
    )
    update imports set status = 'taken_back', finished_at = ${new Date()}
    where import_id = ${importId} and status = 'taking_back'
    returning import_id`.execute(tx)
  if (rows.length === 0) throw new Stopped('another process has taken the import back')
}
