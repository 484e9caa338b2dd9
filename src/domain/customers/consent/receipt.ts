import { createHash } from 'node:crypto'
import type { ConsentAct, ConsentChannel, ConsentProof } from '#contract/language/consent.ts'

/** A link of one customer's chain, without what is hashed from it. */
export type ReceiptContent = {
  customerId: string
  /** From 1, without gaps. */
  number: number
  purpose: string
  channel: ConsentChannel
  act: ConsentAct
  textId: string | null
  /** SHA-256 of the wording. */
  textHash: Buffer | null
  covers: readonly string[]
  occurredAt: Date
  recordedAt: Date
  source: string
  recordedBy: string | null
  commitment: Buffer
}

export type Receipt = ReceiptContent & { previousHash: Buffer | null; hash: Buffer }

/** Adds a link to the chain that ends with `previousHash`; null: it begins here. */
export const link = (content: ReceiptContent, previousHash: Buffer | null): Receipt => ({
  ...content,
  previousHash,
  hash: hashOf(content, previousHash),
})

/** Of what proves a receipt. The salt keeps a short address from being guessed from it. */
export const commitmentOf = (salt: Buffer, proof: ConsentProof | null): Buffer =>
  createHash('sha256')
    .update(salt)
    .update(JSON.stringify(inOrder(proof)))
    .digest()

export const hashOfWording = (wording: string): Buffer =>
  createHash('sha256').update(wording).digest()

/** Whether a receipt fits behind the one before it; null: it is the first. */
export const fits = (receipt: Receipt, before: Receipt | null): boolean =>
  receipt.number === (before?.number ?? 0) + 1 &&
  sameBytes(receipt.previousHash, before?.hash ?? null) &&
  receipt.hash.equals(hashOf(receipt, receipt.previousHash))

/** The form that is hashed must never change: receipts of today are checked in many years. */
function hashOf(content: ReceiptContent, previousHash: Buffer | null): Buffer {
  const said = [
    content.customerId,
    content.number,
    content.purpose,
    content.channel,
    content.act,
    content.textId,
    content.textHash?.toString('hex') ?? null,
    content.covers,
    content.occurredAt.toISOString(),
    content.recordedAt.toISOString(),
    content.source,
    content.recordedBy,
    content.commitment.toString('hex'),
    previousHash?.toString('hex') ?? null,
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest()
}

const sameBytes = (one: Buffer | null, other: Buffer | null) =>
  one === null || other === null ? one === other : one.equals(other)

/** The database gives a proof back with its fields in an order of its own. */
const inOrder = (proof: ConsentProof | null) =>
  proof && Object.entries(proof).sort(([one], [other]) => (one < other ? -1 : 1))
