import { sql } from 'kysely'
import type { EventInput } from '#contract/language/event.ts'
import type { Worker } from '#contract/worker.ts'
import { asIntake } from '#database/doing.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { isRejectedValue } from '#domain/events/record-events.ts'
import { findBookings, type Sought, toleratedMillis } from '../bookings.ts'
import { lockTills } from '../till.ts'
import { type Match, matchReceipts } from './match-receipts.ts'
import { bookedEvent, type Joined, joinedEvent, returnEvent } from './receipt-events.ts'
import { findJoined, findOriginals, findShownOf, knownCustomers } from './receipt-links.ts'
import { type Deciding, type Decision, recordAll, refusedBy, save } from './record-decisions.ts'
import { lockWaiting, type WaitingReceipt, waitingIds } from './waiting-receipts.ts'

/** Makes purchases of what tills have exported. */
export function tillReceiptWorker(deciding: Deciding): Worker {
  return {
    name: 'till receipts',
    restMillis: 1_000,
    work: async () => ((await decideReceipts(deciding)) > 0 ? 'more' : 'done'),
  }
}

/**
 * Decides the receipts that wait, the earliest first, several at once: purchases and what became of
 * each receipt are one transaction, so a crash leaves them waiting.
 * @returns how many were decided
 */
export async function decideReceipts(deciding: Deciding): Promise<number> {
  return await decideHalving(deciding, await waitingIds(deciding.database))
}

/** A value that only the database rejects is found by halving, and refused alone. */
async function decideHalving(deciding: Deciding, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  try {
    return await asIntake(() =>
      transaction(deciding.database, (tx) => decideWithin(tx, deciding, ids)),
    )
  } catch (error) {
    if (!isRejectedValue(error)) throw error
    if (ids.length === 1) return await refuseAlone(deciding, ids[0]!)
    const middle = ids.length >> 1
    return (
      (await decideHalving(deciding, ids.slice(0, middle))) +
      (await decideHalving(deciding, ids.slice(middle)))
    )
  }
}

async function decideWithin(tx: Tx, deciding: Deciding, ids: readonly string[]): Promise<number> {
  const receipts = await lockWaiting(tx, ids)
  if (receipts.length === 0) return 0
  await lockTills(tx, [...new Set(receipts.map(({ tillId }) => tillId))])
  const sales = receipts.filter(({ counted }) => counted >= 0)
  const returns = receipts.filter(({ counted }) => counted < 0)
  const sold = await recordAll(tx, deciding, await decisionsOf(tx, sales))
  await save(tx, sold, deciding.clock.now())
  const given = await recordAll(tx, deciding, await returnsOf(tx, returns))
  await save(tx, given, deciding.clock.now())
  return receipts.length
}

async function decisionsOf(tx: Tx, receipts: readonly WaitingReceipt[]): Promise<Decision[]> {
  const shown = await findShownOf(tx, receipts)
  const open = receipts.filter(({ receiptId }) => !shown.has(receiptId))
  const matches = matchReceipts(open, await findBookings(tx, open.map(soughtFor)))
  const keys = [...shown.values(), ...matches.flatMap(({ booking }) => booking ?? [])]
  const joined = await findJoined(tx, keys)
  const customers = await knownCustomers(tx, open)
  const ofShown = receipts.flatMap((receipt): Decision[] => {
    const key = shown.get(receipt.receiptId)
    return key ? [joining(receipt, joined.get(keyText(key)))] : []
  })
  return [...ofShown, ...matches.map((match) => decisionFor(match, joined, customers))]
}

const keyText = ({ source, externalId }: { source: string; externalId: string }) =>
  `${source}\u001f${externalId}`

function decisionFor(
  { receipt, booking, isDoubtful }: Match,
  joined: ReadonlyMap<string, Joined>,
  customers: ReadonlyMap<string, string>,
): Decision {
  if (isDoubtful) return { receipt, outcome: 'doubtful', event: null, key: null }
  if (booking) return joining(receipt, joined.get(keyText(booking)))
  const event = bookedEvent(receipt, customers.get(receipt.content.customerNumber))
  return { receipt, outcome: 'booked', event, key: event }
}

/** With the till's lines, where the purchase has none. */
export function joining(receipt: WaitingReceipt, to: Joined | undefined): Decision {
  if (!to) return refusedBy(receipt, 'booking_unknown')
  return { receipt, outcome: 'joined', event: joinedEvent(receipt, to), key: to }
}

async function returnsOf(tx: Tx, receipts: readonly WaitingReceipt[]): Promise<Decision[]> {
  const originals = await findOriginals(tx, receipts)
  return receipts.map((receipt): Decision => {
    const original = originals.get(receipt.receiptId)
    if (original?.outcome === 'skipped')
      return { ...refusedBy(receipt, 'receipt_canceled'), outcome: 'skipped' }
    const event: EventInput = returnEvent(receipt, original?.key ?? null)
    return { receipt, outcome: 'booked', event, key: event }
  })
}

export const soughtFor = (receipt: WaitingReceipt): Sought => ({
  receipt: receipt.receiptId,
  storeNumber: receipt.storeNumber,
  from: new Date(receipt.beganAt.getTime() - toleratedMillis),
  to: new Date(receipt.endedAt.getTime() + toleratedMillis),
  amounts: [...new Set([receipt.total, receipt.counted])],
})

async function refuseAlone({ database, clock }: Deciding, receiptId: string): Promise<number> {
  await sql`
    update till_receipts set outcome = 'refused', decided_at = ${clock.now()},
      reason = '{"code":"value_rejected","text":""}'
    where receipt_id = ${receiptId} and outcome = 'waiting'`.execute(database.kysely)
  return 1
}
