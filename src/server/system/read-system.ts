import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { SystemStatus } from '#contract/endpoints/system.ts'
import type { Database } from '#database/open.ts'
import type { ReadReplica } from '#database/read-replica.ts'
import type { BackupPlace } from '#domain/business/backups/backup-place.ts'
import { listBackups, readSettings } from '#domain/business/backups/backup-rows.ts'
import { readElsewhere } from '#domain/business/backups/elsewhere/copy-rows.ts'
import { goneAfterMillis } from '#domain/business/machines/machine.ts'
import { findPlace, readPlaceState } from '#domain/business/places/place-rows.ts'
import { version } from '../version.ts'
import { readQueues } from './queues.ts'
import { warningsOf } from './warnings.ts'

export type Watched = {
  database: Database
  replica: ReadReplica | null
  backups: BackupPlace
  publicUrl: URL | null
}

export async function readSystem(watched: Watched): Promise<SystemStatus> {
  const { database, backups, publicUrl } = watched
  const status = {
    version,
    address: publicUrl && { origin: publicUrl.origin, https: publicUrl.protocol === 'https:' },
    database: await readDatabase(database),
    replica: watched.replica && (await readReplica(watched.replica)),
    programs: await readPrograms(database),
    jobs: await readJobs(database),
    queues: await readQueues(database),
    backups: {
      possible: backups.folder !== null,
      sealing: backups.passphrase !== null,
      settings: await readSettings(database),
      newest: await listBackups(database),
      elsewhere: await readCopies(database),
    },
    files: await readFiles(database),
  }
  return { ...status, warnings: warningsOf(status, Date.now()) }
}

type DatabaseRow = Omit<SystemStatus['database'], 'kind' | 'diskFreeBytes'>

async function readDatabase(database: Database): Promise<SystemStatus['database']> {
  const { kysely, kind } = database
  const { rows } = await sql<DatabaseRow>`
    select split_part(current_setting('server_version'), ' ', 1) as version,
      pg_database_size(current_database()) as bytes,
      (select max(name collate "C") from migrations) as migration,
      (select count(*)::int from pg_stat_activity where datname = current_database()) as connections,
      current_setting('max_connections')::int as "connectionsMax"`.execute(kysely)
  const diskFreeBytes = kind === 'bundled' ? await freeBytes(database) : null
  return { kind, ...rows[0]!, diskFreeBytes }
}

async function readCopies(database: Database): Promise<SystemStatus['backups']['elsewhere']> {
  const known = await findPlace(database, 'copies')
  if (known === null) return null
  const { placeId, resting, chosenAt } = known
  return { resting, chosenAt, ...(await readElsewhere(database, placeId)) }
}

async function readFiles(database: Database): Promise<SystemStatus['files']> {
  const known = await findPlace(database, 'files')
  if (known === null) return null
  const state = await readPlaceState(database, known.placeId)
  const { lookedAt = null, failure = null } = state ?? {}
  return { resting: known.resting, lookedAt, failure }
}

async function readReplica({ lagSecondsMax, state }: ReadReplica) {
  const seen = await state()
  const ageSeconds = 'ageSeconds' in seen ? seen.ageSeconds : null
  return { state: seen.is, ageSeconds, lagSecondsMax }
}

async function freeBytes({ kysely }: Database): Promise<number | null> {
  const { rows } = await sql<{ folder: string }>`
    select current_setting('data_directory') as folder`.execute(kysely)
  try {
    const { bavail, bsize } = await statfs(rows[0]!.folder)
    return bavail * bsize
  } catch {
    // The server's account may see what ours may not: then nobody knows.
    return null
  }
}

async function readPrograms({ kysely }: Database): Promise<SystemStatus['programs']> {
  const { rows } = await sql<SystemStatus['programs'][number]>`
    select part, host, process_id as "processId", version, began_at as "beganAt",
      seen_at as "seenAt"
    from machines where seen_at > now() - ${goneAfterMillis} * interval '1 millisecond'
    order by host collate "C", began_at`.execute(kysely)
  return rows
}

async function readJobs({ kysely }: Database): Promise<SystemStatus['jobs']> {
  const { rows } = await sql<SystemStatus['jobs'][number]>`
    select name, ended_at as "endedAt", failure, failed_at as "failedAt", failures
    from job_runs order by name collate "C"`.execute(kysely)
  return rows
}
