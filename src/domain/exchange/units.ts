import type { EventInput, PurchaseLine } from '#contract/language/event.ts'
import type { ImportMapping } from '#contract/language/import-mapping.ts'
import { dateText } from '#kernel/calendar.ts'
import type { Place } from './import.ts'
import type { PurchaseRow, RowRefusalCode } from './reading/purchase-row.ts'
import type { RowFault } from './reading/rows.ts'

/** A staged row, read. */
export type ReadRow = {
  rowNumber: number
  line: number
  raw: string
  content: { row: PurchaseRow } | { refusal: Reason }
}

/** Why a row was refused; the file of refused rows says it in words. */
export type Reason = {
  code: ReasonCode
  field?: string
  text?: string
  line?: number
  /** All that is wrong with a row of customers, each with its column. */
  reasons?: { code: string; field: string | null }[]
}
export type ReasonCode = RowRefusalCode | RowFault | ReceiptFault | (string & {})
type ReceiptFault =
  | 'receipt_incomplete'
  | 'receipt_too_long'
  | 'receipt_of_two_customers'
  | 'receipt_of_two_currencies'

/** Rows that are accepted or refused together: those of a receipt, or one alone. */
export type Unit = {
  rows: readonly ReadRow[]
  key: { source: string; externalId: string }
  /** The place of its last row in the order of counting. */
  until: Place
}

/** What becomes of a unit: one event, or a reason for each of its rows. */
export type Decision = { event: EventInput; name: string | null } | { reasons: Reason[] }

const linesMax = 200

/** Receipts are known by store, number and day in whatever file they come. */
export const receiptSource = 'receipts'

export function receiptKey({ day, store, receipt }: PurchaseRow): Unit['key'] {
  return { source: receiptSource, externalId: `${dateText(day)}/${store ?? ''}/${receipt}` }
}

/** A row without a receipt number: the n-th with exactly these cells in a file of this layout. */
export function rowKey(source: string, fingerprint: string, occurrence: number): Unit['key'] {
  return { source, externalId: `${fingerprint.replaceAll('-', '')}-${occurrence}` }
}

/**
 * Decides a unit. One row that cannot be read refuses its whole receipt: half a receipt would be
 * counted with a wrong total, and the mended row could never join it.
 */
export function decide({ rows, key }: Unit, mapping: ImportMapping): Decision {
  const read: PurchaseRow[] = []
  for (const { content } of rows) if ('row' in content) read.push(content.row)
  if (read.length < rows.length) return { reasons: reasonsOf(rows) }
  const fault = contradictionIn(read)
  if (fault) return { reasons: rows.map(() => ({ code: fault })) }
  const sorted = inOwnOrder(read)
  return { event: eventOf(sorted, key, mapping), name: firstOf(sorted, 'name') }
}

/** The same receipt gives the same event, in whatever order its rows were exported. */
function inOwnOrder(rows: PurchaseRow[]): PurchaseRow[] {
  if (rows.length === 1) return rows
  const keyed = rows.map((row) => ({ row, text: JSON.stringify(row) }))
  keyed.sort((a, b) => b.row.amount - a.row.amount || (a.text < b.text ? -1 : 1))
  return keyed.map(({ row }) => row)
}

function reasonsOf(rows: readonly ReadRow[]): Reason[] {
  const faulty = rows.find(({ content }) => 'refusal' in content)!
  return rows.map(({ content }) =>
    'refusal' in content ? content.refusal : { code: 'receipt_incomplete', line: faulty.line },
  )
}

function contradictionIn(rows: readonly PurchaseRow[]): ReceiptFault | null {
  const several = (field: 'customer' | 'currency') =>
    new Set(rows.map((row) => row[field]).filter((value) => value !== null)).size > 1
  if (several('customer')) return 'receipt_of_two_customers'
  return several('currency') ? 'receipt_of_two_currencies' : null
}

/** The total decides whether it is a purchase or a return; zero is a purchase. */
function eventOf(
  rows: readonly PurchaseRow[],
  key: Unit['key'],
  mapping: ImportMapping,
): EventInput {
  const total = rows.reduce((sum, row) => sum + row.amount, 0)
  const sign = total < 0 ? -1 : 1
  const occurredAt = new Date(Math.min(...rows.map((row) => row.occurredAt.getTime())))
  return {
    type: total < 0 ? 'return' : 'purchase',
    ...key,
    version: 0,
    occurredAt: occurredAt.toISOString(),
    currency: rows[0]!.currency,
    amount: total * sign,
    ...given('customer', customerOf(rows)),
    ...given('store', firstOf(rows, 'store')),
    ...given('channel', firstOf(rows, 'channel')),
    ...given('receiptNumber', firstOf(rows, 'receipt')),
    ...given('lines', linesOf(rows, sign, mapping)),
  }
}

function customerOf(rows: readonly PurchaseRow[]) {
  const externalId = firstOf(rows, 'customer')
  const email = firstOf(rows, 'email')
  if (externalId === null && email === null) return null
  return { ...given('externalId', externalId), ...given('email', email) }
}

function firstOf(
  rows: readonly PurchaseRow[],
  field: 'customer' | 'email' | 'store' | 'channel' | 'receipt' | 'name',
): string | null {
  return rows.find((row) => row[field] !== null)?.[field] ?? null
}

function linesOf(rows: readonly PurchaseRow[], sign: number, mapping: ImportMapping) {
  const net = mapping.amounts === 'net'
  const worthIt = net || rows.length > 1 || rows.some(saysSomething)
  if (!worthIt) return null
  const lines = rows.map((row) => lineOf(row, sign, net))
  return lines.length > linesMax ? joinedByCategory(lines) : lines
}

const saysSomething = (row: PurchaseRow) =>
  row.sku !== null ||
  row.article !== null ||
  row.category !== null ||
  row.quantityThousandths !== null

function lineOf(row: PurchaseRow, sign: number, net: boolean): PurchaseLine {
  const quantity = row.quantityThousandths
  return {
    amount: plain(row.amount * sign),
    ...given('sku', row.sku),
    ...given('name', row.article),
    ...given('category', row.category),
    ...given('quantity', quantity === null ? null : plain((quantity * sign) / 1000)),
    ...given('unitPrice', row.unitPrice),
    ...(net && { taxIncluded: false }),
  }
}

/** An event holds 200 lines; of a longer receipt the log keeps what each category came to. */
function joinedByCategory(lines: readonly PurchaseLine[]): PurchaseLine[] {
  return [...Map.groupBy(lines, (line) => line.category).values()].map((same) => ({
    amount: same.reduce((sum, line) => sum + line.amount, 0),
    ...given('category', same[0]!.category ?? null),
    ...(same[0]!.taxIncluded === false && { taxIncluded: false }),
  }))
}

const plain = (value: number) => (value === 0 ? 0 : value)

const given = <Key extends string, Value>(key: Key, value: Value | null) =>
  // An absent key and a null mean the same here, but the contract knows only the absent one.
  (value === null ? {} : { [key]: value }) as { [K in Key]?: NonNullable<Value> }
