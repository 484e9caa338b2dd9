import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { type Mark, wordsOf } from '#domain/customers/personal.ts'

/** What a file is called whose name spoke of somebody. */
const unnamedFile = '…'

/** Rows of files that were refused and speak of somebody. */
export async function exportRefusedRows(
  tx: Tx,
  marks: readonly Mark[],
): Promise<{ file: string; row: string }[]> {
  const { rows } = await sql<{ file: string; row: string }>`
    select file_name as file, raw as row
    from import_refused_rows join imports using (import_id)
    where mentions(raw, ${JSON.stringify(marks)}::jsonb)
    order by import_id, row_number`.execute(tx)
  return rows
}

/** Files that are being counted: what they say of somebody is not there yet to be forgotten. */
export async function runningImports(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from imports
    where status in ('running', 'taking_back', 'uploading')`.execute(tx)
  return rows[0]!.count
}

/**
 * Forgets what files say of somebody: refused rows, names of files, and files that wait or were given
 * up and speak of them.
 */
export async function eraseFiles(tx: Tx, marks: readonly Mark[]): Promise<void> {
  await sql`
    delete from import_refused_rows
    where mentions(raw, ${JSON.stringify(marks)}::jsonb)`.execute(tx)
  await sql`
    delete from import_differences
    where mentions(content::text, ${JSON.stringify(marks)}::jsonb)`.execute(tx)
  await sql`
    with dropped as (
      update dropped_files set name = ${unnamedFile}, reason = reason || '{"text": ""}'
      where mentions(concat(name, reason), ${JSON.stringify(wordsOf(marks))}::jsonb)
    ), named as (
      update imports set file_name = ${unnamedFile}
      where mentions(file_name, ${JSON.stringify(wordsOf(marks))}::jsonb)
    )
    update import_mappings set name = ${unnamedFile}
    where mentions(name, ${JSON.stringify(wordsOf(marks))}::jsonb)`.execute(tx)
  await dropFiles(tx, marks)
}

/** So far a word may reach into the next chunk. */
const overlapBytes = 500

async function dropFiles(tx: Tx, marks: readonly Mark[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    with contents as (
      select import_id, lower(encode(bytes || coalesce(substr(
        lead(bytes) over (partition by import_id order by number), 1, ${overlapBytes}), ''
      ), 'escape')) as content
      from import_chunks join imports using (import_id)
      where status not in ('running', 'taking_back', 'uploading')
    )
    select distinct import_id as id
    from contents, unnest(${marks.flatMap(spellings)}::text[]) as spelling
    where strpos(content, spelling) > 0`.execute(tx)
  const ids = rows.map(({ id }) => id)
  await sql`delete from import_rows where import_id = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from import_chunks where import_id = any(${ids}::uuid[])`.execute(tx)
  await sql`
    delete from imports where import_id = any(${ids}::uuid[]) and status = 'uploaded'`.execute(tx)
}

const separators = [' ', ', ', ';', ',', '\t', '";"', '","']

/** How a file may write them, first and last name in either order, in each of its encodings. */
function spellings(mark: Mark): string[] {
  const orders = mark.length > 1 ? [mark, mark.toReversed()] : [mark]
  const texts = orders.flatMap((words) => separators.map((separator) => words.join(separator)))
  const encodings = ['utf8', 'latin1', 'utf16le'] as const
  return [...new Set(texts)].flatMap((text) =>
    encodings.map((encoding) => escaped(Buffer.from(text, encoding))),
  )
}

/** Bytes as PostgreSQL's `encode(..., 'escape')` writes them. */
const escaped = (bytes: Buffer): string =>
  [...bytes]
    .map((byte) => {
      if (byte === 0x5c) return '\\\\'
      return byte === 0 || byte > 0x7f
        ? `\\${byte.toString(8).padStart(3, '0')}`
        : String.fromCharCode(byte)
    })
    .join('')
