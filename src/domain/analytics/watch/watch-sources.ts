import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { type Opening, openByHour } from '#domain/business/opening/open-minutes.ts'
import { readOpenings } from '#domain/business/opening/opening-rows.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { newId } from '#kernel/ids.ts'
import { type TimeZone, zoneNamed } from '#kernel/time-zone.ts'
import { type Arrivals, isSilent, localHour } from './is-silent.ts'

const lookEveryMillis = 60_000
const keptWeeks = 9
const rowsPerLook = 20_000
/** What comes later is brought in from somewhere, and tells no rhythm. */
const liveWithin = '2 hours'

/** Raises an alarm when a source falls silent, and takes it back when it speaks again. */
export const sourceWatchWorker = (context: Context): Worker => ({
  name: 'source watch',
  restMillis: lookEveryMillis,
  work: async () => ((await watchSources(context)) ? 'more' : 'done'),
})

/** @returns whether more of the log waits to be read */
export async function watchSources({ database, clock }: Context): Promise<boolean> {
  const now = clock.now()
  const read = await transaction(database, (tx) => readArrivals(tx))
  if (read === rowsPerLook) return true
  await transaction(database, (tx) => judge(tx, now))
  return false
}

/**
 * Adds to the hours what was recorded since the last look, reading behind every transaction that still
 * runs, so that none is missed. The first look begins with what comes next.
 */
async function readArrivals(tx: Tx): Promise<number> {
  await sql`
    insert into source_watch (xid, position)
    select pg_snapshot_xmin(pg_current_snapshot()), 0 on conflict do nothing`.execute(tx)
  const { rows: places } = await sql<{ xid: string; position: number }>`
    select xid::text as xid, position from source_watch for update`.execute(tx)
  const { xid, position } = places[0]!
  const { rows } = await sql<{ read: number }>`
    with fresh as (
      select xid, position, type, store_number, source, import_id, occurred_at, recorded_at
      from events
      where (xid, position) > (${xid}::xid8, ${position}::bigint)
        and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, position limit ${rowsPerLook}
    ), hours as (
      insert into source_hours (store_number, source, hour, receipts)
      select store_number, source, date_trunc('hour', recorded_at), count(*)
      from fresh
      where type = 'purchase' and store_number is not null and import_id is null
        and recorded_at - occurred_at < ${liveWithin}::interval
      group by 1, 2, 3
      on conflict (store_number, source, hour)
        do update set receipts = source_hours.receipts + excluded.receipts
    ), last as (
      select xid, position from fresh order by xid desc, position desc limit 1
    ), moved as (
      update source_watch set xid = last.xid, position = last.position from last
    )
    select count(*)::integer as read from fresh`.execute(tx)
  return rows[0]!.read
}

type Heard = { store: number; source: string; hours: { hour: string; receipts: number }[] }
type Alarm = { alarmId: string; store: number; source: string }

async function judge(tx: Tx, now: Date): Promise<void> {
  const since = new Date(now.getTime() - keptWeeks * 7 * 86_400_000)
  await sql`delete from source_hours where hour < ${since}`.execute(tx)
  const zone = zoneNamed(await timeZone(tx))
  const openings = await readOpenings(tx)
  const silent = (await heardSources(tx)).filter((heard) =>
    isSilentNow(heard, zone, now, openings.get(heard.store)),
  )
  const open = await openAlarms(tx)
  const keyOf = ({ store, source }: { store: number; source: string }) => `${store} ${source}`
  const known = new Set(open.map(keyOf))
  const raised = silent.filter((heard) => !known.has(keyOf(heard)))
  const still = new Set(silent.map(keyOf))
  const resolved = open.filter((alarm) => !still.has(keyOf(alarm)))
  if (raised.length + resolved.length === 0) return
  await raise(tx, raised, now)
  await sql`
    update source_alarms set resolved_at = ${now}
    where alarm_id = any(${resolved.map(({ alarmId }) => alarmId)}::uuid[])`.execute(tx)
  // Reports say nobody stays away while data is missing: those that are kept are out of date.
  await bumpRevision(tx)
}

function isSilentNow(
  { hours }: Heard,
  zone: TimeZone,
  now: Date,
  opening: Opening | undefined,
): boolean {
  const numberOf = (at: Date) => localHour(at, zone.offsetMillis(at.getTime()))
  const arrivals: Arrivals = new Map(
    hours.map(({ hour, receipts }) => [numberOf(new Date(hour)), receipts]),
  )
  return isSilent(arrivals, numberOf(now), opening && openByHour(opening))
}

async function heardSources(tx: Tx): Promise<Heard[]> {
  const { rows } = await sql<Heard>`
    select store_number::integer as store, source,
      json_agg(json_build_object('hour', hour, 'receipts', receipts)) as hours
    from source_hours join stores on stores.number = store_number
    where archived_at is null
    group by store_number, source order by store_number, source`.execute(tx)
  return rows
}

async function openAlarms(tx: Tx): Promise<Alarm[]> {
  const { rows } = await sql<Alarm>`
    select alarm_id as "alarmId", store_number::integer as store, source from source_alarms
    where resolved_at is null`.execute(tx)
  return rows
}

const hourMillis = 3_600_000

async function raise(tx: Tx, silent: readonly Heard[], now: Date): Promise<void> {
  const rows = silent.map(({ store, source, hours }) => ({
    id: newId(),
    store,
    source,
    since: new Date(Math.max(...hours.map(({ hour }) => Date.parse(hour))) + hourMillis),
  }))
  await sql`
    insert into source_alarms (alarm_id, store_number, source, silent_since, raised_at)
    select id, store, source, since, ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) as sent
      (id uuid, store smallint, source text, since timestamptz)
    on conflict do nothing`.execute(tx)
}

async function timeZone(tx: Tx): Promise<string> {
  const { rows } = await sql<{ zone: string }>`select time_zone as zone from business`.execute(tx)
  return rows[0]!.zone
}
