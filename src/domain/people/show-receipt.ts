import { sql } from 'kysely'
import {
  receiptShownHoursMax,
  receiptsShownADayMax,
  type ShownReceipt,
} from '#contract/endpoints/tills.ts'
import type { Caller } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { isGuestId } from '#domain/events/guest.ts'
import type { Within } from '#domain/events/record.ts'
import { recordInto } from '#domain/events/record-events.ts'
import { readOwnTerms } from '#domain/exchange/plan-import.ts'
import { findBookings, nearest, toleratedMillis } from '#domain/exchange/tills/bookings.ts'
import { receiptCurrency } from '#domain/exchange/tills/receipt-sale.ts'
import {
  findExported,
  findShown,
  readSignedReceipt,
  type Shown,
  type SignedReceipt,
  signedReceiptId,
  tillSource,
} from '#domain/exchange/tills/signed-receipt.ts'
import { lockTills } from '#domain/exchange/tills/till.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { conflict, malformed } from '#kernel/errors.ts'
import { type TimeZone, zoneNamed } from '#kernel/time-zone.ts'
import { claimGuest } from './claim-purchase.ts'
import type { Guest } from './find-receipt.ts'
import { holdIntake } from './hold-customers.ts'
import type { PeopleRim } from './merge-customers.ts'

type Rim = PeopleRim & { within: readonly Within[] }
type Showing = { customerId: string; code: string }

/**
 * Gives a customer the purchase of a receipt they show. What is printed on it is believed because
 * one of our tills has signed it. Where the purchase was told of otherwise, it is claimed.
 */
export async function showReceipt(rim: Rim, asked: Showing, by: Caller): Promise<ShownReceipt> {
  const { database, clock } = rim.context
  const now = clock.now()
  const zone = zoneNamed((await readOwnTerms(database)).timeZone)
  return await transaction(database, async (tx) => {
    const receipt = await readSignedReceipt(tx, asked.code, zone)
    refuseOtherStore(receipt.till.storeNumber, by.stores)
    refuseOld(receipt, now)
    await lockTills(tx, [receipt.till.tillId])
    if (await findShown(tx, receipt)) throw shownBefore()
    const customerId = await seeRoot(tx, asked.customerId, by.stores)
    await refuseMany(tx, customerId, zone, now)
    const open = await findOpen(tx, receipt)
    const became = open
      ? await claim(tx, rim, { guest: open, customerId, now }, by)
      : await recordSale(tx, rim, { receipt, customerId, now })
    await remember(tx, receipt, { ...became, customerId, now })
    return viewOf(receipt, open ? 'claimed' : 'recorded', customerId)
  })
}

const viewOf = (
  { till, closedAt, amount }: SignedReceipt,
  became: ShownReceipt['became'],
  customerId: string,
): ShownReceipt => ({
  became,
  customerId,
  store: { code: till.storeCode, name: till.storeName },
  occurredAt: closedAt,
  amount: { amount, currency: receiptCurrency },
})

function refuseOld({ closedAt }: SignedReceipt, now: Date): void {
  if (now.getTime() - closedAt.getTime() <= receiptShownHoursMax * 3_600_000) return
  throw conflict(
    'receipt_too_old',
    `A receipt can be shown for ${receiptShownHoursMax} hours; this one is older.`,
  )
}

/** One customer after the other: two of their receipts at two tills count together. */
async function refuseMany(tx: Tx, customerId: string, zone: TimeZone, now: Date): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${`receipts of ${customerId}`}, 0))`.execute(tx)
  const members = (await membersOf(tx, [customerId])).get(customerId)!
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from receipt_scans
    where customer_id = any(${members}::uuid[]) and scanned_at >= ${zone.startOf(zone.dayOf(now))}`.execute(
    tx,
  )
  if (rows[0]!.count < receiptsShownADayMax) return
  throw conflict(
    'receipts_too_many_today',
    `A customer can show ${receiptsShownADayMax} receipts a day.`,
  )
}

type Open = Guest & Shown

/**
 * The anonymous purchase this receipt is of, where it was told of before.
 * @throws Refusal where somebody has it already
 */
async function findOpen(tx: Tx, receipt: SignedReceipt): Promise<Open | null> {
  const exported = await findExported(tx, receipt)
  if (exported) return await openOf(tx, exported)
  const { till, closedAt, amount } = receipt
  const around = (millis: number) => new Date(closedAt.getTime() + millis)
  const bookings = await findBookings(tx, [
    {
      receipt: '',
      storeNumber: till.storeNumber,
      from: around(-toleratedMillis),
      to: around(toleratedMillis),
      amounts: [amount],
    },
  ])
  const open = nearest(
    bookings.filter(({ holder }) => holder === 'open'),
    closedAt,
  )
  if (open) return { ...open, guestId: open.customerId }
  if (bookings.length > 0) throw counted()
  return null
}

async function openOf(tx: Tx, { source, externalId }: Shown): Promise<Open> {
  const { rows } = await sql<Open>`
    select events.customer_id as "guestId", occurred_at as "occurredAt", source,
      external_id as "externalId"
    from event_keys join events using (source, external_id, event_id, customer_id)
    where source = ${source} and external_id = ${externalId}
      and ${isGuestId(sql`events.customer_id`)}
      and not exists (select from customers where customers.customer_id = events.customer_id)`.execute(
    tx,
  )
  if (!rows[0]) throw counted()
  return rows[0]
}

type Claim = { guest: Open; customerId: string; now: Date }

async function claim(
  tx: Tx,
  { planFor }: Rim,
  { guest, customerId, now }: Claim,
  by: Caller,
): Promise<Shown> {
  await holdIntake(tx)
  // Whoever changed who counts for whom is done by now.
  const intoId = await seeRoot(tx, customerId, by.stores)
  await openOf(tx, guest)
  await claimGuest(tx, planFor, { guest, intoId, note: null, now }, by)
  return guest
}

type Sale = { receipt: SignedReceipt; customerId: string; now: Date }

async function recordSale(tx: Tx, { within }: Rim, { receipt, customerId, now }: Sale) {
  const { till, unit, transactionNumber, closedAt, amount } = receipt
  const shown: Shown = {
    source: tillSource,
    externalId: signedReceiptId(till.tillId, unit, transactionNumber),
  }
  const [outcome] = await recordInto(
    tx,
    [
      {
        type: 'purchase',
        ...shown,
        version: 0,
        occurredAt: closedAt.toISOString(),
        customer: { id: customerId },
        store: till.storeCode,
        amount,
        currency: receiptCurrency,
      },
    ],
    { now, within },
  )
  if (outcome!.status === 'accepted') return shown
  if (outcome!.status !== 'refused') throw counted()
  const [fault] = outcome!.errors
  throw malformed(outcome!.code, fault?.message ?? 'This receipt cannot be counted.', '/code')
}

type Remembered = Shown & { customerId: string; now: Date }

async function remember(tx: Tx, receipt: SignedReceipt, became: Remembered): Promise<void> {
  const { till, unit, transactionNumber } = receipt
  await sql`
    insert into receipt_scans (till_id, unit, transaction_number, customer_id, scanned_at, source,
      external_id)
    values (${till.tillId}, ${unit}, ${transactionNumber}, ${became.customerId}, ${became.now},
      ${became.source}, ${became.externalId})`.execute(tx)
  // An export that could not tell which purchase this is can now.
  await sql`
    update till_receipts set outcome = 'waiting', reason = null
    where till_id = ${till.tillId} and unit = ${unit} and transaction_number = ${transactionNumber}
      and outcome = 'doubtful'`.execute(tx)
}

const shownBefore = () => conflict('receipt_shown', 'This receipt was shown before.')
const counted = () => conflict('receipt_counted', 'This purchase has counted already.')
