import { sql } from 'kysely'
import type { Receipt } from '#contract/endpoints/claims.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { countGuest } from '#domain/profile/regroup.ts'
import { seeRoot } from '#domain/profile/see-customer.ts'
import { findReceipt, type Guest } from './find-receipt.ts'
import { holdIntake, lockCustomers } from './hold-customers.ts'
import { join, type PeopleRim, refuseUnjoinable } from './merge-customers.ts'
import type { Merge } from './merge-rows.ts'

/**
 * Gives an anonymous purchase to its customer, with all it would have brought on its day: a merge of
 * its guest. Of many who ask for the same receipt the first has it.
 */
export async function claimPurchase(
  { context, planFor }: PeopleRim,
  { customerId, receipt, note }: { customerId: string; receipt: Receipt; note: string | null },
  by: Caller,
): Promise<Merge> {
  const now = context.clock.now()
  return await transaction(context.database, async (tx) => {
    await holdIntake(tx)
    const intoId = await seeRoot(tx, customerId, by.stores)
    const guest = await findReceipt(tx, receipt, by.stores)
    return await claimGuest(tx, planFor, { guest, intoId, note, now }, by)
  })
}

type Claim = { guest: Guest; intoId: string; note: string | null; now: Date }

/** The same for a guest who was found, while intake is held. */
export async function claimGuest(
  tx: Tx,
  planFor: PlanFor,
  { guest, intoId, note, now }: Claim,
  by: Caller,
): Promise<Merge> {
  const fromId = guest.guestId
  await becomeKnown(tx, guest)
  await refuseUnjoinable(tx, fromId, intoId)
  await lockCustomers(tx, [fromId, intoId])
  const asked = { kind: 'claim' as const, fromId, intoId, mergedAt: now, note }
  return await join(tx, { ...asked, mergedBy: callerKey(by) }, planFor)
}

/** A guest who was claimed has a row among the customers, which leads to whoever claimed it. */
async function becomeKnown(tx: Tx, { guestId, occurredAt }: Guest): Promise<void> {
  await countGuest(tx, guestId, -1)
  await sql`
    insert into customers (customer_id, created_at) values (${guestId}, ${occurredAt})`.execute(tx)
  await markKeys(tx, guestId, 'known')
}

/** The other way: nobody again. */
export async function becomeGuest(tx: Tx, guestId: string): Promise<void> {
  await sql`delete from customers where customer_id = ${guestId}`.execute(tx)
  await markKeys(tx, guestId, 'anonymous')
  await countGuest(tx, guestId, 1)
}

/** Returns that follow the purchase, and its next versions, go by this. */
async function markKeys(tx: Tx, guestId: string, as: 'known' | 'anonymous'): Promise<void> {
  await sql`
    update event_keys set anonymous = ${as === 'anonymous'} from events
    where events.customer_id = ${guestId} and event_keys.customer_id = ${guestId}
      and event_keys.source = events.source
      and event_keys.external_id = events.external_id`.execute(tx)
}
