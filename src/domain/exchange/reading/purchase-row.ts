import type { ImportField, ImportMapping } from '#contract/language/import-mapping.ts'
import { minorUnitsMax } from '#contract/language/text.ts'
import { dayNumber } from '#kernel/calendar.ts'
import { currencyDecimals, isCurrency } from '#kernel/money.ts'
import { plainCell } from '#kernel/spreadsheet-text.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import type { ColumnPlaces } from './columns.ts'
import { instantOf, parseDate, parseTime, type WrittenDate } from './dates.ts'
import { currencyOfSign } from './header-words.ts'
import { parseScaled } from './numbers.ts'

/** What one row says, in the units of the log. */
export type PurchaseRow = {
  occurredAt: Date
  /** Local day in the business's zone: 0 is 1970-01-01. */
  day: number
  /** Minor units; negative for a return or a discount. */
  amount: number
  currency: string
  quantityThousandths: number | null
  /** Minor units. */
  unitPrice: number | null
} & { [Field in TextField]: string | null }

type TextField =
  | 'customer'
  | 'receipt'
  | 'store'
  | 'channel'
  | 'category'
  | 'sku'
  | 'article'
  | 'email'
  | 'name'

/** Why a row says nothing that could be counted, and which cell is to blame. */
export type RowRefusal = { code: RowRefusalCode; field: ImportField; text: string }
export type RowRefusalCode =
  | 'date_missing'
  | 'date_unreadable'
  | 'date_out_of_range'
  | 'time_unreadable'
  | 'amount_missing'
  | 'amount_unreadable'
  | 'quantity_unreadable'
  | 'unit_price_unreadable'
  | 'currency_unreadable'
  | 'text_too_long'
  | 'email_unreadable'

export type Reading = { mapping: ImportMapping; places: ColumnPlaces; zones: Zones }
type Zones = { file: TimeZone; business: TimeZone }

const charactersMax: Record<TextField, number> = {
  customer: 128,
  receipt: 100,
  store: 64,
  channel: 64,
  category: 64,
  sku: 64,
  article: 200,
  email: 254,
  name: 200,
}
const quantityMax = 1e8
const textShownMax = 100
// The log keeps the years 1970 to 2148, without the day that is still 1969 somewhere.
const dayStart = dayNumber('1970-01-02')
const dayEnd = dayNumber('2149-01-01')

/** How spreadsheets and database exports write "nothing". */
const nothing = /^(?:null|nan|none|n\/a|#n\/a|#nv|\\n|-+)$/i

class Unreadable extends Error {
  readonly refusal: RowRefusal
  constructor(code: RowRefusalCode, field: ImportField, text: string) {
    super(code)
    this.refusal = { code, field, text: text.slice(0, textShownMax) }
  }
}

/** Whose row it is, as far as that can be told, also where the rest cannot be read. */
export type RowIdentity = {
  customer: string | null
  receipt: string | null
  store: string | null
  /** null where the date cannot be read */
  day: number | null
}

export function identifyRow(cells: readonly string[], reading: Reading): RowIdentity {
  const { mapping, places, zones } = reading
  const cell = (field: ImportField) => cellAt(cells, places[field])
  return {
    customer: cell('customer') || cell('email').toLowerCase() || null,
    receipt: cell('receipt') || null,
    store: cell('store') || null,
    day: dayOf(cell, mapping, zones),
  }
}

function dayOf(cell: CellOf, mapping: ImportMapping, zones: Zones): number | null {
  try {
    return zones.business.dayOf(instantOf(dateOf(cell, mapping), zones))
  } catch (error) {
    if (error instanceof Unreadable) return null
    throw error
  }
}

/** Reads one row's cells; what cannot be read is refused with the cell to blame. */
export function readPurchaseRow(
  cells: readonly string[],
  reading: Reading,
): { row: PurchaseRow } | { refusal: RowRefusal } {
  try {
    return { row: rowOf(cells, reading) }
  } catch (error) {
    if (error instanceof Unreadable) return { refusal: error.refusal }
    throw error
  }
}

function rowOf(cells: readonly string[], { mapping, places, zones }: Reading): PurchaseRow {
  const cell = (field: ImportField) => cellAt(cells, places[field])
  const written = dateOf(cell, mapping)
  const occurredAt = instantOf(written, zones)
  const currency = currencyOf(cell, mapping)
  const texts = textsOf(cell)
  const numbers = numbersOf(cell, mapping, currency)
  return { occurredAt, day: zones.business.dayOf(occurredAt), currency, ...numbers, ...texts }
}

type CellOf = (field: ImportField) => string

function cellAt(cells: readonly string[], place: number | undefined): string {
  const text = place === undefined ? '' : plainCell(cells[place] ?? '')
  return nothing.test(text) ? '' : text
}

function dateOf(cell: CellOf, mapping: ImportMapping): WrittenDate {
  const text = cell('date')
  if (text === '') throw new Unreadable('date_missing', 'date', text)
  const written = parseDate(text, mapping.dateFormat)
  if (!written) throw new Unreadable('date_unreadable', 'date', text)
  if (written.day < dayStart || written.day >= dayEnd) {
    throw new Unreadable('date_out_of_range', 'date', text)
  }
  const time = cell('time')
  if (time === '') return written
  const clock = parseTime(time)
  if (!clock) throw new Unreadable('time_unreadable', 'time', time)
  return { day: written.day, ...clock }
}

function currencyOf(cell: CellOf, mapping: ImportMapping): string {
  const text = cell('currency')
  if (text === '') return mapping.currency
  const code = text.toUpperCase()
  if (isCurrency(code)) return code
  const sign = currencyOfSign(text)
  if (sign === undefined) throw new Unreadable('currency_unreadable', 'currency', text)
  return sign
}

function numbersOf(cell: CellOf, mapping: ImportMapping, currency: string) {
  const decimals = currencyDecimals(currency)
  const number = (field: ImportField, code: RowRefusalCode, places: number, most: number) => {
    const text = cell(field)
    if (text === '') return null
    const value = parseScaled(text, mapping.decimalMark, places)
    if (value === undefined || Math.abs(value) > most) throw new Unreadable(code, field, text)
    return value
  }
  const quantityThousandths = number('quantity', 'quantity_unreadable', 3, quantityMax * 1000)
  const unitPrice = number('unitPrice', 'unit_price_unreadable', decimals, minorUnitsMax)
  const written = number('amount', 'amount_unreadable', decimals, minorUnitsMax)
  const amount = written ?? multiplied(cell, mapping, decimals, quantityThousandths)
  return {
    quantityThousandths,
    unitPrice,
    amount: isReturn(cell, mapping) ? withoutMinusZero(-Math.abs(amount)) : amount,
  }
}

/**
 * Quantity times unit price where the file knows no total. The price is taken with all its
 * decimals: three at 0.333 are 1.00, not 0.99.
 */
function multiplied(
  cell: CellOf,
  mapping: ImportMapping,
  decimals: number,
  quantityThousandths: number | null,
): number {
  const extra = 4
  const price = parseScaled(cell('unitPrice'), mapping.decimalMark, decimals + extra)
  if (price === undefined) throw new Unreadable('amount_missing', 'amount', '')
  const product = BigInt(price) * BigInt(quantityThousandths ?? 1000)
  const amount = halfUp(product, 10n ** BigInt(extra + 3))
  if (Math.abs(amount) > minorUnitsMax) {
    throw new Unreadable('unit_price_unreadable', 'unitPrice', cell('unitPrice'))
  }
  return amount
}

function halfUp(value: bigint, divisor: bigint): number {
  const size = value < 0n ? -value : value
  const quotient = Number((size * 2n + divisor) / (divisor * 2n))
  return withoutMinusZero(value < 0n ? -quotient : quotient)
}

const withoutMinusZero = (value: number) => (value === 0 ? 0 : value)

function isReturn(cell: CellOf, mapping: ImportMapping): boolean {
  const marker = cell('marker').toLowerCase()
  return marker !== '' && mapping.returnMarkers.some((one) => one.trim().toLowerCase() === marker)
}

function textsOf(cell: CellOf): { [Field in TextField]: string | null } {
  const text = (field: TextField) => textOf(cell, field)
  return {
    customer: text('customer'),
    receipt: text('receipt'),
    store: text('store'),
    channel: text('channel'),
    category: text('category'),
    sku: text('sku'),
    article: text('article'),
    email: emailOf(cell),
    name: text('name'),
  }
}

function textOf(cell: CellOf, field: TextField): string | null {
  const text = cell(field)
  if (text.length > charactersMax[field]) throw new Unreadable('text_too_long', field, text)
  return text === '' ? null : text
}

function emailOf(cell: CellOf): string | null {
  const text = textOf(cell, 'email')
  if (text !== null && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]{2,}$/.test(text)) {
    throw new Unreadable('email_unreadable', 'email', text)
  }
  return text
}
