import { undoMinutes } from '#contract/language/counter-limits.ts'
import { callerKey } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { cancelWithin as cancelHandOver } from '#domain/loyalty/gifts/cancel-hand-over.ts'
import { cancelWithin as cancelRedemption } from '#domain/loyalty/rewards/cancel-redemption.ts'
import { Refusal } from '#kernel/errors.ts'
import { lockBooking } from '../booking-rows.ts'
import { takeBack } from '../undo-booking.ts'
import type { Situation } from './apply-entry.ts'
import { endConflict } from './conflict-rows.ts'
import { type KnownDelivery, noteDelivery } from './delivery-rows.ts'

/** Takes back what an entry became; what was only listed is no longer to be decided. */
export async function takeBackEntry(
  tx: Tx,
  situation: Situation,
  delivery: KnownDelivery,
): Promise<void> {
  const { device, now } = situation
  if (delivery.outcome === 'undone') return
  refuseLate(delivery, situation)
  const which = { deviceId: device.id, entryId: delivery.entryId }
  if (delivery.targetId !== null) await takeTargetBack(tx, situation, delivery, delivery.targetId)
  await endConflict(tx, which, { state: 'undone', by: null, note: null, now })
  await noteDelivery(tx, device.id, { ...delivery, outcome: 'undone' }, now)
}

async function takeTargetBack(
  tx: Tx,
  { rim: { within }, caller, now }: Situation,
  { kind }: KnownDelivery,
  targetId: string,
): Promise<void> {
  const canceling = { caller, now, mayTakeBack: () => undefined }
  switch (kind) {
    case 'visit': {
      const booking = await lockBooking(tx, targetId)
      const by = callerKey(caller) ?? ''
      if (booking.undoneAt === null)
        await takeBack(tx, booking, { by, reason: null }, { now, within })
      return
    }
    case 'redemption':
      await cancelRedemption(tx, canceling, targetId)
      return
    case 'gift':
      await cancelHandOver(tx, canceling, targetId)
      return
    case 'enrollment':
    case 'undo':
      return
  }
}

/** The ten minutes of the counter, by the device's clock. */
function refuseLate(
  { happenedAt: doneAt }: KnownDelivery,
  { happenedAt, isAccepted }: Situation,
): void {
  const isSoon = happenedAt.getTime() - doneAt.getTime() <= undoMinutes * 60_000
  if (isSoon || isAccepted) return
  throw new Refusal(
    'forbidden',
    'pos_undo_too_late',
    'At the till you can undo what you booked yourself for 10 minutes. Ask the store manager.',
  )
}
