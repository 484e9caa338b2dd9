import { sql } from 'kysely'
import type { PosBooking } from '#contract/endpoints/pos.ts'
import type { Tx } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { notFound } from '#kernel/errors.ts'
import { shortName } from '#kernel/short-name.ts'

export type Booking = {
  id: string
  /** Or the guest, where nobody was named. */
  customerId: string
  source: string
  externalId: string
  /** Of its event: it was told anew so often. */
  version: number
  storeNumber: number
  amount: number | null
  bookedAt: Date
  bookedBy: string
  undoneAt: Date | null
}

/** Writes a booking unless its device sent it before; waits for whoever sends the same one now. */
export async function claimBooking(tx: Tx, booking: Booking): Promise<boolean> {
  const { id, customerId, source, externalId, storeNumber, amount, bookedAt, bookedBy } = booking
  const { numAffectedRows } = await sql`
    insert into pos_bookings (booking_id, customer_id, source, external_id, store_number, amount,
      booked_at, booked_by)
    values (${id}, ${customerId}, ${source}, ${externalId}, ${storeNumber}, ${amount}, ${bookedAt},
      ${bookedBy})
    on conflict (source, external_id) do nothing`.execute(tx)
  return Boolean(numAffectedRows)
}

const columns = sql`
  booking_id as id, customer_id as "customerId", source, external_id as "externalId", version,
  store_number as "storeNumber", amount, booked_at as "bookedAt", booked_by as "bookedBy",
  undone_at as "undoneAt"`

type Reference = Pick<Booking, 'source' | 'externalId'>

export async function findBooking(tx: Tx, { source, externalId }: Reference): Promise<Booking> {
  const { rows } = await sql<Booking>`
    select ${columns} from pos_bookings
    where source = ${source} and external_id = ${externalId}`.execute(tx)
  return rows[0]!
}

/** @throws Refusal where there is none */
export async function lockBooking(tx: Tx, id: string): Promise<Booking> {
  const { rows } = await sql<Booking>`
    select ${columns} from pos_bookings where booking_id = ${id} for update`.execute(tx)
  if (!rows[0]) throw notFound('pos_booking')
  return rows[0]
}

type Undone = { id: string; at: Date; by: string; reason: string | null }

export async function noteUndone(tx: Tx, { id, at, by, reason }: Undone): Promise<void> {
  await sql`
    update pos_bookings
    set undone_at = ${at}, undone_by = ${by}, reason = ${reason}, version = version + 1
    where booking_id = ${id}`.execute(tx)
}

type Moved = Omit<Undone, 'reason'> & { to: string; reason: string }

export async function noteMoved(tx: Tx, { id, to, at, by, reason }: Moved): Promise<void> {
  await sql`
    update pos_bookings
    set moved_from = customer_id, customer_id = ${to}, moved_at = ${at}, moved_by = ${by},
      reason = ${reason}, version = version + 1
    where booking_id = ${id}`.execute(tx)
}

type Told = { name: string | null; gained: PosBooking['gained'] }

/** As the counter reads it: with what it brought, as the books say now. */
export async function tellBooking(tx: Tx, booking: Booking): Promise<PosBooking> {
  const { rows } = await sql<Told>`
    select persons.name, coalesce((
      select json_agg(json_build_object('name', point_currencies.name, 'points', gained) order by currency)
      from (
        select ledger_entries.currency, sum(balance_after - balance_before)::float8 as gained
        from event_keys
        join ledger_entries on ledger_entries.event_id = event_keys.event_id
          and ledger_entries.customer_id = coalesce(customers.merged_into, customers.customer_id)
        where event_keys.source = ${booking.source}
          and event_keys.external_id = ${booking.externalId}
        group by ledger_entries.currency
      ) as by_currency
      join point_currencies using (currency)
      where gained <> 0
    ), '[]') as gained
    from (select ${booking.customerId}::uuid as customer_id) as booked
    left join customers using (customer_id)
    left join persons on persons.customer_id = customers.customer_id`.execute(tx)
  const { id, customerId, amount, bookedAt, undoneAt } = booking
  const { name, gained } = rows[0]!
  const { currency } = await readBusinessTerms({ kysely: tx })
  return {
    ...{ id, customerId, gained, bookedAt, undoneAt },
    shown: name === null ? null : shortName(name),
    amount: amount === null ? null : { amount, currency },
  }
}
