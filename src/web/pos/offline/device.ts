import { call } from '../../client/index.ts'
import { registerPosDevice } from '../routes.ts'
import { toBase64 } from './bytes.ts'
import { type Device, database } from './database.ts'

const curve = { name: 'ECDSA', namedCurve: 'P-256' }

export const knownDevice = async (store: string): Promise<Device | null> =>
  (await (await database()).get('devices', store)) ?? null

/** Registers this browser in its store, once. The private key cannot be taken out of it. */
export async function ensureDevice(store: string, name: string): Promise<Device> {
  const known = await knownDevice(store)
  if (known !== null) return known
  const keys = await crypto.subtle.generateKey(curve, false, ['sign', 'verify'])
  const publicKey = toBase64(await crypto.subtle.exportKey('spki', keys.publicKey))
  const { id } = await call(registerPosDevice, { body: { name, store, publicKey } })
  const device = { store, id, keys }
  await (await database()).put('devices', device)
  // Without it a browser may throw away what waits when its disk is full.
  await navigator.storage?.persist?.()
  return device
}
