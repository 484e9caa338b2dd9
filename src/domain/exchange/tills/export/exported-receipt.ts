import type { PurchaseLine } from '#contract/language/event.ts'

/** One receipt of an export, as it concerns us: of the customer's name and address nothing is read. */
export type ExportedReceipt = {
  /** Z_KASSE_ID, Z_NR, BON_ID: of all tills in the file, this one. */
  point: string
  closing: number
  bon: string
  /** BON_NR, as it stands on paper. */
  number: string
  /** BON_TYP. */
  kind: string
  isCancellation: boolean
  began: string
  ended: string
  /** UMS_BRUTTO and what the lines come to, in minor units. */
  total: number | null
  currency: string
  /** KUNDE_ID: of use where we know it. */
  customerNumber: string
  lines: ExportedLine[]
  transactionNumber: number | null
  /** TSE_ID, which leads to the key of the signing unit. */
  unit: string
  /** Which receipt it takes back. */
  takesBack: { point: string; closing: number; bon: string } | null
}

/** GV_TYP says what kind of business a line is. */
export type ExportedLine = PurchaseLine & { business: string }

export type ExportedTill = {
  point: string
  serial: string
  name: string
  /** In base64, of the signing units it used, by TSE_ID. */
  publicKeys: Map<string, string>
}

export type TillExport = { tills: ExportedTill[]; receipts: ExportedReceipt[] }

/**
 * Only what is sold counts, less what is taken off. A tip is no purchase, a deposit comes back, a
 * voucher counts when it is spent (and pays then, as money does), a prepayment with its invoice.
 */
const countedBusiness: ReadonlySet<string> = new Set(['Umsatz', 'Rabatt', 'Aufschlag'])

export const isCounted = ({ business }: ExportedLine) => countedBusiness.has(business)

/** Why a receipt is no purchase; null: it is one, or takes one back. */
export type SkipReason =
  | 'receipt_for_training'
  | 'receipt_broken_off'
  | 'receipt_of_order'
  | 'receipt_canceled'
  | 'receipt_without_sale'

export function skipReason(receipt: ExportedReceipt, counted: number): SkipReason | null {
  switch (receipt.kind) {
    case 'Beleg':
    case 'AVBelegstorno':
      break
    case 'AVTraining':
      return 'receipt_for_training'
    case 'AVBelegabbruch':
      return 'receipt_broken_off'
    case 'AVBestellung':
      return 'receipt_of_order'
    default:
      return 'receipt_without_sale'
  }
  if (receipt.isCancellation && counted >= 0) return 'receipt_canceled'
  return receipt.lines.length > 0 && !receipt.lines.some(isCounted) ? 'receipt_without_sale' : null
}

/** What of a receipt counts, in minor units: its lines where it has some, else its total. */
export const countedOf = ({ lines, total }: ExportedReceipt): number =>
  lines.length === 0
    ? (total ?? 0)
    : lines.filter(isCounted).reduce((sum, { amount }) => sum + amount, 0)
