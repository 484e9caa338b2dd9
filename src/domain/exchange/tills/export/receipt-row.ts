import type { PurchaseLine } from '#contract/language/event.ts'
import { malformed } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import {
  countedOf,
  type ExportedReceipt,
  isCounted,
  type SkipReason,
  skipReason,
} from './exported-receipt.ts'

/** What of a receipt is kept until it is decided. */
export type ReceiptContent = {
  currency: string
  customerNumber: string
  lines: PurchaseLine[]
  takesBack: { tillId: string; closing: number; bon: string } | null
}

/** A receipt as the database takes it in. */
export type ReceiptRow = {
  id: string
  tillId: string
  closing: number
  bon: string
  number: string
  beganAt: Date
  endedAt: Date
  total: number
  counted: number
  unit: string | null
  transactionNumber: number | null
  content: ReceiptContent | null
  skipped: SkipReason | null
}

type Known = {
  /** Tills by Z_KASSE_ID. */
  known: ReadonlyMap<string, string>
  units: ReadonlyMap<string, Buffer>
  zone: TimeZone
}

export function rowOf(receipt: ExportedReceipt, { known, units, zone }: Known): ReceiptRow {
  const counted = countedOf(receipt)
  const skipped = skipReason(receipt, counted)
  const endedAt = instantOf(receipt.ended, zone) ?? instantOf(receipt.began, zone)
  if (!endedAt) throw withoutTime(receipt)
  const beganAt = instantOf(receipt.began, zone) ?? endedAt
  const unit = units.get(`${receipt.point} ${receipt.unit}`)?.toString('hex') ?? null
  return {
    id: newId(),
    tillId: known.get(receipt.point)!,
    closing: receipt.closing,
    bon: receipt.bon,
    number: receipt.number,
    beganAt: beganAt < endedAt ? beganAt : endedAt,
    endedAt,
    total: receipt.total ?? counted,
    counted,
    unit,
    transactionNumber: unit === null ? null : receipt.transactionNumber,
    content: skipped === null ? contentOf(receipt, known) : null,
    skipped,
  }
}

function contentOf(receipt: ExportedReceipt, known: Known['known']): ReceiptContent {
  const { currency, customerNumber, lines, takesBack } = receipt
  const tillId = takesBack && known.get(takesBack.point)
  return {
    currency,
    customerNumber,
    lines: lines.filter(isCounted).map(({ business: _, ...line }) => line),
    takesBack:
      takesBack && tillId ? { tillId, closing: takesBack.closing, bon: takesBack.bon } : null,
  }
}

const written = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)\d*(Z|[+-]\d\d:\d\d)?$/

/** Without a zone it is the clock on the wall. */
function instantOf(text: string, zone: TimeZone): Date | null {
  const parts = written.exec(text)
  if (!parts) return null
  const millis = Date.parse(`${parts[1]}T${parts[2]}${parts[3] ?? 'Z'}`)
  if (Number.isNaN(millis)) return null
  return parts[3] ? new Date(millis) : zone.instantOf(millis)
}

const withoutTime = ({ closing, bon }: ExportedReceipt) =>
  malformed(
    'till_export_unreadable',
    `Receipt ${bon} of closing ${closing} has no time that can be read.`,
  )
