import type { PurchaseLine } from '#contract/language/event.ts'
import { minorUnitsMax } from '#contract/language/text.ts'
import { malformed, Refusal } from '#kernel/errors.ts'
import { roundHalfUp } from '#kernel/money.ts'
import type { ExportedLine, ExportedReceipt, ExportedTill, TillExport } from './exported-receipt.ts'
import { type Dialect, noIndex, readIndex } from './read-index.ts'
import { readTable, type TableRow } from './read-table.ts'

export const receiptsMax = 100_000
const linesMax = 600_000
/** More would not fit into an event. */
const linesPerReceiptMax = 60

export const indexFile = 'index.xml'
const needed = ['transactions.csv', 'cashregister.csv'] as const
const welcome = [
  'lines.csv',
  'lines_vat.csv',
  'vat.csv',
  'tse.csv',
  'transactions_tse.csv',
  'references.csv',
] as const
type TableFile = (typeof needed)[number] | (typeof welcome)[number]

/** The files of an export that are read; all others may be missing. */
export const exportFiles: ReadonlySet<string> = new Set([indexFile, ...needed, ...welcome])

type Rows = (name: TableFile) => AsyncGenerator<TableRow>

/**
 * Reads an export of tills as DSFinV-K 2.x describes it: its receipts with their lines, and which
 * tills wrote them. Two decimals: German tills are kept in euros.
 * @param files by lower-case name
 */
export async function readExport(files: ReadonlyMap<string, Buffer>): Promise<TillExport> {
  const rows = rowsIn(files)
  const tills = await readTills(rows)
  const receipts = await readReceipts(rows, tills)
  await addLines(rows, receipts)
  await addSignatures(rows, receipts)
  await addReferences(rows, receipts)
  return { tills: [...tills.values()], receipts: [...receipts.values()].sort(byTime) }
}

const byTime = (one: ExportedReceipt, other: ExportedReceipt) =>
  one.ended < other.ended ? -1 : one.ended > other.ended ? 1 : 0

function rowsIn(files: ReadonlyMap<string, Buffer>): Rows {
  const index = files.get(indexFile)
  if (!index) throw noIndex()
  const dialects = readIndex(index)
  for (const name of needed) if (!files.has(name)) throw missing(name)
  return async function* (name) {
    const bytes = files.get(name)
    const dialect: Dialect | undefined = dialects.get(name)
    if (bytes && !dialect) throw missing(`${name} in ${indexFile}`)
    if (bytes && dialect) yield* readTable(name, bytes, dialect)
  }
}

const keyOf = (row: TableRow) =>
  [row.text('Z_KASSE_ID'), row.text('Z_NR'), row.text('BON_ID')].join('\u001f')

async function readTills(rows: Rows): Promise<Map<string, ExportedTill & { currency: string }>> {
  const tills = new Map<string, ExportedTill & { currency: string }>()
  for await (const row of rows('cashregister.csv')) {
    const point = row.text('Z_KASSE_ID')
    const serial = row.text('KASSE_SERIENNR')
    if (point === '' || serial === '' || tills.has(point)) continue
    const name = [row.text('KASSE_BRAND'), row.text('KASSE_MODELL')].filter(Boolean).join(' ')
    const currency = row.text('KASSE_BASISWAEH_CODE') || 'EUR'
    const publicKeys = new Map<string, string>()
    tills.set(point, { point, serial, name: name || serial, publicKeys, currency })
  }
  for await (const row of rows('tse.csv')) {
    const key = row.text('TSE_PUBLIC_KEY')
    if (key) tills.get(row.text('Z_KASSE_ID'))?.publicKeys.set(row.text('TSE_ID'), key)
  }
  return tills
}

type Receipts = Map<string, ExportedReceipt>

async function readReceipts(
  rows: Rows,
  tills: ReadonlyMap<string, { currency: string }>,
): Promise<Receipts> {
  const receipts: Receipts = new Map()
  for await (const row of rows('transactions.csv')) {
    const point = row.text('Z_KASSE_ID')
    const closing = row.number('Z_NR', 0)
    const bon = row.text('BON_ID')
    if (!tills.has(point) || closing === null || bon === '') {
      throw malformed(
        'till_export_unreadable',
        `A receipt in transactions.csv has no till or number: ${bon || point}`,
      )
    }
    receipts.set(keyOf(row), {
      point,
      closing,
      bon: bon.slice(0, 100),
      number: (row.text('BON_NR') || bon).slice(0, 100),
      kind: row.text('BON_TYP'),
      isCancellation: isYes(row.text('BON_STORNO')),
      began: row.text('BON_START'),
      ended: row.text('BON_ENDE'),
      total: row.number('UMS_BRUTTO', 2),
      currency: tills.get(point)!.currency,
      customerNumber: row.text('KUNDE_ID').slice(0, 64),
      lines: [],
      transactionNumber: null,
      unit: '',
      takesBack: null,
    })
    if (receipts.size > receiptsMax) throw tooMany()
  }
  return receipts
}

const isYes = (text: string) => /^(1|true|ja|j)$/i.test(text)

type Sum = { amount: number; rate: string | null }

async function addLines(rows: Rows, receipts: Receipts): Promise<void> {
  const rates = await readTaxRates(rows)
  const sums = await readLineSums(rows)
  let count = 0
  for await (const row of rows('lines.csv')) {
    const receipt = receipts.get(keyOf(row))
    if (!receipt) continue
    if (++count > linesMax) throw tooMany()
    const sum = sums.get(lineKeyOf(row)) ?? { amount: ownAmount(row), rate: null }
    if (Math.abs(sum.amount) > minorUnitsMax) continue
    receipt.lines.push(lineOf(row, sum, rates.get(`${rateKey(row)}${sum.rate}`)))
  }
  for (const receipt of receipts.values()) receipt.lines = fewer(receipt.lines)
}

const lineKeyOf = (row: TableRow) => `${keyOf(row)}\u001f${row.text('POS_ZEILE')}`
const rateKey = (row: TableRow) => `${row.text('Z_KASSE_ID')}\u001f${row.text('Z_NR')}\u001f`

async function readTaxRates(rows: Rows): Promise<Map<string, number>> {
  const rates = new Map<string, number>()
  for await (const row of rows('vat.csv')) {
    const rate = row.number('UST_SATZ', 2)
    if (rate !== null && rate >= 0 && rate <= 10_000) {
      rates.set(`${rateKey(row)}${row.text('UST_SCHLUESSEL')}`, rate / 10_000)
    }
  }
  return rates
}

/** A line may be taxed at several rates: its amount is their sum. */
async function readLineSums(rows: Rows): Promise<Map<string, Sum>> {
  const sums = new Map<string, Sum>()
  for await (const row of rows('lines_vat.csv')) {
    const key = lineKeyOf(row)
    const known = sums.get(key)
    const amount = row.number('POS_BRUTTO', 2) ?? 0
    const rate = known ? null : row.text('UST_SCHLUESSEL')
    sums.set(key, { amount: (known?.amount ?? 0) + amount, rate })
    if (sums.size > linesMax) throw tooMany()
  }
  return sums
}

/** Where no sum is told: pieces times price. */
function ownAmount(row: TableRow): number {
  const price = row.number('STK_BR', 5) ?? 0
  return roundHalfUp((price * quantityOf(row)) / 1_000)
}

const quantityOf = (row: TableRow) =>
  ((row.number('MENGE', 3) ?? 1_000) * (row.number('FAKTOR', 3) ?? 1_000)) / 1_000_000

function lineOf(row: TableRow, { amount }: Sum, taxRate: number | undefined): ExportedLine {
  const sku = row.text('ART_NR') || row.text('GTIN')
  const category = row.text('WARENGR') || row.text('WARENGR_ID')
  const line: PurchaseLine = {
    ...(sku && { sku: sku.slice(0, 64) }),
    ...(row.text('ARTIKELTEXT') && { name: row.text('ARTIKELTEXT').slice(0, 200) }),
    ...(category && { category: category.slice(0, 64) }),
    quantity: Math.round(quantityOf(row) * 1_000) / 1_000,
    amount,
    ...(taxRate !== undefined && { taxRate, taxIncluded: true }),
  }
  return { ...line, business: row.text('GV_TYP') }
}

/** What is beyond the most an event can hold counts as one line of each kind of business. */
function fewer(lines: ExportedLine[]): ExportedLine[] {
  if (lines.length <= linesPerReceiptMax) return lines
  const rest = Map.groupBy(lines.slice(linesPerReceiptMax), ({ business }) => business)
  const sums = [...rest].map(([business, some]) => ({
    business,
    amount: some.reduce((sum, { amount }) => sum + amount, 0),
  }))
  return [...lines.slice(0, linesPerReceiptMax), ...sums]
}

async function addSignatures(rows: Rows, receipts: Receipts): Promise<void> {
  for await (const row of rows('transactions_tse.csv')) {
    const receipt = receipts.get(keyOf(row))
    if (!receipt) continue
    receipt.transactionNumber = row.number('TSE_TANR', 0)
    receipt.unit = row.text('TSE_ID')
  }
}

async function addReferences(rows: Rows, receipts: Receipts): Promise<void> {
  for await (const row of rows('references.csv')) {
    const receipt = receipts.get(keyOf(row))
    const closing = row.number('REF_Z_NR', 0)
    const bon = row.text('REF_BON_ID')
    if (!receipt || closing === null || bon === '' || row.text('REF_TYP') !== 'Transaktion')
      continue
    const point = row.text('REF_Z_KASSE_ID') || receipt.point
    receipt.takesBack ??= { point, closing, bon: bon.slice(0, 100) }
  }
}

const missing = (name: string) =>
  malformed('till_export_incomplete', `The export does not hold ${name}.`)

const tooMany = () =>
  new Refusal(
    'too_large',
    'till_export_too_large',
    'The export holds too many receipts. Export a shorter time, such as one month.',
  )
