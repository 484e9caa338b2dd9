import type { PosConflict } from '#contract/endpoints/pos-deliveries.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { conflict, notFound, Refusal } from '#kernel/errors.ts'
import type { BookingRim } from '../book-visit.ts'
import { endConflict, findConflict, type OpenConflict, readConflict } from './conflict-rows.ts'
import { findDelivery, noteDelivery } from './delivery-rows.ts'
import { type LockedDevice, lockDevice } from './device-rows.ts'
import { perform, situationOf, takeBackEarlier } from './take-entry.ts'

type Decision = { conflictId: string; decision: 'accept' | 'close'; note?: string | undefined }
type Deciding = { rim: BookingRim; caller: Caller }

/** A person decides what becomes of an entry: it counts after all, or it stays as it is. */
export async function decideConflict(
  deciding: Deciding,
  { conflictId, decision, note = '' }: Decision,
): Promise<PosConflict> {
  const { rim, caller } = deciding
  return await transaction(rim.context.database, async (tx) => {
    const seen = await findConflict(tx, conflictId)
    if (!seen) throw notFound('pos_conflict')
    const device = await lockDevice(tx, seen.deviceId, caller.stores)
    const found = (await findConflict(tx, conflictId))!
    if (found.state !== 'open' && found.state !== 'noted') {
      throw conflict('pos_conflict_decided', 'This was decided before.')
    }
    if (decision === 'accept' && found.state === 'open') await accept(tx, deciding, device, found)
    const state = decision === 'accept' ? 'accepted' : 'closed'
    const by = callerKey(caller)
    await endConflict(tx, found, { state, by, note: note || null, now: rim.context.clock.now() })
    return await readConflict(tx, conflictId)
  })
}

async function accept(
  tx: Tx,
  deciding: Deciding,
  device: LockedDevice,
  { content, entryId }: OpenConflict,
): Promise<void> {
  if (content === null) throw refused('Whoever it was about has been erased.')
  const situation = {
    ...(await situationOf(tx, { ...deciding, device }, content)),
    isAccepted: true,
  }
  const { listed, ...applied } = await perform(tx, situation, content).catch(sayRefused)
  if (listed?.state === 'open') throw refused('Nobody has this card yet.')
  const known = (await findDelivery(tx, device.id, entryId))!
  const delivery = { ...known, ...applied, outcome: 'done' as const }
  await noteDelivery(tx, device.id, delivery, situation.now)
  await takeBackEarlier(tx, situation, delivery)
}

const refused = (why: string) => conflict('pos_conflict_refused', why)

function sayRefused(error: unknown): never {
  throw error instanceof Refusal ? refused(error.message) : error
}
