import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'
import { clearStagedRows } from './stage-rows.ts'

const uploadKeptHours = 24
const stoppedKeptDays = 30
export const refusedRowsKeptDays = 90

/**
 * Deletes what files left behind: uploads that were never started, files of imports nobody went
 * on with, refused rows nobody fetched. They hold people's data, and nobody misses them.
 */
export async function sweepFiles(db: Queryable): Promise<void> {
  await sql`
    delete from imports
    where status in ('uploading', 'uploaded')
      and created_at < ${hoursAgo(uploadKeptHours)}`.execute(db.kysely)
  await sql`
    delete from import_refused_rows using imports
    where imports.import_id = import_refused_rows.import_id
      and finished_at < ${hoursAgo(refusedRowsKeptDays * 24)}`.execute(db.kysely)
  const { rows } = await sql<{ id: string }>`
    delete from import_chunks using imports
    where imports.import_id = import_chunks.import_id
      and status in ('canceled', 'failed') and finished_at < ${hoursAgo(stoppedKeptDays * 24)}
    returning imports.import_id as id`.execute(db.kysely)
  for (const id of new Set(rows.map((row) => row.id))) await clearStagedRows(db, id)
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
