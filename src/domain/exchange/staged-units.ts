import { sql } from 'kysely'
import type { ImportMapping } from '#contract/language/import-mapping.ts'
import type { Queryable } from '#database/transaction.ts'
import { publicId } from '#kernel/ids.ts'
import { nobody } from './fingerprint.ts'
import type { Import, Place } from './import.ts'
import { placeColumns } from './reading/columns.ts'
import { type Reading, readPurchaseRow } from './reading/purchase-row.ts'
import { cellsOfEach, type RowFault } from './reading/rows.ts'
import { receiptUnit } from './stage-rows.ts'
import { type ReadRow, receiptKey, rowKey, type Unit } from './units.ts'
import { zonesOf } from './zones.ts'

const rowsPerBatch = 1_000
const receiptRowsMax = 5_000

type StagedRow = Place & { line: number; receipt: boolean; raw: string; fault: RowFault | null }

/** The next units in the order of counting, and the place their last row has. */
export type Batch =
  | { kind: 'units'; units: Unit[]; from: Place | null; until: Place; occurrence: number }
  | { kind: 'too_long'; rows: number; from: Place | null; until: Place }

/** What turns staged rows into units. */
export type Source = {
  importId: string
  /** Of rows without a receipt number: the layout they came in. */
  layoutSource: string
  reading: Reading
  /** Whether receipts of an unknown day have rows in this file. */
  hasUndated: boolean
}

export async function sourceOf(db: Queryable, row: Import): Promise<Source> {
  const { importId, header } = row
  const mapping = row.mapping!
  const { rows } = await sql<{ undated: boolean }>`
    select exists (select from import_rows
      where import_id = ${importId} and party = ${nobody} and day = -1 and receipt
    ) as undated`.execute(db.kysely)
  const zones = await zonesOf(db, mapping)
  const reading = { mapping, places: placeColumns(mapping, header), zones }
  const layoutSource = publicId('map', row.mappingId!)
  return { importId, layoutSource, reading, hasUndated: rows[0]!.undated }
}

/**
 * Reads the units after a place; null at the end.
 * @param counted how often the row at that place stood in the file until there, if that is known:
 *   to count it anew for every batch takes hours for a file that is one line a million times
 */
export async function readBatch(
  db: Queryable,
  source: Source,
  from: Place | null,
  counted: number | null = null,
): Promise<Batch | null> {
  const fetched = await fetchRows(db, source.importId, from, rowsPerBatch)
  if (fetched.length === 0) return null
  const rows = fetched.length < rowsPerBatch ? fetched : withoutHalfReceipt(fetched)
  if (rows.length > 0) return await batchOf(db, source, rows, from, counted)
  const receipt = await fetchRows(db, source.importId, from, receiptRowsMax + 1, fetched[0])
  if (receipt.length <= receiptRowsMax) return await batchOf(db, source, receipt, from, null)
  return await tooLong(db, source.importId, fetched[0]!, from)
}

/** All but the rows of the last receipt, some of which may not have been fetched. */
function withoutHalfReceipt(rows: StagedRow[]): StagedRow[] {
  const last = rows.at(-1)!
  if (!last.receipt) return rows
  return rows.slice(
    0,
    rows.findIndex((row) => sameUnit(row, last)),
  )
}

const sameUnit = (a: Place, b: Place) => a.unit === b.unit && a.day === b.day && a.party === b.party

async function batchOf(
  db: Queryable,
  source: Source,
  rows: StagedRow[],
  from: Place | null,
  counted: number | null,
): Promise<Batch> {
  const undated = source.hasUndated ? await findUndated(db, source, rows) : new Map()
  const goesOn = from !== null && !rows[0]!.receipt && sameUnit(rows[0]!, from)
  const before = goesOn ? (counted ?? (await occurrencesBefore(db, source, rows[0]!))) : 0
  const { units, occurrence } = unitsOf(rows, source, undated, before)
  return { kind: 'units', units, from, until: units.at(-1)!.until, occurrence }
}

async function tooLong(
  { kysely }: Queryable,
  importId: string,
  { party, day, unit }: StagedRow,
  from: Place | null,
): Promise<Batch> {
  const { rows } = await sql<{ rows: number; last: number }>`
    select count(*)::int as rows, max(row_number) as last from import_rows
    where import_id = ${importId} and party = ${party} and day = ${day} and unit = ${unit}`.execute(
    kysely,
  )
  const until = { party, day, unit, rowNumber: rows[0]!.last }
  return { kind: 'too_long', rows: rows[0]!.rows, from, until }
}

function unitsOf(
  staged: readonly StagedRow[],
  source: Source,
  undated: ReadonlyMap<string, number>,
  before: number,
): { units: Unit[]; occurrence: number } {
  const read = readRows(staged, source.reading, undated)
  const units: Unit[] = []
  let occurrence = before
  for (let at = 0; at < staged.length; ) {
    const row = staged[at]!
    const next = row.receipt ? endOfReceipt(staged, at) : at + 1
    // The first row of a batch may go on counting what the batch before began.
    occurrence = at === 0 || sameUnit(row, staged[at - 1]!) ? occurrence + 1 : 1
    const rows = read.slice(at, next)
    units.push({ rows, key: keyOf(rows, row, source, occurrence), until: staged[next - 1]! })
    at = next
  }
  return { units, occurrence }
}

function endOfReceipt(rows: readonly StagedRow[], start: number): number {
  let end = start + 1
  while (end < rows.length && sameUnit(rows[end]!, rows[start]!)) end++
  return end
}

function keyOf(rows: readonly ReadRow[], staged: StagedRow, source: Source, occurrence: number) {
  const content = rows[0]!.content
  return staged.receipt && 'row' in content
    ? receiptKey(content.row)
    : rowKey(source.layoutSource, staged.unit, occurrence)
}

function readRows(
  staged: readonly StagedRow[],
  reading: Reading,
  undated: ReadonlyMap<string, number>,
): ReadRow[] {
  const mapping: ImportMapping = reading.mapping
  const cells = cellsOfEach(
    staged.map((row) => row.raw),
    staged.map((row) => row.fault),
    mapping,
  )
  return staged.map(({ rowNumber, line, raw, fault }, at) => ({
    rowNumber,
    line,
    raw,
    content: fault
      ? { refusal: { code: fault } }
      : tainted(readPurchaseRow(cells[at]!, reading), undated),
  }))
}

/** A readable row of a receipt of which another row's day is not known. */
function tainted(
  content: ReturnType<typeof readPurchaseRow>,
  undated: ReadonlyMap<string, number>,
): ReadRow['content'] {
  if (undated.size === 0 || 'refusal' in content || content.row.receipt === null) return content
  const line = undated.get(receiptUnit(content.row.store, content.row.receipt, null))
  return line === undefined ? content : { refusal: { code: 'receipt_incomplete', line } }
}

async function fetchRows(
  { kysely }: Queryable,
  importId: string,
  from: Place | null,
  limit: number,
  within?: Place,
): Promise<StagedRow[]> {
  const after = from
    ? sql`and (party, day, unit, row_number) >
        (${from.party}::uuid, ${from.day}::int, ${from.unit}::uuid, ${from.rowNumber}::int)`
    : sql``
  const same = within
    ? sql`and party = ${within.party} and day = ${within.day} and unit = ${within.unit}`
    : sql``
  const { rows } = await sql<StagedRow>`
    select party, day, unit, row_number as "rowNumber", line, receipt, raw, fault
    from import_rows where import_id = ${importId} ${after} ${same}
    order by party, day, unit, row_number limit ${limit}`.execute(kysely)
  return rows
}

/** How many rows with the same cells came before the first row of a batch. */
async function occurrencesBefore(
  { kysely }: Queryable,
  { importId }: Source,
  first: StagedRow,
): Promise<number> {
  const { rows } = await sql<{ before: number }>`
    select count(*)::int as before from import_rows
    where import_id = ${importId} and party = ${first.party} and day = ${first.day}
      and unit = ${first.unit} and row_number < ${first.rowNumber}`.execute(kysely)
  return rows[0]!.before
}

/** The lines of rows that name the same store and receipt number, but no day that can be read. */
async function findUndated(
  { kysely }: Queryable,
  { importId, reading }: Source,
  staged: readonly StagedRow[],
): Promise<Map<string, number>> {
  const wanted = new Set<string>()
  const receipts = staged.filter((row) => row.receipt && row.fault === null)
  const raws = receipts.map((row) => row.raw)
  const cells = cellsOfEach(
    raws,
    raws.map(() => null),
    reading.mapping,
  )
  for (const own of cells) {
    const content = readPurchaseRow(own, reading)
    if ('row' in content && content.row.receipt !== null) {
      wanted.add(receiptUnit(content.row.store, content.row.receipt, null))
    }
  }
  const { rows } = await sql<{ unit: string; line: number }>`
    select unit, min(line) as line from import_rows
    where import_id = ${importId} and party = ${nobody} and day = -1
      and receipt and unit = any(${[...wanted]}::uuid[])
    group by unit`.execute(kysely)
  return new Map(rows.map((row) => [row.unit, row.line]))
}
