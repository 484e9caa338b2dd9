import { sql } from 'kysely'
import { asIntake } from '#database/doing.ts'
import type { Queryable } from '#database/transaction.ts'
import { transaction } from '#database/transaction.ts'
import { placeAll } from '#domain/profile/places.ts'
import { Refusal } from '#kernel/errors.ts'
import { countRows } from './count-rows.ts'
import { runCustomerFile } from './customer-file/run-file.ts'
import { nobody } from './fingerprint.ts'
import { findImport, type Import } from './import.ts'
import type { ImportContext } from './import-context.ts'
import { withImportLock } from './import-lock.ts'
import { isOutage } from './outage.ts'
import { clearStagedRows, stageRows } from './stage-rows.ts'
import { Stopped } from './stopped.ts'
import { takeBack } from './take-back.ts'

/** Each crash of the database costs two: one to stage again, one to go on counting. */
const attemptsMax = 50

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
  await withImportLock(context.database, importId, waits, () =>
    asIntake(async () => {
      const row = await findImport(context.database, importId)
      try {
        if (row.status === 'running') await runKind(context, row, signal)
        if (row.status === 'taking_back') await takeBack(context, row, signal)
      } catch (error) {
        await settleFailure(context, importId, error)
      }
    }),
  )
}

async function runKind(context: ImportContext, row: Import, signal: AbortSignal): Promise<void> {
  switch (row.kind) {
    case 'purchases':
      return await run(context, row, signal)
    case 'customers':
      return await runCustomerFile(context, row, signal)
  }
}

async function run(context: ImportContext, row: Import, signal: AbortSignal): Promise<void> {
  const { database } = context
  const { importId } = row
  if (row.customers === null && !(await countWhole(context, importId, signal))) return
  await clearStagedRows(database, importId)
  await placeAll(database)
  await transaction(database, async (tx) => {
    await sql`delete from import_chunks where import_id = ${importId}`.execute(tx)
    await sql`
      update imports set status = 'done', finished_at = ${new Date()}
      where import_id = ${importId} and status = 'running'`.execute(tx)
  })
}

/**
 * Stages the file and counts what is staged. A crash of the database empties the staged rows, since
 * they are unlogged; then they are staged anew, and counting goes on from its place. Counting begins
 * only where every row is staged, and the end is reached only where every row still was.
 * @returns false where the program wants to end
 */
async function countWhole(
  context: ImportContext,
  importId: string,
  signal: AbortSignal,
): Promise<boolean> {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const row = await findImport(context.database, importId)
    if (row.phase !== 'counting' || !(await isStaged(context.database, row))) {
      if (!(await stageRows(context, row, signal))) return false
      continue
    }
    if (!(await countRows(context, row, signal))) return false
    if (await countCustomers(context.database, importId)) return true
  }
  throw new Error('the staged rows of an import were lost again and again')
}

async function isStaged({ kysely }: Queryable, row: Import): Promise<boolean> {
  const { rows } = await sql<{ staged: number }>`
    select count(*)::int as staged from import_rows
    where import_id = ${row.importId}`.execute(kysely)
  return rows[0]!.staged === row.rowsTotal
}

/** @returns whether every row was still staged, so that the count is one */
async function countCustomers({ kysely }: Queryable, importId: string): Promise<boolean> {
  const { rows } = await sql`
    update imports set customers = (
      select count(distinct party) from import_rows
      where import_rows.import_id = ${importId} and party <> ${nobody}
        and not exists (select from import_refused_rows
          where import_refused_rows.import_id = import_rows.import_id
            and import_refused_rows.row_number = import_rows.row_number))
    where import_id = ${importId}
      and rows_total = (select count(*) from import_rows where import_id = ${importId})
    returning import_id`.execute(kysely)
  return rows.length > 0
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
