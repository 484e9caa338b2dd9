import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Database } from '#database/open.ts'

/** Milliseconds of processor, by who worked; how busy the machine is otherwise hardly shows. */
export type Work = { programMillis: number; databaseMillis: number; walBytes: number }

/** What `work` costs this process and all of PostgreSQL's. Linux alone tells of other processes. */
export async function workOf(database: Database, work: () => Promise<void>): Promise<Work> {
  const [before, begin] = [await readDatabase(database), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(begin)
  const after = await readDatabase(database)
  return {
    programMillis: (user + system) / 1000,
    databaseMillis: after.millis - before.millis,
    walBytes: after.walBytes - before.walBytes,
  }
}

async function readDatabase({ kysely }: Database) {
  const { rows } = await sql<{ pids: number[]; walBytes: string }>`
    select array_agg(pid) as pids,
      (select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text) as "walBytes"
    from pg_stat_activity`.execute(kysely)
  const { pids, walBytes } = rows[0]!
  return {
    millis: pids.reduce((sum, pid) => sum + onProcessor(pid), 0),
    walBytes: Number(walBytes),
  }
}

/** The first figure of schedstat: nanoseconds on a processor. */
function onProcessor(pid: number): number {
  const [nanos] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')
  return Number(nanos) / 1e6
}
