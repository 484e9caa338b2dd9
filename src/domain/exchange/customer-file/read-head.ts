import type { Queryable } from '#database/transaction.ts'
import { readAtOf } from '../file-chunks.ts'
import { type Import, stateRefusal } from '../import.ts'
import { fileFault } from '../reading/file-fault.ts'
import { dialectOf } from '../reading/read-sheet.ts'
import { readRows } from '../reading/rows.ts'
import { takeSamples } from '../reading/samples.ts'
import type { Dialect } from '../reading/separator.ts'

/** How an uploaded file is cut, and the names of its columns. */
export async function readHead(
  db: Queryable,
  { importId, fileBytes, encoding }: Import,
): Promise<{ header: string[]; dialect: Dialect }> {
  if (encoding === null) throw stateRefusal('The file has not arrived in full.')
  const [head = ''] = await takeSamples(readAtOf(db, importId), fileBytes, encoding)
  const dialect = dialectOf(head)
  for await (const { header } of readRows([head], { ...dialect, header: true })) {
    if (header) return { header: header.map((word) => word.toWellFormed()), dialect }
  }
  throw fileFault('import_file_empty')
}
