import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { syncPosDevice as endpoint } from '#contract/endpoints/pos-devices.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, transaction } from '#database/transaction.ts'
import { readProgramEnd } from '#domain/loyalty/ending/read-ending.ts'
import { allowanceKeyOf, signAllowance } from './allowance.ts'
import { type LockedDevice, lockDevice } from './device-rows.ts'
import { keptGuests } from './kept-guests.ts'
import { keptProgram } from './kept-program.ts'
import { readOfflineRules } from './offline-rules.ts'

type Synced = Reply<typeof endpoint>

const hourMillis = 3_600_000

/** Hands a device what it needs to go on alone; nothing to one that was ended. */
export async function syncDevice(
  context: Context,
  caller: Caller,
  deviceId: string,
  waiting: number,
): Promise<Synced> {
  const now = context.clock.now()
  const device = await transaction(context.database, async (tx) => {
    const found = await lockDevice(tx, deviceId, caller.stores)
    await sql`
      update pos_devices set last_seen_at = ${now}, waiting = ${waiting}
      where device_id = ${deviceId}`.execute(tx)
    return found
  })
  if (device.endedAt !== null) return { now, ended: true, allowance: null, kept: null }
  return { now, ended: false, ...(await whatItNeeds(context, device, now)) }
}

async function whatItNeeds(
  { database, erasureKey = '' }: Context,
  { id: deviceId, storeNumber }: LockedDevice,
  now: Date,
): Promise<Pick<Synced, 'allowance' | 'kept'>> {
  return await readOnly(database, async (tx) => {
    const rules = await readOfflineRules({ kysely: tx })
    const { redemptionsPerDay, redemptionsPerCard, allowanceHours, guestsKept: count } = rules
    const end = await readProgramEnd(tx, now)
    const expiresAt = expiryOf(now, allowanceHours, end)
    const counts = { expiresAt, redemptionsPerDay, redemptionsPerCard }
    return {
      allowance: {
        signed: signAllowance({ deviceId, givenAt: now, ...counts }, allowanceKeyOf(erasureKey)),
        ...counts,
      },
      kept: {
        ...(await keptProgram(tx, now, { until: expiresAt, end })),
        ...(await keptGuests(tx, { storeNumber, count, now })),
      },
    }
  })
}

/** On the last day of a program it counts to its end, so that guests redeem to the last minute there too. */
function expiryOf(now: Date, hours: number, end: Date | null): Date {
  const usual = new Date(now.getTime() + hours * hourMillis)
  return end !== null && end > now && end < usual ? end : usual
}
