import type {
  CustomerFileReport,
  CustomerFileRow,
  CustomerRowOutcome,
} from '#contract/endpoints/customer-files.ts'
import type { Context } from '#database/context.ts'
import { readOnly, transaction } from '#database/transaction.ts'
import { listAttributes } from '#domain/customers/attributes.ts'
import { Refusal } from '#kernel/errors.ts'
import { type Columns, nameOf, readColumns } from './columns.ts'
import { readSheetRow, type SheetRow } from './read-row.ts'
import { readSheet } from './read-sheet.ts'
import { type Judged, judgeRows, type Seen } from './take-rows.ts'
import { interrupted, writeRows } from './write-rows.ts'

export type CustomerFileWishes = {
  dryRun: boolean
  map: string | undefined
  rowsMax: number
  /** Told of each row that is not unchanged. */
  onRow: (row: CustomerFileRow) => void
  signal?: AbortSignal
}

type Rim = Pick<Context, 'database' | 'clock' | 'erasureKey'>

/** Each a transaction of its own: a crash leaves whole portions, which are found unchanged next time. */
const rowsPerPortion = 500

/**
 * Creates and updates customers from a file, or says what that would change.
 * @throws Refusal where the file cannot be read at all
 */
export async function importCustomers(
  rim: Rim,
  bytes: Buffer,
  wishes: CustomerFileWishes,
): Promise<Omit<CustomerFileReport, 'rows'>> {
  const { header, rows } = await readSheet(bytes)
  if (rows.length > wishes.rowsMax) throw tooManyRows(wishes.rowsMax)
  const columns = readColumns(header, await listAttributes(rim.database), wishes.map)
  const counts = { read: 0, created: 0, updated: 0, unchanged: 0, refused: 0 }
  const seen: Seen = new Set()
  for (let from = 0; from < rows.length; from += rowsPerPortion) {
    if (wishes.signal?.aborted) throw interrupted()
    const portion = rows.slice(from, from + rowsPerPortion)
    for (const row of await takePortion(rim, portion, { columns, seen, dryRun: wishes.dryRun })) {
      counts.read++
      counts[row.outcome]++
      if (row.outcome !== 'unchanged') wishes.onRow(row)
    }
  }
  return {
    dryRun: wishes.dryRun,
    columns: header.map((word, index) => {
      const target = columns[index]
      return { header: word.toWellFormed(), field: target ? nameOf(target) : null }
    }),
    counts,
  }
}

type Taking = { columns: Columns; seen: Seen; dryRun: boolean }

async function takePortion(
  { database, clock, erasureKey }: Rim,
  portion: Awaited<ReturnType<typeof readSheet>>['rows'],
  { columns, seen, dryRun }: Taking,
): Promise<CustomerFileRow[]> {
  const read = () => portion.map((row) => readSheetRow(row, columns))
  if (dryRun) {
    return await readOnly(database, async (tx) =>
      (await judgeRows(tx, read(), seen, erasureKey)).map(told),
    )
  }
  const now = clock.now()
  const before: Seen = new Set(seen)
  const { judged, written } = await transaction(database, async (tx) => {
    // A transaction may be run again: it then begins with what was seen before it.
    seen.clear()
    for (const key of before) seen.add(key)
    const judged = await judgeRows(tx, read(), seen, erasureKey)
    const changing = judged.filter(
      (one) => outcomeOf(one) === 'created' || outcomeOf(one) === 'updated',
    )
    const ids = await writeRows(tx, changing, now, erasureKey)
    return { judged, written: new Map(changing.map(({ row }, index) => [row, ids[index]!])) }
  })
  return judged.map((one) => {
    const row = told(one)
    return { ...row, customerId: row.customerId ?? written.get(one.row) ?? null }
  })
}

const told = (judged: Judged): CustomerFileRow => ({
  line: judged.row.line,
  outcome: outcomeOf(judged),
  customerId: judged.customerId,
  changes: judged.row.reasons.length > 0 ? [] : judged.changes,
  reasons: judged.row.reasons,
})

function outcomeOf({ row, customerId, changes }: Judged): CustomerRowOutcome {
  if (isRefused(row)) return 'refused'
  if (customerId === null) return 'created'
  return changes.length > 0 ? 'updated' : 'unchanged'
}

const isRefused = ({ reasons }: SheetRow) => reasons.length > 0

const tooManyRows = (max: number) =>
  new Refusal(
    'too_large',
    'customer_rows_too_many',
    `The file has more than ${max} rows. The command line takes files of any length.`,
  )
