import { sql } from 'kysely'
import type { ImportMapping } from '#contract/language/import-mapping.ts'
import { type CopyValue, copyIn } from '#database/copy.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { plainCell } from '#kernel/spreadsheet-text.ts'
import { readChunks } from './file-chunks.ts'
import { fingerprint, nobody } from './fingerprint.ts'
import type { Import } from './import.ts'
import type { ImportContext } from './import-context.ts'
import { placeColumns } from './reading/columns.ts'
import { decode } from './reading/encoding.ts'
import { identifyRow, type Reading } from './reading/purchase-row.ts'
import { isReason } from './reading/reason-column.ts'
import { type FileRow, readRows } from './reading/rows.ts'
import { Stopped } from './stopped.ts'
import { zonesOf } from './zones.ts'

const rowsPerCopy = 2_000
const columns = [
  'import_id',
  'party',
  'day',
  'unit',
  'row_number',
  'line',
  'receipt',
  'raw',
  'fault',
] as const

/**
 * Reads the file into the table of rows, ready to be counted in order. Begins anew each time:
 * reading a file again costs less than knowing exactly where a crash left it.
 * @returns whether the end was reached; false where the program wants to end
 * @throws Stopped where somebody canceled the import
 */
export async function stageRows(
  { database }: ImportContext,
  row: Import,
  signal: AbortSignal,
): Promise<boolean> {
  const { importId } = row
  const mapping = row.mapping!
  await clearStagedRows(database, importId)
  const stager = new Stager(database, importId, mapping, await zonesOf(database, mapping))
  let bytesRead = 0
  const counted = countBytes(readChunks(database, importId), (bytes) => {
    bytesRead += bytes
  })
  for await (const { header, rows } of readRows(decode(counted, mapping.encoding), mapping)) {
    if (signal.aborted) return false
    if (await stager.take(header, rows)) await reportBytes(database, importId, bytesRead)
  }
  await stager.flush()
  if (mapping.columns.receipt !== undefined) await joinPartiesOfReceipts(database, importId)
  await beginCounting(database, importId, stager.rowNumber)
  return true
}

/** Collects rows until a COPY is worth it. */
class Stager {
  rowNumber = 0
  readonly #db: Database
  readonly #importId: string
  readonly #mapping: ImportMapping
  readonly #zones: Reading['zones']
  #reading: Reading | null = null
  #waiting: CopyValue[][] = []

  constructor(db: Database, importId: string, mapping: ImportMapping, zones: Reading['zones']) {
    this.#db = db
    this.#importId = importId
    this.#mapping = mapping
    this.#zones = zones
  }

  /** @returns whether rows went to the database */
  async take(header: string[] | null, rows: readonly FileRow[]): Promise<boolean> {
    this.#reading ??= {
      mapping: this.#mapping,
      places: placeColumns(this.#mapping, header),
      zones: this.#zones,
    }
    for (const row of rows) {
      this.#waiting.push([this.#importId, ...stagedRow(row, ++this.rowNumber, this.#reading)])
    }
    if (this.#waiting.length < rowsPerCopy) return false
    await this.flush()
    return true
  }

  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return
    await copyIn(this.#db, 'import_rows', columns, this.#waiting)
    this.#waiting = []
  }
}

type Database = Parameters<typeof copyIn>[0] & Queryable

function stagedRow(row: FileRow, rowNumber: number, reading: Reading): CopyValue[] {
  const { customer, receipt, store, day } = identifyRow(row.cells, reading)
  const unit =
    receipt === null
      ? fingerprint('row', ...ownCells(row.cells, reading))
      : receiptUnit(store, receipt, day)
  // A receipt of an unknown day has no customer's place: it is looked up when its rows are counted.
  const party =
    customer === null || (receipt !== null && day === null)
      ? nobody
      : fingerprint('party', customer)
  const raw = row.raw.toWellFormed().replaceAll('\0', '␀')
  return [party, day ?? -1, unit, rowNumber, row.line, receipt !== null, raw, row.fault]
}

/** Rows of one receipt share this: tills restart their numbers, so its day belongs to it. */
export function receiptUnit(store: string | null, receipt: string, day: number | null): string {
  return fingerprint('receipt', store ?? '', receipt, day === null ? 'unknown day' : String(day))
}

/** What makes a row the same row in another file: its cells, but not a reason it was refused for. */
function ownCells(cells: readonly string[], { places }: Reading): string[] {
  const own = cells.filter((cell, at) => at !== places.reason && !isReason(cell)).map(plainCell)
  while (own.at(-1) === '') own.pop()
  return own
}

async function* countBytes(chunks: AsyncIterable<Uint8Array>, count: (bytes: number) => void) {
  for await (const chunk of chunks) {
    yield chunk
    count(chunk.length)
  }
}

async function reportBytes({ kysely }: Queryable, importId: string, bytes: number) {
  const { rows } = await sql`
    update imports set bytes_read = ${bytes}
    where import_id = ${importId} and status = 'running' returning import_id`.execute(kysely)
  if (rows.length === 0) throw new Stopped('the import was stopped')
}

/**
 * A receipt belongs to one customer although only some of its rows may name them. Rows that name
 * different ones come together as well, and are refused together.
 */
async function joinPartiesOfReceipts(db: Queryable, importId: string): Promise<void> {
  await transaction(db, async (tx) => {
    // The statistics do not know rows that came a moment ago: two passes over 30,000 rows, taken for
    // two passes over one, would run for minutes.
    await sql`set local enable_nestloop = off`.execute(tx)
    await sql`
      with shared as (
        select day, unit, max(party::text)::uuid as party
        from import_rows
        where import_id = ${importId} and receipt and day >= 0
        group by day, unit
        having count(distinct party) > 1
      )
      update import_rows set party = shared.party
      from shared
      where import_rows.import_id = ${importId} and import_rows.receipt
        and import_rows.day = shared.day and import_rows.unit = shared.unit
        and import_rows.party <> shared.party`.execute(tx)
  })
}

/** Keeps what was counted before a crash: only the rows were lost with it. */
async function beginCounting({ kysely }: Queryable, importId: string, rowsTotal: number) {
  const { rows } = await sql`
    update imports set phase = 'counting', rows_total = ${rowsTotal}, bytes_read = file_bytes,
      phase_started_at = ${new Date()}, rows_before = accepted + duplicates + refused
    where import_id = ${importId} and status = 'running' returning import_id`.execute(kysely)
  if (rows.length === 0) throw new Stopped('the import was stopped')
}

/** In steps, since no transaction that writes may take long. */
export async function clearStagedRows({ kysely }: Queryable, importId: string): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      with doomed as (select ctid from import_rows where import_id = ${importId} limit 100000)
      delete from import_rows using doomed where import_rows.ctid = doomed.ctid
      returning 1`.execute(kysely)
    if (rows.length === 0) return
  }
}
