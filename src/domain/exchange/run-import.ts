import { sql } from 'kysely'
import type { Queryable } from '#database/transaction.ts'
import { transaction } from '#database/transaction.ts'
import { Refusal } from '#kernel/errors.ts'
import { countRows } from './count-rows.ts'
import { nobody } from './fingerprint.ts'
import { findImport, type Import } from './import.ts'
import type { ImportContext } from './import-context.ts'
import { withImportLock } from './import-lock.ts'
import { isOutage } from './outage.ts'
import { clearStagedRows, stageRows } from './stage-rows.ts'
import { Stopped } from './stopped.ts'
import { takeBack } from './take-back.ts'

/**
 * Brings an import as far as it goes: to its end, until somebody stops it or the program wants to
 * end. Everything it needs to go on stands in the database.
 * @param waits whether to wait where another process is at it
 */
export async function runImport(
  context: ImportContext,
  importId: string,
  signal: AbortSignal,
  waits: boolean,
): Promise<void> {
  await withImportLock(context.database, importId, waits, async () => {
    const row = await findImport(context.database, importId)
    try {
      if (row.status === 'running') await run(context, row, signal)
      if (row.status === 'taking_back') await takeBack(context, row, signal)
    } catch (error) {
      await settleFailure(context, importId, error)
    }
  })
}

async function run(context: ImportContext, row: Import, signal: AbortSignal): Promise<void> {
  const { database } = context
  const { importId } = row
  if (row.customers === null) {
    const staged = row.phase === 'counting' && (await isStaged(database, row))
    if (!staged && !(await stageRows(context, row, signal))) return
    if (!(await countRows(context, row, signal))) return
    await countCustomers(database, importId)
  }
  await clearStagedRows(database, importId)
  await transaction(database, async (tx) => {
    await sql`delete from import_chunks where import_id = ${importId}`.execute(tx)
    await sql`
      update imports set status = 'done', finished_at = ${new Date()}
      where import_id = ${importId} and status = 'running'`.execute(tx)
  })
}

/** The staged rows are gone after a crash of the database; the file is still there. */
async function isStaged({ kysely }: Queryable, row: Import): Promise<boolean> {
  const { rows } = await sql<{ staged: number }>`
    select count(*)::int as staged from import_rows
    where import_id = ${row.importId}`.execute(kysely)
  return rows[0]!.staged === row.rowsTotal
}

async function countCustomers({ kysely }: Queryable, importId: string): Promise<void> {
  await sql`
    update imports set customers = (
      select count(distinct party) from import_rows
      where import_rows.import_id = ${importId} and party <> ${nobody}
        and not exists (select from import_refused_rows
          where import_refused_rows.import_id = import_rows.import_id
            and import_refused_rows.row_number = import_rows.row_number))
    where import_id = ${importId}`.execute(kysely)
}

/** What a try again can mend is thrown on; what it cannot ends the import with its reason. */
async function settleFailure(context: ImportContext, importId: string, error: unknown) {
  if (error instanceof Stopped) return
  if (isOutage(error)) throw error
  const failure = error instanceof Refusal ? error.code : 'unexpected'
  context.log.error({ err: error, importId }, 'an import failed')
  await sql`
    update imports set status = 'failed', failure = ${failure}, finished_at = ${new Date()}
    where import_id = ${importId} and status in ('running', 'taking_back')`.execute(
    context.database.kysely,
  )
}
