import { randomBytes } from 'node:crypto'
import type { ConsentProof } from '#contract/language/consent.ts'
import type { Tx } from '#database/transaction.ts'
import { type Family, lockFamilies } from '../families.ts'
import { tooManyConsents } from './judge-consent.ts'
import { commitmentOf, link, type Receipt, type ReceiptContent } from './receipt.ts'
import { insertReceipts, lastReceipts, type Proven } from './receipt-rows.ts'
import { restateConsents } from './restate.ts'

/** A yes or a no that is about to become a receipt, of nobody who said the same before. */
export type Said = Omit<ReceiptContent, 'number' | 'covers' | 'commitment'> & {
  proof: ConsentProof | null
}

export const receiptsPerCustomerMax = 1000
const saltBytes = 16

/**
 * Adds receipts to the chains of their customers, in the order given, and says anew what holds.
 * The statements do not grow with the number of receipts.
 */
export async function writeReceipts(tx: Tx, said: readonly Said[]): Promise<Receipt[]> {
  if (said.length === 0) return []
  const families = await lockFamilies(tx, [...new Set(said.map(({ customerId }) => customerId))])
  const last = await lastReceipts(tx, [...families.keys()])
  const proven = said.map((one): Proven => {
    const before = last.get(one.customerId)
    const next = prove(one, families.get(one.customerId)!, before)
    last.set(one.customerId, next.receipt)
    return next
  })
  await insertReceipts(tx, proven)
  await restateConsents(tx, [...new Set([...families.values()].map(([root]) => root))])
  return proven.map(({ receipt }) => receipt)
}

function prove(
  { proof, ...said }: Said,
  family: Family,
  before: Pick<Receipt, 'number' | 'hash'> | undefined,
): Proven {
  const number = (before?.number ?? 0) + 1
  if (number > receiptsPerCustomerMax) throw tooManyConsents(receiptsPerCustomerMax)
  const salt = randomBytes(saltBytes)
  const commitment = commitmentOf(salt, proof)
  const content = { ...said, number, covers: [...family].sort(), commitment }
  return { receipt: link(content, before?.hash ?? null), salt, proof }
}
