import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'

export type CopyToSend = { backupId: string; fileName: string }

/**
 * The newest copy that is not there yet, and whose turn it is: of those made since the place was
 * chosen, and the last one made before.
 */
export async function findToSend(
  { kysely }: Queryable,
  placeId: string,
  now: Date,
): Promise<CopyToSend | null> {
  const { rows } = await sql<CopyToSend>`
    with whole as (
      select backup_id, file_name, asked_at from backups
      where file_name is not null and removed_at is null
    ), since as (
      select max(whole.asked_at) as at from whole, outside_places
      where place_id = ${placeId} and whole.asked_at <= chosen_at
    )
    select whole.backup_id as "backupId", file_name as "fileName"
    from whole
    cross join since
    left join copies_elsewhere as going
      on going.backup_id = whole.backup_id and going.place_id = ${placeId}
    where (since.at is null or whole.asked_at >= since.at)
      and sent_at is null and coalesce(next_at, ${now}) <= ${now}
    order by whole.asked_at desc limit 1`.execute(kysely)
  return rows[0] ?? null
}

type Failed = { backupId: string; placeId: string; failure: string; now: Date }

/** A minute, two, four and so on; from the sixth on an hour. */
export async function noteNotSent({ kysely }: Queryable, failed: Failed): Promise<void> {
  const { backupId, placeId, failure, now } = failed
  await sql`
    insert into copies_elsewhere as known
      (backup_id, place_id, tries, next_at, failed_at, failure)
    values (${backupId}, ${placeId}, 1, ${now}::timestamptz + interval '1 minute', ${now}, ${failure})
    on conflict (backup_id, place_id) do update set tries = known.tries + 1,
      next_at = ${now}::timestamptz + least(power(2, least(known.tries, 10)), 60) * interval '1 minute',
      failed_at = excluded.failed_at, failure = excluded.failure`.execute(kysely)
}

type Sent = { backupId: string; placeId: string; sha256: Buffer; now: Date }

export async function noteSent({ kysely }: Queryable, sent: Sent): Promise<void> {
  const { backupId, placeId, sha256, now } = sent
  await sql`
    insert into copies_elsewhere as known
      (backup_id, place_id, tries, next_at, sent_at, sha256)
    values (${backupId}, ${placeId}, 1, ${now}, ${now}, ${sha256})
    on conflict (backup_id, place_id) do update set tries = known.tries + 1,
      sent_at = excluded.sent_at, sha256 = excluded.sha256, failed_at = null, failure = null
  `.execute(kysely)
}

/** Copies by night past their time; the newest that lies there whole stays, however old. */
export async function findOldElsewhere(
  { kysely }: Queryable,
  placeId: string,
): Promise<{ backupId: string; fileName: string }[]> {
  const { rows } = await sql<{ backupId: string; fileName: string }>`
    with there as (
      select backup_id, file_name, by_night, asked_at
      from copies_elsewhere join backups using (backup_id)
      where place_id = ${placeId} and sent_at is not null
        and copies_elsewhere.removed_at is null
    )
    select backup_id as "backupId", file_name as "fileName"
    from there, backup_settings
    where by_night and asked_at < now() - kept_days * interval '1 day'
      and asked_at < (select max(asked_at) from there)
    order by asked_at`.execute(kysely)
  return rows
}

export async function noteRemovedElsewhere(
  { kysely }: Queryable,
  placeId: string,
  backupId: string,
): Promise<void> {
  await sql`
    update copies_elsewhere set removed_at = now()
    where place_id = ${placeId} and backup_id = ${backupId}`.execute(kysely)
}

export type Elsewhere = {
  /** Of the newest copy that lies there whole: when it was made. */
  newestAt: Date | null
  waiting: number
  failure: string | null
  failedAt: Date | null
}

/** How it is with the copies at a place; what failed and is there by now is over. */
export async function readElsewhere({ kysely }: Queryable, placeId: string): Promise<Elsewhere> {
  const { rows } = await sql<Elsewhere>`
    with there as (
      select backups.asked_at, sent_at, copies.failure, copies.failed_at, copies.removed_at
      from copies_elsewhere as copies join backups using (backup_id)
      where place_id = ${placeId}
    ), newest as (
      select max(asked_at) as at from there where sent_at is not null and removed_at is null
    ), last as (
      select failure, failed_at from there, newest
      where sent_at is null and failure is not null and (at is null or asked_at > at)
      order by failed_at desc limit 1
    )
    select newest.at as "newestAt", last.failure, last.failed_at as "failedAt",
      (select count(*)::int from there where sent_at is null) as waiting
    from newest left join last on true`.execute(kysely)
  return rows[0]!
}
