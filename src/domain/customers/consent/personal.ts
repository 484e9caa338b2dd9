import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { readReceipts } from './receipt-rows.ts'

/** What a person said yes or no to, and what proves it. */
export type ConsentExport = {
  purpose: string
  channel: string
  act: string
  wording: string | null
  wordingVersion: number | null
  occurredAt: Date
  recordedAt: Date
  source: string
  proof: unknown
  hash: string
}

/** @param customerIds the customer and all who were merged into them */
export async function exportConsents(
  tx: Tx,
  customerIds: readonly string[],
): Promise<ConsentExport[]> {
  const receipts = await readReceipts(tx, customerIds)
  return receipts.map(({ purposeLabel, text, hash, ...receipt }) => ({
    purpose: purposeLabel,
    channel: receipt.channel,
    act: receipt.act,
    wording: text?.wording ?? null,
    wordingVersion: text?.version ?? null,
    occurredAt: receipt.occurredAt,
    recordedAt: receipt.recordedAt,
    source: receipt.source,
    proof: receipt.proof,
    hash: hash.toString('hex'),
  }))
}

/**
 * Forgets the proofs with their salts. That somebody agreed stays, under an id that leads to nobody,
 * and the chain with it.
 */
export async function eraseConsents(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    delete from consent_proofs where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
