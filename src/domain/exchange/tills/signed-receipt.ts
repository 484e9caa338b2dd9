import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import { publicId } from '#kernel/ids.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { checkSignature } from './check-signature.ts'
import { parseReceiptCode } from './receipt-code.ts'
import { saleOf } from './receipt-sale.ts'
import { signatureNotValid } from './register-till.ts'
import { type KnownTill, tillsBySerial } from './till.ts'

/** A sale that one of our tills has signed. */
export type SignedReceipt = {
  till: KnownTill
  /** Which signing unit: the numbers of its transactions are its own. */
  unit: Buffer
  transactionNumber: number
  closedAt: Date
  amount: number
}

/** @throws Refusal where it is no sale, or none that one of our tills has signed */
export async function readSignedReceipt(
  tx: Tx,
  text: string,
  zone: TimeZone,
): Promise<SignedReceipt> {
  const code = parseReceiptCode(text)
  const till = (await tillsBySerial(tx, [code.serial])).get(code.serial)
  if (!till?.publicKeys.includes(code.publicKey.toString('base64'))) throw tillUnknown()
  const closedAt = checkSignature(code, zone)
  if (!closedAt) throw signatureNotValid('/code')
  return {
    till,
    unit: unitOf(code.publicKey),
    transactionNumber: code.transactionNumber,
    closedAt,
    amount: saleOf(code),
  }
}

export const unitOf = (publicKey: Buffer): Buffer => hash('sha256', publicKey, 'buffer')

/** Of all that tills tell, whether shown or exported. */
export const tillSource = 'till'

/** The same for a receipt that was shown and one that was exported. */
export const signedReceiptId = (tillId: string, unit: Buffer, transactionNumber: number) =>
  `${publicId('til', tillId)}:${unit.toString('hex', 0, 6)}:${transactionNumber}`

export type Shown = { source: string; externalId: string }

/** What this receipt brought when it was shown before; null: it was not. */
export async function findShown(
  tx: Tx,
  { till, unit, transactionNumber }: SignedReceipt,
): Promise<Shown | null> {
  const { rows } = await sql<Shown>`
    select source, external_id as "externalId" from receipt_scans
    where till_id = ${till.tillId} and unit = ${unit}
      and transaction_number = ${transactionNumber}`.execute(tx)
  return rows[0] ?? null
}

/** The purchase that its export became, if it came before. */
export async function findExported(
  tx: Tx,
  { till, unit, transactionNumber }: SignedReceipt,
): Promise<Shown | null> {
  const { rows } = await sql<Shown>`
    select source, external_id as "externalId" from till_receipts
    where till_id = ${till.tillId} and unit = ${unit} and transaction_number = ${transactionNumber}
      and source is not null`.execute(tx)
  return rows[0] ?? null
}

const tillUnknown = () =>
  malformed('till_unknown', 'This receipt is not from one of our tills.', '/code')
