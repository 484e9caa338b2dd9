import { sql } from 'kysely'
import { type Queryable, transaction } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'

export type BackupSettings = { nightly: boolean; hour: number; keptDays: number }

export async function readSettings({ kysely }: Queryable): Promise<BackupSettings> {
  const { rows } = await sql<BackupSettings>`
    select nightly, hour, kept_days as "keptDays" from backup_settings`.execute(kysely)
  return rows[0]!
}

export async function changeSettings(db: Queryable, settings: BackupSettings): Promise<void> {
  const { nightly, hour, keptDays } = settings
  await transaction(db, (tx) =>
    sql`
      update backup_settings set nightly = ${nightly}, hour = ${hour}, kept_days = ${keptDays}
    `.execute(tx),
  )
}

/** Asks for a copy; whoever does the jobs makes it. One that waits already is enough. */
export async function askForBackup({ kysely }: Queryable, byNight: boolean): Promise<void> {
  await sql`
    insert into backups (backup_id, asked_at, by_night)
    select ${newId()}, now(), ${byNight}
    where not exists (select from backups where ended_at is null)`.execute(kysely)
}

export type Asked = { id: string; byNight: boolean }

/** Also one that a program began and did not end: its turn is ours now, so it is gone. */
export async function beginAsked({ kysely }: Queryable): Promise<Asked | null> {
  const { rows } = await sql<Asked>`
    update backups set began_at = now()
    where backup_id = (select backup_id from backups where ended_at is null order by asked_at limit 1)
    returning backup_id as id, by_night as "byNight"`.execute(kysely)
  return rows[0] ?? null
}

export type Outcome =
  | { fileName: string; bytes: number; rows: number; sealed: boolean; withSecret: boolean }
  | { failure: string }

export async function endBackup({ kysely }: Queryable, id: string, outcome: Outcome) {
  const made = 'failure' in outcome ? null : outcome
  await sql`
    update backups set ended_at = now(), file_name = ${made?.fileName ?? null},
      bytes = ${made?.bytes ?? null}, row_count = ${made?.rows ?? null},
      sealed = ${made?.sealed ?? false}, with_secret = ${made?.withSecret ?? false},
      failure = ${'failure' in outcome ? outcome.failure : null}
    where backup_id = ${id}`.execute(kysely)
}

/** When a copy by night was last asked for, and what became of it; at first when all began. */
export type LastNight = { askedAt: Date; failed: boolean }

export async function readLastNight({ kysely }: Queryable): Promise<LastNight> {
  const { rows } = await sql<LastNight>`
    select asked_at as "askedAt", failure is not null as failed
    from backups where by_night
    union all
    select min(applied_at), false from migrations
    order by 1 desc limit 1`.execute(kysely)
  return rows[0]!
}

/** Copies by night past their time; the newest whole one stays, however old. */
export async function findOld({ kysely }: Queryable): Promise<{ id: string; fileName: string }[]> {
  const { rows } = await sql<{ id: string; fileName: string }>`
    select backup_id as id, file_name as "fileName"
    from backups, backup_settings
    where by_night and file_name is not null and removed_at is null
      and asked_at < now() - kept_days * interval '1 day'
      and asked_at < (select max(asked_at) from backups where file_name is not null)
    order by asked_at`.execute(kysely)
  return rows
}

export async function noteRemoved({ kysely }: Queryable, id: string) {
  await sql`update backups set removed_at = now() where backup_id = ${id}`.execute(kysely)
}

export type BackupLine = {
  askedAt: Date
  endedAt: Date | null
  fileName: string | null
  bytes: number | null
  rows: number | null
  sealed: boolean
  withSecret: boolean
  byNight: boolean
  failure: string | null
}

const linesShown = 20

export async function listBackups({ kysely }: Queryable): Promise<BackupLine[]> {
  const { rows } = await sql<BackupLine>`
    select asked_at as "askedAt", ended_at as "endedAt", file_name as "fileName", bytes,
      row_count as rows, sealed, with_secret as "withSecret", by_night as "byNight", failure
    from backups where removed_at is null
    order by asked_at desc limit ${linesShown}`.execute(kysely)
  return rows
}
