import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { Receipt } from '#contract/endpoints/claims.ts'
import type { claimByReceipt } from '#contract/endpoints/portal-self.ts'
import { type Caller, guestOf } from '#contract/route.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { claimPurchase } from '#domain/people/claim-purchase.ts'
import { showReceipt } from '#domain/people/show-receipt.ts'
import { claimReceiptCode } from '#domain/pos/claim-receipt-code.ts'
import { whyUnearned } from '#domain/pos/why-unearned.ts'
import { tryOnce } from './addresses.ts'
import type { PortalRim } from './rim.ts'

type Claimed = Reply<typeof claimByReceipt>

/** Gives a guest the purchase of a receipt they hold, by all that stands on it. */
export async function claimByNumber(
  rim: PortalRim,
  caller: Caller,
  receipt: Receipt,
): Promise<Claimed> {
  const { customerId } = guestOf(caller)
  const tried = await tryOnce(rim, 'receipt', customerId)
  const { store, receiptNumber, day } = receipt
  // Many accounts may be one person, who tries one amount after the other.
  const guessed = await tryOnce(rim, 'receipt', JSON.stringify([store, receiptNumber, day]))
  const { fromId } = await claimPurchase(rim, { customerId, receipt, note: null }, caller)
  await tried.succeeded()
  await guessed.succeeded()
  return await readOnly(rim.context.database, (tx) =>
    tellPurchase(tx, rim, customerId, sql`events.customer_id = ${fromId}`),
  )
}

/** The same by the code the till gave for it. */
export async function claimByCode(rim: PortalRim, caller: Caller, code: string): Promise<Claimed> {
  const { customerId } = guestOf(caller)
  const { fromId } = await claimReceiptCode(rim, { code, customerId }, caller)
  return await readOnly(rim.context.database, (tx) =>
    tellPurchase(tx, rim, customerId, sql`events.customer_id = ${fromId}`),
  )
}

/** The same by the code a signing unit has printed on it. */
export async function claimBySignature(
  rim: PortalRim,
  caller: Caller,
  code: string,
): Promise<Claimed> {
  const { customerId } = guestOf(caller)
  const { occurredAt, amount, store } = await showReceipt(rim, { customerId, code }, caller)
  const told = await readOnly(rim.context.database, async (tx) => {
    const memberIds = (await membersOf(tx, [customerId])).get(customerId)!
    return await tellPurchase(
      tx,
      rim,
      customerId,
      sql`(events.source, events.external_id) = (
        select source, external_id from receipt_scans
        where customer_id = any(${memberIds}::uuid[]) order by scanned_at desc limit 1
      )`,
    )
  })
  return { ...told, at: occurredAt, amount, store: store.name }
}

type Row = {
  source: string
  externalId: string
  store: string | null
  at: Date
  amount: number | null
  gained: Claimed['gained']
}

/** What was bought, and what it brought or why it brought nothing, as the books say now. */
async function tellPurchase(
  tx: Tx,
  { context, planFor }: PortalRim,
  customerId: string,
  which: ReturnType<typeof sql>,
): Promise<Claimed> {
  const memberIds = (await membersOf(tx, [customerId])).get(customerId)!
  const { rows } = await sql<Row>`
    with bought as (
      select event_id, source, external_id, occurred_at, amount, store_number
      from event_keys join events using (source, external_id, event_id, customer_id)
      where ${which} and type in ('purchase', 'visit') limit 1
    )
    select source, external_id as "externalId", stores.name as store, occurred_at as at, amount,
      coalesce((
        select json_agg(json_build_object('name', point_currencies.name, 'points', gained)
          order by currency)
        from (
          select currency, sum(balance_after - balance_before)::float8 as gained
          from ledger_entries
          where ledger_entries.event_id = bought.event_id
            and ledger_entries.customer_id = any(${memberIds}::uuid[])
          group by currency
        ) as by_currency join point_currencies using (currency)
        where gained <> 0
      ), '[]') as gained
    from bought left join stores on stores.number = store_number`.execute(tx)
  const { source, externalId, store, at, amount, gained } = rows[0]!
  const { currency } = await readBusinessTerms({ kysely: tx })
  const ground = { plan: await planFor(tx), root: customerId, now: context.clock.now() }
  const booked = { source, externalId, amount, bookedAt: at, undoneAt: null }
  const unearned = gained.length > 0 ? null : await whyUnearned(tx, ground, booked, { gained })
  return { store, at, amount: amount === null ? null : { amount, currency }, gained, unearned }
}
