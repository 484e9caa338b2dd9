import { sql } from 'kysely'
import type { PosDevice } from '#contract/endpoints/pos-devices.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { lockDevice, readDevice } from './device-rows.ts'

type Change = { name?: string | undefined; ended?: true | undefined }

/** Another name, or its end; an ended device stays ended. */
export async function changeDevice(
  { database, clock }: Context,
  caller: Caller,
  deviceId: string,
  { name, ended }: Change,
): Promise<PosDevice> {
  const endedAt = ended ? clock.now() : null
  return await transaction(database, async (tx) => {
    await lockDevice(tx, deviceId, caller.stores)
    await sql`
      update pos_devices
      set name = coalesce(${name ?? null}, name), ended_at = coalesce(ended_at, ${endedAt})
      where device_id = ${deviceId}`.execute(tx)
    return await readDevice(tx, deviceId)
  })
}
