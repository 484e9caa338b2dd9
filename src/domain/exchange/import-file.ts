import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { sql } from 'kysely'
import type {
  ColumnReference,
  ImportField,
  ImportMapping,
} from '#contract/language/import-mapping.ts'
import type { Queryable } from '#database/transaction.ts'
import { finishImport } from './finish-import.ts'
import type { Import } from './import.ts'
import type { ImportContext } from './import-context.ts'
import { planImport, type Wishes } from './plan-import.ts'
import { startImport } from './start-import.ts'
import { discardUpload, uploadImport } from './upload-import.ts'

/** What whoever names a file on the command line can say of it; the rest is guessed. */
export type FileWishes = {
  columns: Partial<Record<ImportField, ColumnReference>>
  currency?: string | undefined
  timeZone?: string | undefined
}

/**
 * Imports a file from beginning to end. Called again after a crash, it goes on with the import it
 * finds of the same file rather than counting a second one's rows as duplicates.
 */
export async function importFile(
  context: ImportContext,
  path: string,
  wished: FileWishes,
  options: { signal: AbortSignal; onStarted?: (importId: string) => void },
): Promise<Import> {
  const fileName = basename(path)
  const upload = { fileName, bytes: createReadStream(path), createdBy: '' }
  const row = await uploadImport(context, upload)
  const importId = await startOrRejoin(context, row, wished).catch(async (error) => {
    await discardUpload(context.database, row.importId)
    throw error
  })
  options.onStarted?.(importId)
  return await finishImport(context, importId, options.signal)
}

async function startOrRejoin(
  context: ImportContext,
  row: Import,
  wished: FileWishes,
): Promise<string> {
  const { database } = context
  const wishes = await wishesOf(database, row, wished)
  const { mapping } = await planImport(database, row, wishes)
  const unfinished = await findUnfinished(database, row.importId, mapping)
  if (unfinished !== null) {
    await discardUpload(database, row.importId)
    return unfinished
  }
  await startImport(context, row.importId, wishes)
  return row.importId
}

/** Named columns beside guessed ones; a column that was named is not guessed for another field. */
async function wishesOf(db: Queryable, row: Import, wished: FileWishes): Promise<Wishes> {
  const { columns, currency, timeZone } = wished
  const known = { ...(currency && { currency }), ...(timeZone && { timeZone }) }
  if (Object.keys(columns).length === 0) return { mapping: known }
  const { mapping, header } = await planImport(db, row, { mapping: known })
  const named = Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [field, referenceOf(column, header)]),
  )
  const taken = new Set(Object.values(named).map((column) => numberOf(column, header)))
  const guessed = Object.entries(mapping.columns).filter(
    ([, column]) => !taken.has(numberOf(column, header)),
  )
  return { mapping: { ...known, columns: { ...Object.fromEntries(guessed), ...named } } }
}

/** `2` is a header of that name where there is one, else the second column. */
function referenceOf(column: ColumnReference, header: string[] | null): ColumnReference {
  const text = String(column)
  if (header?.includes(text) || !/^\d+$/.test(text)) return text
  return Number(text)
}

const numberOf = (column: ColumnReference, header: string[] | null) =>
  typeof column === 'number' ? column : (header?.indexOf(column) ?? -1) + 1 || column

async function findUnfinished(
  { kysely }: Queryable,
  importId: string,
  mapping: ImportMapping,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select earlier.import_id as id
    from imports as this join imports as earlier using (file_hash)
    where this.import_id = ${importId} and earlier.status = 'running'
      and earlier.mapping = ${JSON.stringify(mapping)}::jsonb
    order by earlier.created_at limit 1`.execute(kysely)
  return rows[0]?.id ?? null
}
