import { sql } from 'kysely'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { beginAttempt } from '#domain/business/sign-in/attempts.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { comparedCode } from '#domain/loyalty/vouchers/code.ts'
import { claimGuest } from '#domain/people/claim-purchase.ts'
import { holdIntake } from '#domain/people/hold-customers.ts'
import type { Merge } from '#domain/people/merge-rows.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { conflict, notFound, Refusal } from '#kernel/errors.ts'

type ClaimRim = { context: Context; planFor: PlanFor; secret: string }
type Claim = { code: string; customerId: string }

/** So many wrong codes of one customer before the first wait. */
const triesFree = 5

/**
 * Gives the purchase of a receipt code to a customer, with all it would have brought on its day:
 * each code once, of many who ask the first. Wrong guesses of one customer wait longer each time.
 * @throws MustWait
 * @throws Refusal `receipt_code_not_found`, `receipt_code_claimed`, `receipt_code_expired`,
 * `own_card`, `customer_not_found`, `merges_too_many`
 */
export async function claimReceiptCode(
  { context, planFor, secret }: ClaimRim,
  { code, customerId }: Claim,
  by: Caller,
): Promise<Merge> {
  const { database } = context
  const now = context.clock.now()
  const trier = { device: `receipt codes of ${customerId}`, address: '' }
  const tried = await beginAttempt(database, { secret, triesFree, who: customerId, trier })
  const merge = await transaction(database, async (tx) => {
    await holdIntake(tx)
    const intoId = await seeRoot(tx, customerId, by.stores)
    const guest = await takeCode(tx, comparedCode(code), now)
    await refuseOwnPurchase(tx, guest.bookedBy, intoId)
    return await claimGuest(tx, planFor, { guest, intoId, note: null, now }, by)
  })
  await tried.succeeded()
  return merge
}

type Row = {
  guestId: string
  occurredAt: Date
  bookedBy: string
  expired: boolean
  claimed: boolean
}

async function takeCode(tx: Tx, code: string, now: Date): Promise<Row> {
  const { rows } = await sql<Row>`
    select guest_id as "guestId", occurred_at as "occurredAt", booked_by as "bookedBy",
      expires_at <= ${now} as expired,
      claimed_at is not null or customers.customer_id is not null as claimed
    from receipt_codes
    join pos_bookings using (booking_id)
    left join customers on customers.customer_id = guest_id
    where code = ${code} and undone_at is null and pos_bookings.customer_id = guest_id
    for update of receipt_codes`.execute(tx)
  const [found] = rows
  if (!found) throw notFound('receipt_code')
  if (found.claimed) throw conflict('receipt_code_claimed', 'This code was used before.')
  if (found.expired) throw conflict('receipt_code_expired', 'This code has run out.')
  await sql`update receipt_codes set claimed_at = ${now} where code = ${code}`.execute(tx)
  return found
}

/** What a cashier books for nobody is not theirs to claim either. */
async function refuseOwnPurchase(tx: Tx, bookedBy: string, root: string): Promise<void> {
  const { rows } = await sql<{ own: string }>`
    select own_customer_id as own from cashiers where 'cashier ' || cashier_id = ${bookedBy}
    union all
    select own_customer_id from staff where 'staff ' || staff_id = ${bookedBy}`.execute(tx)
  const owns = rows.flatMap(({ own }) => (own === null ? [] : [own]))
  if (![...(await rootsOf(tx, owns)).values()].includes(root)) return
  throw new Refusal('forbidden', 'own_card', 'You booked this purchase yourself.')
}
