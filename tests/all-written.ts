import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'

/**
 * Waits until every transaction that writes now has ended, those of other databases in the same
 * server too: only then may readers of the log go past what was written so far.
 */
export async function allWritten({ kysely }: Queryable): Promise<void> {
  const { rows } = await sql<{ mark: string }>`
    select pg_current_xact_id()::text as mark`.execute(kysely)
  const isPast = async () => {
    const { rows: seen } = await sql<{ past: boolean }>`
      select pg_snapshot_xmin(pg_current_snapshot()) > ${rows[0]!.mark}::xid8 as past`.execute(
      kysely,
    )
    return seen[0]!.past
  }
  while (!(await isPast())) await sleep(5)
}
