import { sql } from 'kysely'
import type { Receipt } from '#contract/endpoints/claims.ts'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { storeOf } from '#domain/business/store-of.ts'
import { isGuestId } from '#domain/events/guest.ts'
import { conflict, notFound } from '#kernel/errors.ts'

/** The guest of an anonymous purchase, and when it was made. */
export type Guest = { guestId: string; occurredAt: Date }

type Row = Guest & { claimed: boolean }

/**
 * Whose purchase a receipt is of. All of it must be known: the number alone is easily guessed.
 * @throws Refusal where there is no such anonymous purchase, or it has found its customer already
 */
export async function findReceipt(
  tx: Tx,
  { store, receiptNumber, day, amount }: Receipt,
  stores: Caller['stores'],
): Promise<Guest> {
  const place = await storeOf(tx, store, stores)
  const { rows } = await sql<Row>`
    select events.customer_id as "guestId", occurred_at as "occurredAt",
      customers.customer_id is not null as claimed
    from events
    join event_keys using (source, external_id, event_id)
    cross join business
    left join customers on customers.customer_id = events.customer_id
    where type = 'purchase' and ${isGuestId(sql`events.customer_id`)}
      and payload ->> 'receiptNumber' = ${receiptNumber} and store_number = ${place?.number ?? null}
      and amount = ${amount}
      and (occurred_at at time zone time_zone)::date = ${day}::date
    limit 2`.execute(tx)
  const [found, another] = rows
  if (!found) throw notFound('receipt')
  if (another) throw conflict('receipt_ambiguous', 'Several purchases have this receipt.')
  if (found.claimed) throw conflict('receipt_claimed', 'This receipt has found its customer.')
  return found
}
