import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { listReceiptCodes as endpoint } from '#contract/endpoints/pos.ts'
import { receiptCodesShownHours, receiptCodesShownMax } from '#contract/language/counter-limits.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { hourMillis } from '#kernel/calendar.ts'
import { counterOf } from './counter-of.ts'
import { paidOf, shownCode } from './make-receipt-code.ts'

type Row = {
  code: string
  bookingId: string
  amount: number | null
  expiresAt: Date
  bookedAt: Date
}

/** What the caller booked here without a card a short time ago, as long as nobody has claimed it. */
export async function listReceiptCodes(
  { database, clock }: Context,
  caller: Caller,
  storeCode: string,
): Promise<Reply<typeof endpoint>> {
  const now = clock.now()
  const since = new Date(now.getTime() - receiptCodesShownHours * hourMillis)
  return await readOnly(database, async (tx) => {
    const store = await counterOf(tx, storeCode, caller)
    const { rows } = await sql<Row>`
      select code, booking_id as "bookingId", amount, expires_at as "expiresAt",
        booked_at as "bookedAt"
      from pos_bookings join receipt_codes using (booking_id)
      where booked_at > ${since} and booked_by = ${callerKey(caller) ?? ''}
        and store_number = ${store.number} and undone_at is null
        and claimed_at is null and expires_at > ${now}
        and not exists (select from customers where customer_id = guest_id)
      order by booked_at desc, booking_id desc limit ${receiptCodesShownMax}`.execute(tx)
    const { currency } = await readBusinessTerms({ kysely: tx })
    return {
      items: rows.map(({ code, amount, ...row }) => ({
        ...{ ...row, code: shownCode(code), amount: paidOf(amount, currency) },
      })),
    }
  })
}
