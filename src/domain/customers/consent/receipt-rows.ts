import { type RawBuilder, sql } from 'kysely'
import type { ConsentProof, ConsentSource } from '#contract/language/consent.ts'
import type { Tx } from '#database/transaction.ts'
import type { Receipt } from './receipt.ts'

const columns = sql`
  customer_id as "customerId", number, consent_receipts.purpose, channel, act,
  consent_receipts.text_id as "textId", consent_texts.hash as "textHash", covers,
  occurred_at as "occurredAt", recorded_at as "recordedAt", source, recorded_by as "recordedBy",
  commitment, previous_hash as "previousHash", consent_receipts.hash`

const receipts = sql`consent_receipts left join consent_texts using (text_id)`

/** The last link of each customer's chain. */
export async function lastReceipts(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Pick<Receipt, 'number' | 'hash'>>> {
  const { rows } = await sql<{ customerId: string; number: number; hash: Buffer }>`
    select distinct on (customer_id) customer_id as "customerId", number, hash
    from consent_receipts where customer_id = any(${customerIds}::uuid[])
    order by customer_id, number desc`.execute(tx)
  return new Map(rows.map((row) => [row.customerId, row]))
}

export type ShownReceipt = Receipt & {
  source: ConsentSource
  purposeLabel: string
  text: { id: string; version: number; language: string; wording: string } | null
  proof: ConsentProof | null
  salt: Buffer | null
}

/** All receipts of these customers, chain by chain. */
export async function readReceipts(
  tx: Tx,
  customerIds: readonly string[],
): Promise<ShownReceipt[]> {
  return await read(tx, sql`customer_id = any(${customerIds}::uuid[])`)
}

/** One that says the same; undefined: nobody said it before. */
export async function findSame(
  tx: Tx,
  said: Pick<Receipt, 'customerId' | 'purpose' | 'channel' | 'act' | 'occurredAt' | 'source'>,
): Promise<ShownReceipt | undefined> {
  const [same] = await read(
    tx,
    sql`customer_id = ${said.customerId} and consent_receipts.purpose = ${said.purpose}
      and channel = ${said.channel} and act = ${said.act} and occurred_at = ${said.occurredAt}
      and source = ${said.source}`,
  )
  return same
}

async function read(tx: Tx, condition: RawBuilder<unknown>): Promise<ShownReceipt[]> {
  const { rows } = await sql<ShownReceipt>`
    select ${columns}, consent_purposes.label as "purposeLabel", salt, proof,
      case when consent_texts.text_id is not null then json_build_object(
        'id', consent_texts.text_id, 'version', version, 'language', language, 'wording', wording
      ) end as text
    from ${receipts} join consent_purposes on consent_purposes.purpose = consent_receipts.purpose
      left join consent_proofs using (customer_id, number)
    where ${condition}
    order by customer_id, number`.execute(tx)
  return rows
}

export type Proven = { receipt: Receipt; salt: Buffer; proof: ConsentProof | null }

export async function insertReceipts(tx: Tx, proven: readonly Proven[]): Promise<void> {
  const rows = proven.map(({ receipt, salt, proof }) => ({
    ...receipt,
    commitment: receipt.commitment.toString('hex'),
    previousHash: receipt.previousHash?.toString('hex') ?? null,
    hash: receipt.hash.toString('hex'),
    salt: salt.toString('hex'),
    proof,
  }))
  await sql`
    with sent as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as sent (
        "customerId" uuid, number integer, purpose text, channel text, act text, "textId" uuid,
        covers uuid[], "occurredAt" timestamptz, "recordedAt" timestamptz, source text,
        "recordedBy" text, commitment text, "previousHash" text, hash text, salt text, proof jsonb
      )
    ), proven as (
      insert into consent_proofs (customer_id, number, salt, proof)
      select "customerId", number, decode(salt, 'hex'), proof from sent
      where proof is not null and proof <> 'null'
    )
    insert into consent_receipts (customer_id, number, purpose, channel, act, text_id, covers,
      occurred_at, recorded_at, source, recorded_by, commitment, previous_hash, hash)
    select "customerId", number, purpose, channel, act, "textId", covers, "occurredAt",
      "recordedAt", source, "recordedBy", decode(commitment, 'hex'), decode("previousHash", 'hex'),
      decode(hash, 'hex')
    from sent`.execute(tx)
}
