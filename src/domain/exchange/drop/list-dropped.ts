import { sql } from 'kysely'
import type { DroppedFileView } from '#contract/endpoints/dropped-files.ts'
import type { Queryable } from '#database/transaction.ts'

const filesShown = 50

/** The files of the watched folder, the latest first. */
export async function listDropped({ kysely }: Queryable): Promise<DroppedFileView[]> {
  const { rows } = await sql<DroppedFileView>`
    select name, seen_at as "seenAt", outcome, reason, import_id as "importId",
      finished_at as "finishedAt"
    from dropped_files order by file_id desc limit ${filesShown}`.execute(kysely)
  return rows
}
