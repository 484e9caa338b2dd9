import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { CustomerFileRow, readCustomerFile } from '#contract/endpoints/customer-files.ts'
import type { Context } from '#database/context.ts'
import type { Queryable } from '#database/transaction.ts'
import { listAttributes } from '#domain/customers/attributes.ts'
import { findImport, type Import, stateRefusal } from '../import.ts'
import { type Columns, readColumns } from './columns.ts'
import { columnWords } from './import-customers.ts'
import { readHead } from './read-head.ts'

/** What a file of customers changes or has changed, and how its columns are read. */
export async function viewCustomerFile(
  { database }: Pick<Context, 'database'>,
  importId: string,
  rowsShown: number,
): Promise<Reply<typeof readCustomerFile>> {
  const row = await findImport(database, importId)
  if (row.kind !== 'customers') throw stateRefusal('This is a file of purchases.')
  const header = row.header ?? (await readHead(database, row)).header
  const { created, updated, duplicates: unchanged, refused, withoutConsent } = row
  return {
    taken: row.reading === null ? 'not_yet' : row.dryRun ? 'dry_run' : 'for_good',
    columns: columnWords(header, await columnsOf(database, row, header)),
    map: row.reading?.map ?? null,
    consents: row.reading?.consents ?? [],
    counts: {
      read: row.accepted + unchanged + refused,
      ...{ created, updated, unchanged, refused, withoutConsent },
    },
    rows: await firstDifferences(database, importId, rowsShown),
  }
}

/** A file that tells nobody apart yet has columns all the same, none of them read. */
async function columnsOf(
  db: Queryable,
  { reading }: Import,
  header: readonly string[],
): Promise<Columns> {
  return readColumns(
    header,
    await listAttributes(db),
    reading?.map ?? undefined,
    'whatever_it_tells',
  )
}

async function firstDifferences(
  { kysely }: Queryable,
  importId: string,
  limit: number,
): Promise<CustomerFileRow[]> {
  type Kept = { customerId: string | null; content: Omit<CustomerFileRow, 'customerId'> }
  const { rows } = await sql<Kept>`
    select customer_id as "customerId", content from import_differences
    where import_id = ${importId} order by row_number limit ${limit}`.execute(kysely)
  return rows.map(({ customerId, content }) => ({ ...content, customerId }))
}
