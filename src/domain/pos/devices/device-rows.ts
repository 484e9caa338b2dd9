import { type RawBuilder, sql } from 'kysely'
import type { PosDevice } from '#contract/endpoints/pos-devices.ts'
import type { Caller } from '#contract/route.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { notFound } from '#kernel/errors.ts'

/** Those of the stores in which the caller works. */
export const ofTheirStores = (stores: Caller['stores']): RawBuilder<unknown> =>
  stores === null ? sql`true` : sql`pos_devices.store_number = any(${stores}::smallint[])`

export async function listDevices(
  { kysely }: Queryable,
  which: RawBuilder<unknown>,
): Promise<PosDevice[]> {
  const { rows } = await sql<PosDevice>`
    select device_id as id, pos_devices.name,
      json_build_object('code', stores.code, 'name', stores.name) as store,
      registered_at as "registeredAt", last_seen_at as "lastSeenAt", waiting,
      pos_devices.ended_at as "endedAt"
    from pos_devices join stores on stores.number = store_number
    where ${which}
    order by pos_devices.ended_at desc nulls first, stores.name, pos_devices.name, device_id
    limit 1000`.execute(kysely)
  return rows
}

export async function readDevice(tx: Tx, deviceId: string): Promise<PosDevice> {
  const [device] = await listDevices({ kysely: tx }, sql`device_id = ${deviceId}`)
  return device!
}

/** A device whose entries come one after the other. */
export type LockedDevice = {
  id: string
  storeNumber: number
  store: string
  publicKey: Buffer
  registeredAt: Date
  endedAt: Date | null
}

/** @throws Refusal where there is none, or it stands in another store */
export async function lockDevice(
  tx: Tx,
  deviceId: string,
  stores: Caller['stores'],
): Promise<LockedDevice> {
  const { rows } = await sql<LockedDevice>`
    select device_id as id, store_number as "storeNumber", code as store,
      public_key as "publicKey", registered_at as "registeredAt", ended_at as "endedAt"
    from pos_devices join stores on stores.number = store_number
    where device_id = ${deviceId} for no key update of pos_devices`.execute(tx)
  if (!rows[0]) throw notFound('pos_device')
  refuseOtherStore(rows[0].storeNumber, stores)
  return rows[0]
}
