import type { Delivered } from '#contract/endpoints/pos-deliveries.ts'
import { clockAheadMinutesMax, deliveredDaysMax } from '#contract/endpoints/pos-devices.ts'
import type { ConflictReason, OfflineEntry } from '#contract/language/offline-entry.ts'
import type { Caller } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { standsThere } from '#domain/business/cashiers/stands-there.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'
import { Refusal } from '#kernel/errors.ts'
import type { BookingRim } from '../book-visit.ts'
import { type Applied, applyEntry, asWritten, type Situation } from './apply-entry.ts'
import { endConflict, waitingForCard, writeConflict } from './conflict-rows.ts'
import { findDelivery, findUndoing, type KnownDelivery, noteDelivery } from './delivery-rows.ts'
import { type LockedDevice, lockDevice } from './device-rows.ts'
import { type Delivery, type ReadEntry, readEntry } from './read-entry.ts'
import { takeBackEntry } from './take-back-entry.ts'

const minuteMillis = 60_000
const dayMillis = 86_400_000

/** Who delivers, and to what. */
export type Taking = { rim: BookingRim; caller: Caller; deviceId: string }

/**
 * Takes one entry of a device, once: under the lock of its device all of it happens, or it is listed
 * for a person. Whatever is answered but `refused` is safe here.
 */
export async function takeEntry(taking: Taking, delivery: Delivery): Promise<Delivered> {
  const { database } = taking.rim.context
  try {
    return await transaction(database, (tx) => take(tx, taking, delivery, null))
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    // What was begun is undone by then; that it was refused is written down by itself.
    return await transaction(database, (tx) => take(tx, taking, delivery, refusal))
  }
}

async function take(
  tx: Tx,
  { rim, caller, deviceId }: Taking,
  delivery: Delivery,
  refusal: Refusal | null,
): Promise<Delivered> {
  const device = await lockDevice(tx, deviceId, caller.stores)
  const read = readEntry(delivery, device)
  if (read === null) return { id: null, outcome: 'refused', code: 'entry_malformed' }
  const { entry, hash } = read
  const known = await findDelivery(tx, deviceId, entry.id)
  if (known?.hash.equals(hash)) return { id: entry.id, outcome: known.outcome, code: null }
  if (known) return { id: entry.id, outcome: 'refused', code: 'reference_in_use' }
  const situation = await situationOf(tx, { rim, caller, device }, entry)
  const doubt = refusal ? 'refused' : doubtOf(read, situation)
  const code = refusal?.code ?? null
  if (doubt !== null) return await list(tx, situation, read, { reason: doubt, code })
  return await count(tx, situation, read)
}

export async function situationOf(
  tx: Tx,
  who: Pick<Situation, 'rim' | 'caller' | 'device'>,
  { at, cashier }: OfflineEntry,
): Promise<Situation> {
  const now = who.rim.context.clock.now()
  const happenedAt = new Date(Math.min(new Date(at).getTime(), now.getTime()))
  const { zone } = await readBusinessTerms({ kysely: tx })
  const day = zone.dayOf(happenedAt)
  const named = { ...who, ...(await asCashier(tx, who, cashier)) }
  return { ...named, now, happenedAt, day, isAccepted: false }
}

/** It stands under whoever did it, not under whoever is there when the network is back. */
async function asCashier(
  tx: Tx,
  { caller, device }: Pick<Situation, 'caller' | 'device'>,
  cashierId: string | undefined,
): Promise<Pick<Situation, 'caller' | 'isCashierWrong'>> {
  if (cashierId === undefined || caller.kind !== 'staff') return { caller, isCashierWrong: false }
  const cashier = await standsThere(tx, cashierId, device.storeNumber)
  if (cashier === null) return { caller, isCashierWrong: true }
  return { caller: { ...caller, cashier }, isCashierWrong: false }
}

/** Why an entry does not count by itself; null: it does. */
function doubtOf(
  { entry, isSigned }: ReadEntry,
  { device, now, isCashierWrong }: Pick<Situation, 'device' | 'now' | 'isCashierWrong'>,
): ConflictReason | null {
  const aheadMax = clockAheadMinutesMax * minuteMillis
  const at = new Date(entry.at).getTime()
  if (!isSigned) return 'signature_wrong'
  if (device.endedAt !== null) return 'device_ended'
  if (isCashierWrong) return 'cashier_wrong'
  if (at > now.getTime() + aheadMax || at < device.registeredAt.getTime() - aheadMax) {
    return 'clock_wrong'
  }
  return at < now.getTime() - deliveredDaysMax * dayMillis ? 'too_old' : null
}

type Listed = { reason: ConflictReason; code: string | null }

async function list(
  tx: Tx,
  situation: Situation,
  { entry, hash }: ReadEntry,
  { reason, code }: Listed,
): Promise<Delivered> {
  const { device, now } = situation
  const customerId = namedIn(entry)
  const delivery = {
    ...asDelivery(entry, hash, situation),
    customerId,
    outcome: 'conflict' as const,
  }
  await noteDelivery(tx, device.id, delivery, now)
  const open = { deviceId: device.id, entry, reason, code, customerId, cardNumber: null }
  await writeConflict(tx, { ...open, state: 'open' }, now)
  return { id: entry.id, outcome: 'conflict', code: code ?? reason }
}

async function count(tx: Tx, situation: Situation, { entry, hash }: ReadEntry): Promise<Delivered> {
  const { device, now } = situation
  const { listed, ...applied } = await perform(tx, situation, entry)
  const outcome = listed?.state === 'open' ? ('conflict' as const) : ('done' as const)
  const delivery = { ...asDelivery(entry, hash, situation), ...applied, outcome }
  await noteDelivery(tx, device.id, delivery, now)
  if (listed) {
    const { reason, state, cardNumber = null } = listed
    const { customerId } = applied
    const conflict = {
      deviceId: device.id,
      entry,
      reason,
      code: null,
      customerId,
      cardNumber,
      state,
    }
    await writeConflict(tx, conflict, now)
  }
  await takeBackEarlier(tx, situation, delivery)
  return { id: entry.id, outcome, code: listed?.reason ?? null }
}

/** What an entry does. An undo may come before what it takes back: that is then undone as it comes. */
export async function perform(tx: Tx, situation: Situation, entry: OfflineEntry): Promise<Applied> {
  const { act } = entry
  if (act.kind !== 'undo') {
    const applied = await applyEntry(tx, situation, { ...entry, act })
    if (act.kind === 'enrollment') await solveWaiting(tx, situation, act.cardNumber)
    return applied
  }
  const meant = await findDelivery(tx, situation.device.id, act.entry)
  if (meant) await takeBackEntry(tx, situation, meant)
  return { customerId: meant?.customerId ?? null, targetId: null }
}

/** It was taken back on the device, and that was delivered first. */
export async function takeBackEarlier(
  tx: Tx,
  situation: Situation,
  delivery: KnownDelivery,
): Promise<void> {
  const undoneAt = await findUndoing(tx, situation.device.id, delivery.entryId)
  if (undoneAt === null) return
  await takeBackEntry(tx, { ...situation, happenedAt: undoneAt, isAccepted: true }, delivery)
}

/** Bookings for a card that nobody had: now somebody has it. */
async function solveWaiting(tx: Tx, situation: Situation, cardNumber: string): Promise<void> {
  for (const waiting of await waitingForCard(tx, asWritten(cardNumber))) {
    const { deviceId, entryId, content } = waiting
    if (content === null || content.act.kind === 'undo') continue
    const device: LockedDevice = await lockDevice(tx, deviceId, null)
    const theirs = await situationOf(tx, { ...situation, device }, content)
    const known = (await findDelivery(tx, deviceId, entryId))!
    const { listed: _, ...applied } = await applyEntry(tx, theirs, { ...content, act: content.act })
    await noteDelivery(tx, deviceId, { ...known, ...applied, outcome: 'done' }, theirs.now)
    const solved = { state: 'solved' as const, by: null, note: null, now: theirs.now }
    await endConflict(tx, waiting, solved)
  }
}

const asDelivery = (
  { id, act }: OfflineEntry,
  hash: Buffer,
  { happenedAt, day }: Situation,
): Omit<KnownDelivery, 'outcome'> => ({
  ...{ entryId: id, kind: act.kind, hash, happenedAt, day, customerId: null, targetId: null },
  undoes: act.kind === 'undo' ? act.entry : null,
})

function namedIn({ act }: OfflineEntry): string | null {
  if (act.kind === 'redemption' || act.kind === 'gift') return act.customerId
  return act.kind === 'visit' && 'customerId' in act.guest ? act.guest.customerId : null
}
