import { createPublicKey } from 'node:crypto'
import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import {
  devicesMax,
  type registerPosDevice as endpoint,
  type PosDevice,
} from '#contract/endpoints/pos-devices.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { storeOf } from '#domain/business/store-of.ts'
import { conflict, malformed } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { readDevice } from './device-rows.ts'

/** A device of one store, known by its key; the same key again is the same device. */
export async function registerDevice(
  { database, clock }: Context,
  caller: Caller,
  { name, store: code, publicKey }: Input<typeof endpoint>['body'],
): Promise<PosDevice> {
  const key = readKey(publicKey)
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const store = (await storeOf(tx, code, caller.stores))!
    const known = await findByKey(tx, key)
    if (known !== null) return await readDevice(tx, known)
    await refuseTooMany(tx)
    const { rows } = await sql<{ id: string }>`
      insert into pos_devices (device_id, name, store_number, public_key, registered_by,
        registered_at, last_seen_at)
      values (${newId()}, ${name}, ${store.number}, ${key}, ${callerKey(caller) ?? ''}, ${now}, ${now})
      on conflict (public_key) do update set last_seen_at = excluded.last_seen_at
      returning device_id as id`.execute(tx)
    return await readDevice(tx, rows[0]!.id)
  })
}

async function findByKey(tx: Tx, key: Buffer): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select device_id as id from pos_devices where public_key = ${key}`.execute(tx)
  return rows[0]?.id ?? null
}

async function refuseTooMany(tx: Tx): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pos_devices where ended_at is null`.execute(tx)
  if (rows[0]!.count < devicesMax) return
  throw conflict('devices_too_many', 'End devices that are no longer used, then register this one.')
}

function readKey(base64: string): Buffer {
  const der = Buffer.from(base64, 'base64')
  if (isCurveP256(der)) return der
  throw malformed('device_key_malformed', 'This is no public key of ECDSA on P-256.', '/publicKey')
}

function isCurveP256(der: Buffer): boolean {
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
  } catch {
    // Whatever the reader of keys dislikes about it, it is no key.
    return false
  }
}
