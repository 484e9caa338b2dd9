import { type RawBuilder, sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { unnestRows } from '#database/unnest.ts'
import type { LoggedEvent, Payload } from './fact.ts'
import { type KeyState, keyText, type Version } from './versions.ts'

/** A row to be written to the log; its position comes from the database, its recording is now. */
export type NewEvent = Omit<LoggedEvent, 'position' | 'recordedAt'> & {
  anonymous: boolean
  /** The customer whose figures it counts for: another than `customerId` only after a merge. */
  root: string
  texts: Readonly<Record<string, unknown>> | null
  hash: string
}

/**
 * Writes the events whose keys are still free, and claims those keys, in one statement.
 * Keys are claimed in sorted order, so that two batches cannot wait for each other.
 * @returns the ids of the events that were written
 */
export async function appendFree(
  tx: Tx,
  events: readonly NewEvent[],
  now: Date,
): Promise<Set<string>> {
  const { rows } = await sql<{ written: string[] | null }>`${prepared}
    with sent as (select * from ${recordset(events)}),
    claimed as (
      insert into event_keys (source, external_id, version, customer_id, anonymous, event_id, content_hash)
      select source, external_id, version, customer_id, anonymous, event_id, hash
      from sent order by source, external_id
      on conflict (source, external_id) do nothing
      returning event_id
    ), logged as (
      insert into events (customer_id, event_id, type, source, external_id, version, occurred_at,
        recorded_at, store_number, channel_number, amount, import_id, payload)
      select customer_id, event_id, type, source, external_id, version, occurred_at,
        ${now}, store_number, channel_number, amount, import_id, payload
      from sent join claimed using (event_id)
    ), told as (
      insert into event_texts (customer_id, event_id, content)
      select customer_id, event_id, texts from sent join claimed using (event_id)
      where texts is not null
    )
    select case when count(*) < ${events.length} then coalesce(array_agg(event_id::text), '{}') end as written
    from claimed`.execute(tx)
  // A thousand ids that are known need not be sent back.
  return new Set(rows[0]!.written ?? events.map(({ eventId }) => eventId))
}

/** Writes events and tombstones whose keys are already claimed. */
export async function append(tx: Tx, events: readonly NewEvent[], now: Date): Promise<void> {
  if (events.length === 0) return
  await sql`
    with sent as (select * from ${recordset(events)}),
    told as (
      insert into event_texts (customer_id, event_id, content)
      select customer_id, event_id, texts from sent where texts is not null
    )
    insert into events (customer_id, event_id, type, source, external_id, version, occurred_at,
      recorded_at, store_number, channel_number, amount, import_id, payload)
    select customer_id, event_id, type, source, external_id, version, occurred_at,
      ${now}, store_number, channel_number, amount, import_id, payload
    from sent`.execute(tx)
}

const recordset = (events: readonly NewEvent[]) =>
  unnestRows<NewEvent>(
    'sent',
    [
      { name: 'customer_id', type: 'uuid', of: (event) => event.customerId },
      { name: 'event_id', type: 'uuid', of: (event) => event.eventId },
      { name: 'anonymous', type: 'boolean', of: (event) => event.anonymous },
      { name: 'type', type: 'text', of: (event) => event.type },
      { name: 'source', type: 'text', of: (event) => event.source },
      { name: 'external_id', type: 'text', of: (event) => event.externalId },
      { name: 'version', type: 'bigint', of: (event) => event.version },
      { name: 'occurred_at', type: 'timestamptz', of: (event) => event.occurredAt },
      { name: 'store_number', type: 'smallint', of: (event) => event.store || null },
      { name: 'channel_number', type: 'smallint', of: (event) => event.channel || null },
      { name: 'amount', type: 'bigint', of: (event) => event.amount },
      { name: 'import_id', type: 'uuid', of: (event) => event.importId },
      { name: 'payload', type: 'jsonb', of: (event) => JSON.stringify(event.payload) },
      { name: 'texts', type: 'jsonb', of: (event) => event.texts && JSON.stringify(event.texts) },
      { name: 'hash', type: 'bytea', of: (event) => event.hash },
    ],
    events,
  )

type KeyRow = {
  source: string
  external_id: string
  version: number
  customer_id: string
  anonymous: boolean
  event_id: string
  hash: string
  other_versions: Version[] | null
}

type Key = { source: string; externalId: string }

/** The state of these keys, locked until the transaction ends. */
export const lockKeys = (tx: Tx, keys: readonly Key[]) =>
  askKeys(tx, keys, sql`for update of event_keys`)

export const readKeys = (tx: Tx, keys: readonly Key[]) => askKeys(tx, keys, sql``)

async function askKeys(
  tx: Tx,
  keys: readonly Key[],
  lock: RawBuilder<unknown>,
): Promise<Map<string, KeyState>> {
  const { rows } = await sql<KeyRow>`
    select source, external_id, version, customer_id, anonymous, event_id,
      encode(content_hash, 'hex') as hash, other_versions
    from event_keys
    join unnest(${keys.map((key) => key.source)}::text[], ${keys.map((key) => key.externalId)}::text[])
      as asked(source, external_id) using (source, external_id)
    order by source, external_id
    ${lock}`.execute(tx)
  return new Map(
    rows.map((row) => [
      keyText({ source: row.source, externalId: row.external_id }),
      {
        current: {
          version: row.version,
          customerId: row.customer_id,
          anonymous: row.anonymous,
          eventId: row.event_id,
          hash: row.hash,
        },
        others: row.other_versions ?? [],
      },
    ]),
  )
}

/** Stores what is now known of keys that were locked before. */
export async function saveKeys(
  tx: Tx,
  states: readonly { source: string; externalId: string; state: KeyState }[],
): Promise<void> {
  if (states.length === 0) return
  const rows = states.map(({ source, externalId, state }) => ({
    source,
    external_id: externalId,
    version: state.current.version,
    customer_id: state.current.customerId,
    anonymous: state.current.anonymous,
    event_id: state.current.eventId,
    hash: state.current.hash,
    other_versions: state.others,
  }))
  await sql`
    update event_keys set version = new.version, customer_id = new.customer_id,
      anonymous = new.anonymous, event_id = new.event_id,
      content_hash = decode(new.hash, 'hex'), other_versions = new.other_versions
    from json_to_recordset(${JSON.stringify(rows)}::json) as new(
      source text, external_id text, version bigint, customer_id uuid, anonymous boolean,
      event_id uuid, hash text, other_versions jsonb)
    where event_keys.source = new.source and event_keys.external_id = new.external_id`.execute(tx)
}

type EventRow = {
  customer_id: string
  event_id: string
  type: LoggedEvent['type']
  source: string
  external_id: string
  version: number
  occurred_at: Date
  store_number: number | null
  channel_number: number | null
  amount: number | null
  import_id: string | null
  payload: Payload
  recorded_at: Date
  position: number
}

/** Every row of the log in the streams of these customers, in order of recording. */
export async function readStreams(tx: Tx, customerIds: readonly string[]): Promise<LoggedEvent[]> {
  const { rows } = await sql<EventRow>`
    select customer_id, event_id, type, source, external_id, version, occurred_at, store_number,
      channel_number, amount, import_id, payload, recorded_at, position
    from events where customer_id = any(${customerIds}::uuid[])
    order by customer_id, position`.execute(tx)
  return rows.map((row) => ({
    customerId: row.customer_id,
    eventId: row.event_id,
    type: row.type,
    source: row.source,
    externalId: row.external_id,
    version: row.version,
    occurredAt: row.occurred_at,
    store: row.store_number ?? 0,
    channel: row.channel_number ?? 0,
    amount: row.amount,
    importId: row.import_id,
    payload: row.payload,
    recordedAt: row.recorded_at,
    position: row.position,
  }))
}
