import { sql } from 'kysely'
import type { ConflictReason, OfflineAct, OfflineEntry } from '#contract/language/offline-entry.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { findKnown } from '#domain/customers/known.ts'
import { holderAmong } from '#domain/customers/matching.ts'
import { membersOf, rootsOf } from '#domain/customers/merged.ts'
import { handOverIn } from '#domain/loyalty/gifts/hand-over.ts'
import { redeemRewardOffline } from '#domain/loyalty/rewards/redeem-reward-offline.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { type BookingRim, referenceInUse } from '../book-visit.ts'
import { factOf } from '../booked-fact.ts'
import { type Booking, claimBooking, findBooking } from '../booking-rows.ts'
import { enrollWithin } from '../enroll-guest.ts'
import { identitiesIn } from '../find-guest.ts'
import { refuseOwnCard } from '../own-card.ts'
import { recordFact } from '../record-fact.ts'
import { allowanceKeyOf, isAllowed, openAllowance } from './allowance.ts'
import { countRedeemed } from './delivery-rows.ts'
import type { LockedDevice } from './device-rows.ts'

export type Situation = {
  rim: BookingRim
  /** Whoever delivers, with the cashier who stood there. */
  caller: Caller
  /** Somebody is named who is no cashier of this store, or none any more. */
  isCashierWrong: boolean
  device: LockedDevice
  now: Date
  /** When it happened; never later than now. */
  happenedAt: Date
  /** The day of that in the business's zone. */
  day: number
  /** A person has decided that it counts. */
  isAccepted: boolean
}

/** What came of an entry: done, or why it is listed. `noted`: done, and yet somebody should know. */
export type Applied = {
  customerId: string | null
  targetId: string | null
  listed?: { reason: ConflictReason; state: 'open' | 'noted'; cardNumber?: string }
}

type Act<Kind extends OfflineAct['kind']> = Extract<OfflineAct, { kind: Kind }>
type DoableEntry = OfflineEntry & { act: Exclude<OfflineAct, { kind: 'undo' }> }

/** Does what a device did, at its time; what cannot be done is refused by throwing. */
export async function applyEntry(
  tx: Tx,
  situation: Situation,
  { id, act }: DoableEntry,
): Promise<Applied> {
  switch (act.kind) {
    case 'visit':
      return await applyVisit(tx, situation, id, act)
    case 'redemption':
      return await applyRedemption(tx, situation, id, act)
    case 'gift':
      return await applyGift(tx, situation, id, act)
    case 'enrollment':
      return await applyEnrollment(tx, situation, act)
  }
}

const sourceOf = ({ store }: LockedDevice) => `pos-${store}`

async function applyVisit(
  tx: Tx,
  { rim, caller, device, now, happenedAt }: Situation,
  externalId: string,
  { guest, amount }: Act<'visit'>,
): Promise<Applied> {
  const customerId =
    'customerId' in guest
      ? await standing(tx, guest.customerId)
      : await findCard(tx, guest.cardNumber, happenedAt)
  if (customerId === null) {
    const cardNumber = 'cardNumber' in guest ? asWritten(guest.cardNumber) : ''
    const listed = { reason: 'card_unknown' as const, state: 'open' as const, cardNumber }
    return { customerId, targetId: null, listed }
  }
  await refuseOwnCard(tx, caller, (await rootsOf(tx, [customerId])).get(customerId)!)
  const booking = {
    ...{ id: newId(), customerId, source: sourceOf(device), externalId, version: 0 },
    ...{ storeNumber: device.storeNumber, amount: amount ?? null, bookedAt: happenedAt },
    ...{ bookedBy: callerKey(caller) ?? '', undoneAt: null },
  }
  if (!(await claimBooking(tx, booking))) {
    return { customerId, targetId: (await bookedBefore(tx, booking)).id }
  }
  await recordFact(tx, factOf(booking, device.store), { now, within: rim.within })
  return { customerId, targetId: booking.id }
}

/** Sent with a network, and its answer was lost; or it was called as somebody else's was. */
async function bookedBefore(tx: Tx, booking: Booking): Promise<Booking> {
  const known = await findBooking(tx, booking)
  const isSame = known.customerId === booking.customerId && known.amount === booking.amount
  // One that was put right since is not what the device sent any more.
  if (isSame || known.version > 0) return known
  throw referenceInUse()
}

async function applyRedemption(
  tx: Tx,
  { rim, caller, device, now, happenedAt, day, isAccepted }: Situation,
  externalId: string,
  { customerId: asked, reward, points, allowance: signed }: Act<'redemption'>,
): Promise<Applied> {
  const customerId = await standing(tx, asked)
  const root = (await rootsOf(tx, [customerId])).get(customerId)!
  const memberIds = (await membersOf(tx, [root])).get(root)!
  const allowance = openAllowance(signed, allowanceKeyOf(rim.context.erasureKey ?? ''))
  const redeemed = await countRedeemed(tx, device.id, day, memberIds)
  if (!isAccepted && !isAllowed(allowance, { deviceId: device.id, happenedAt }, redeemed)) {
    const listed = { reason: 'allowance_exceeded' as const, state: 'open' as const }
    return { customerId, targetId: null, listed }
  }
  const { id: targetId, lost } = await redeemRewardOffline(
    tx,
    caller,
    {
      ...{ source: sourceOf(device), externalId, reward, customerId, points, happenedAt },
      store: device.store,
    },
    now,
  )
  if (!lost) return { customerId, targetId }
  return { customerId, targetId, listed: { reason: 'overdrawn', state: 'noted' } }
}

async function applyGift(
  tx: Tx,
  { rim, caller, device, happenedAt }: Situation,
  externalId: string,
  { customerId: asked, ladder, round, count, article }: Act<'gift'>,
): Promise<Applied> {
  const customerId = await standing(tx, asked)
  const context = { ...rim.context, clock: { now: () => happenedAt } }
  // In the order in which the counter's own question is read, so that both are known to be one.
  const { id: targetId } = await handOverIn(
    tx,
    { ...rim, context, caller },
    {
      ...{ source: sourceOf(device), externalId, customer: { id: customerId } },
      for: { kind: 'ladder', ladder, round, count },
      ...{ article, store: device.store },
    },
  )
  return { customerId, targetId }
}

async function applyEnrollment(
  tx: Tx,
  { rim, caller, device, happenedAt }: Situation,
  { cardNumber, name }: Act<'enrollment'>,
): Promise<Applied> {
  const known = await findCard(tx, cardNumber, happenedAt)
  if (known !== null && (await isNamed(tx, known, name ?? null))) {
    return { customerId: known, targetId: null }
  }
  const asked = { cardNumber, store: device.store, ...(name === undefined ? {} : { name }) }
  const { customerId } = await enrollWithin(tx, rim.context, asked, caller)
  return { customerId, targetId: null }
}

/** Given out with a network whose answer was lost: the same card and the same name. */
async function isNamed(tx: Tx, customerId: string, name: string | null): Promise<boolean> {
  const { rows } = await sql`
    select from persons
    where customer_id = ${customerId} and name is not distinct from ${name}`.execute(tx)
  return rows.length > 0
}

/** As cards are kept: people type them with blanks. */
export const asWritten = (cardNumber: string) => cardNumber.replace(/[\s-]/g, '').toUpperCase()

/** A card that was stopped meanwhile named its guest still when it was shown. */
async function findCard(tx: Tx, cardNumber: string, at: Date): Promise<string | null> {
  const identities = identitiesIn(cardNumber).filter(({ kind }) => kind === 'card_number')
  const known = await findKnown(tx, [{ kind: 'named', id: undefined, identities }])
  return holderAmong(identities, known, at.getTime())?.memberId ?? null
}

/** @throws Refusal where nobody is known by this id, or they were erased since */
async function standing(tx: Tx, customerId: string): Promise<string> {
  const { rows } = await sql`
    select from customers where customer_id = ${customerId} and erased_at is null`.execute(tx)
  if (rows.length === 0) throw notFound('customer')
  return customerId
}
