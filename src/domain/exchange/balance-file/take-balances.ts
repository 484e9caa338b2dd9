import { createHash } from 'node:crypto'
import {
  type BalanceFileReport,
  type BalanceFileRow,
  balanceFileRowsMax,
} from '#contract/endpoints/balance-files.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { notFound, Refusal } from '#kernel/errors.ts'
import { readSheet } from '../reading/read-sheet.ts'
import type { FileRow } from '../reading/rows.ts'
import { tellRows } from './balance-told.ts'
import { type Columns, readColumns } from './columns.ts'
import { beginFile, countRows, currencyNames } from './file-rows.ts'
import { isFit, judgeRows } from './judge-rows.ts'
import { readBalanceRow } from './read-row.ts'
import { writeRows } from './write-rows.ts'

export type BalanceWishes = {
  dryRun: boolean
  /** Of rows that name none. */
  currency: string | undefined
  rowsShown: number
  signal: AbortSignal
  by: Caller
}

/** Each a transaction of its own: a crash leaves whole portions, which are found unchanged next time. */
const rowsPerPortion = 500

/**
 * Takes balances over from a file, or says what that would bring.
 * @throws Refusal where the file cannot be read at all
 */
export async function takeBalances(
  context: Context,
  bytes: Buffer,
  wishes: BalanceWishes,
): Promise<BalanceFileReport> {
  const { header, rows } = await readSheet(bytes)
  if (rows.length > balanceFileRowsMax) throw tooManyRows()
  const columns = readColumns(header)
  const names = await readOnly(context.database, currencyNames)
  const currency = currencyOf(wishes.currency, names)
  const hash = createHash('sha256').update(bytes).digest()
  const taking = { ...wishes, context, columns, names, hash, currency }
  let seen: ReadonlySet<string> = new Set()
  const told: BalanceFileRow[] = []
  let id: string | null = null
  for (let from = 0; from < rows.length; from += rowsPerPortion) {
    wishes.signal.throwIfAborted()
    const portion = await takePortion(taking, rows.slice(from, from + rowsPerPortion), seen)
    seen = portion.seen
    id ??= portion.fileId
    told.push(...portion.told)
  }
  const named = header.map((word, index) => ({ header: word, field: columns[index] ?? null }))
  return { dryRun: wishes.dryRun, id, columns: named, ...summed(told, names, wishes.rowsShown) }
}

type Taking = Omit<BalanceWishes, 'currency'> & {
  currency: string | null
  context: Context
  columns: Columns
  names: ReadonlyMap<string, string>
  hash: Buffer
}
type Portion = { fileId: string | null; seen: ReadonlySet<string>; told: BalanceFileRow[] }

/** Begun anew as a whole where another transaction was in the way, so nothing outside is changed. */
async function takePortion(
  taking: Taking,
  rows: readonly FileRow[],
  seenBefore: ReadonlySet<string>,
): Promise<Portion> {
  const { context, dryRun, columns, names, currency, by, hash } = taking
  const { database, clock, erasureKey } = context
  const now = clock.now()
  const look = async (tx: Tx) => {
    const seen = new Set(seenBefore)
    const read = rows.map((row) => readBalanceRow(row, columns, currency))
    const judged = await judgeRows(tx, read, { currencies: names, seen, erasureKey })
    return { seen, judged, told: await tellRows(tx, judged, now) }
  }
  if (dryRun) return { ...(await readOnly(database, look)), fileId: null }
  return await transaction(database, async (tx) => {
    await bumpRevision(tx)
    const fileId = await beginFile(tx, { hash, at: now, by: callerKey(by) ?? '' })
    const { judged, seen, told } = await look(tx)
    const customers = await writeRows(tx, judged.filter(isFit), {
      fileId,
      now,
      doneBy: callerKey(by),
      erasureKey,
    })
    await countRows(tx, fileId)
    const named = told.map((row) => ({
      ...{ ...row, customerId: customers.get(row.line) ?? row.customerId },
    }))
    return { seen, fileId, told: named }
  })
}

function summed(
  told: readonly BalanceFileRow[],
  names: ReadonlyMap<string, string>,
  shown: number,
) {
  const of = (outcome: BalanceFileRow['outcome']) => told.filter((one) => one.outcome === outcome)
  const [created, updated] = [of('created'), of('updated')]
  const counts = {
    ...{ read: told.length, created: created.length, updated: updated.length },
    ...{ unchanged: of('unchanged').length, refused: of('refused').length },
  }
  const byCurrency = Map.groupBy([...created, ...updated], ({ currency }) => currency ?? '')
  const totals = [...byCurrency].map(([currency, rows]) => ({
    ...{ currency, name: names.get(currency) ?? currency },
    points: rows.reduce((sum, { points }) => sum + (points ?? 0), 0),
  }))
  return { counts, totals, rows: told.filter((one) => one.outcome !== 'unchanged').slice(0, shown) }
}

/** @throws Refusal where there is no such currency */
function currencyOf(asked: string | undefined, names: ReadonlyMap<string, string>): string | null {
  if (asked !== undefined && !names.has(asked)) throw notFound('point_currency')
  const [only, ...others] = names.keys()
  return asked ?? (others.length === 0 ? (only ?? null) : null)
}

const tooManyRows = () =>
  new Refusal(
    'too_large',
    'balance_rows_too_many',
    `A file of balances has at most ${balanceFileRowsMax} rows.`,
  )
