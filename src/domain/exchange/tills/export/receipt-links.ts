import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { isGuestId } from '#domain/events/guest.ts'
import type { Shown } from '../signed-receipt.ts'
import type { Joined } from './receipt-events.ts'
import type { WaitingReceipt } from './waiting-receipts.ts'

/** Receipts that somebody has shown: by till, signing unit and transaction they are known for sure. */
export async function findShownOf(
  tx: Tx,
  receipts: readonly WaitingReceipt[],
): Promise<Map<string, Shown>> {
  const { rows } = await sql<Shown & { receiptId: string }>`
    select receipt_id as "receiptId", receipt_scans.source, receipt_scans.external_id as "externalId"
    from till_receipts join receipt_scans using (till_id, unit, transaction_number)
    where receipt_id = any(${receipts.map(({ receiptId }) => receiptId)}::uuid[])`.execute(tx)
  return new Map(rows.map(({ receiptId, ...shown }) => [receiptId, shown]))
}

/** These purchases as they stand now, by their keys. */
export async function findJoined(tx: Tx, keys: readonly Shown[]): Promise<Map<string, Joined>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<Joined>`
    select source, external_id as "externalId", event_keys.version, occurred_at as "occurredAt",
      channels.code as "channelCode", stores.code as "storeCode", amount,
      payload ->> 'receiptNumber' as "receiptNumber",
      jsonb_typeof(payload -> 'lines') is not null as "hasLines",
      case when not ${isGuestId(sql`events.customer_id`)} then events.customer_id end as "customerId"
    from json_to_recordset(${JSON.stringify(keys)}::json) as wanted (source text, "externalId" text)
    join event_keys using (source) join events using (source, external_id, event_id, customer_id)
    left join channels on channels.number = channel_number
    left join stores on stores.number = store_number
    where external_id = "externalId"`.execute(tx)
  return new Map(rows.map((row) => [`${row.source}\u001f${row.externalId}`, row]))
}

export type Original = { key: Shown | null; outcome: string }

/** What became of the receipts that these take back. */
export async function findOriginals(
  tx: Tx,
  receipts: readonly WaitingReceipt[],
): Promise<Map<string, Original>> {
  const asked = receipts.flatMap(({ receiptId, content: { takesBack } }) =>
    takesBack ? [{ receiptId, ...takesBack }] : [],
  )
  if (asked.length === 0) return new Map()
  const { rows } = await sql<Shown & { receiptId: string; outcome: string }>`
    select "receiptId", outcome, source, external_id as "externalId"
    from json_to_recordset(${JSON.stringify(asked)}::json) as asked
      ("receiptId" uuid, "tillId" uuid, closing bigint, bon text)
    join till_receipts on till_receipts.till_id = "tillId"
      and till_receipts.closing = asked.closing and till_receipts.bon = asked.bon`.execute(tx)
  return new Map(
    rows.map(({ receiptId, outcome, source, externalId }) => [
      receiptId,
      { outcome, key: source ? { source, externalId } : null },
    ]),
  )
}

/**
 * Whom the till's own numbers mean, as far as they are known here as cards or as another program's
 * number. Nobody is made of them: tills give one number to all whom they do not know.
 */
export async function knownCustomers(
  tx: Tx,
  receipts: readonly WaitingReceipt[],
): Promise<Map<string, string>> {
  const numbers = [...new Set(receipts.map(({ content }) => content.customerNumber))].filter(
    Boolean,
  )
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<{ value: string; customerId: string }>`
    select distinct on (value) value, customer_id as "customerId" from identities
    where value = any(${numbers}::text[]) and kind in ('card_number', 'external_id')
    order by value, kind`.execute(tx)
  return new Map(rows.map(({ value, customerId }) => [value, customerId]))
}
