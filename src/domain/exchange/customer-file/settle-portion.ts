import { sql } from 'kysely'
import { type CustomerFileRow, customerDifferencesMax } from '#contract/endpoints/customer-files.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import type { Import } from '../import.ts'
import type { FileRow } from '../reading/rows.ts'
import { Stopped } from '../stopped.ts'
import { keepRefused } from '../tally.ts'
import { isWithoutConsent } from './take-portion.ts'

/** Rows of a file, with how many stand before them. */
export type Portion = {
  importId: string
  from: number
  rows: readonly FileRow[]
  bytesRead: number
}

/**
 * Moves the file on behind a portion, within the transaction that decided it.
 * @throws Stopped where it no longer runs or somebody else moved it: nothing was written then
 */
export async function settlePortion(
  tx: Tx,
  portion: Portion,
  told: readonly CustomerFileRow[],
): Promise<void> {
  const { importId, from } = portion
  const count = (outcome: CustomerFileRow['outcome']) =>
    told.filter((row) => row.outcome === outcome).length
  const [created, updated] = [count('created'), count('updated')]
  const { rows } = await sql<{ dryRun: boolean }>`
    update imports set rows_done = rows_done + ${told.length}, bytes_read = ${portion.bytesRead},
      created = created + ${created}, updated = updated + ${updated},
      accepted = accepted + ${created + updated}, duplicates = duplicates + ${count('unchanged')},
      refused = refused + ${count('refused')},
      without_consent = without_consent + ${told.filter(isWithoutConsent).length}
    where import_id = ${importId} and status = 'running' and rows_done = ${from}
    returning dry_run as "dryRun"`.execute(tx)
  if (!rows[0]) throw new Stopped('the import was stopped or moved on by another')
  await keepDifferences(tx, portion, told)
  if (!rows[0].dryRun) await keepRefused(tx, importId, refusedOf(portion, told))
}

/** Rows to be mended and sent again: what they told rightly is then found unchanged. */
const refusedOf = ({ from, rows }: Portion, told: readonly CustomerFileRow[]) =>
  told.flatMap(({ line, reasons }, at) =>
    reasons.length > 0
      ? {
          row: { rowNumber: from + at + 1, line, raw: kept(rows[at]!.raw) },
          reason: {
            code: reasons[0]!.code,
            reasons: reasons.map(({ code, field }) => ({ code, field })),
          },
        }
      : [],
  )

/** The database keeps neither half letters nor NUL. */
const kept = (raw: string) => raw.toWellFormed().replaceAll('\0', '␀')

async function keepDifferences(
  tx: Tx,
  { importId, from }: Portion,
  told: readonly CustomerFileRow[],
): Promise<void> {
  const rows = told.flatMap(({ customerId, ...content }, at) =>
    content.outcome === 'unchanged' && content.reasons.length === 0
      ? []
      : { rowNumber: from + at + 1, customerId, content },
  )
  if (rows.length === 0) return
  const first = JSON.stringify(rows.slice(0, customerDifferencesMax))
  await sql`
    with room as (
      select ${customerDifferencesMax} - count(*) as left_over
      from import_differences where import_id = ${importId}
    )
    insert into import_differences (import_id, row_number, customer_id, content)
    select ${importId}, "rowNumber", "customerId", content
    from json_to_recordset(${first}::json)
      as told ("rowNumber" integer, "customerId" uuid, content jsonb)
    where (select left_over from room) > 0
    order by "rowNumber"
    limit (select greatest(left_over, 0) from room)`.execute(tx)
}

/** A dry run leaves the file where it was; what was taken needs it no longer. */
export async function endOfRun(db: Queryable, { importId, dryRun }: Import): Promise<void> {
  if (!dryRun) await forgetNamed(db, importId)
  const now = new Date()
  await transaction(db, async (tx) => {
    const { rows } = await sql`
      update imports set rows_total = rows_done, customers = accepted + duplicates,
        bytes_read = file_bytes, status = case when dry_run then 'uploaded' else 'done' end,
        finished_at = case when dry_run then null else ${now}::timestamptz end
      where import_id = ${importId} and status = 'running' returning import_id`.execute(tx)
    if (rows.length === 0) throw new Stopped('the import was stopped')
    if (!dryRun) await sql`delete from import_chunks where import_id = ${importId}`.execute(tx)
  })
}

/** In steps, since no transaction that writes may take long. */
async function forgetNamed({ kysely }: Queryable, importId: string): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      with doomed as (
        select ctid from import_customers where import_id = ${importId} limit 100000
      )
      delete from import_customers using doomed where import_customers.ctid = doomed.ctid
      returning 1`.execute(kysely)
    if (rows.length === 0) return
  }
}
