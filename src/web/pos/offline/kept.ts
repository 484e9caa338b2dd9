import { call } from '../../client/index.ts'
import { syncPosDevice } from '../routes.ts'
import { type Device, database, type Kept } from './database.ts'

/** Fetches what is needed to go on alone, and how far this device's clock is off. */
export async function fetchKept({ id: deviceId, store }: Device, waiting: number): Promise<void> {
  const asked = { params: { deviceId }, body: { waiting } }
  const signal = AbortSignal.timeout(20_000)
  const synced = await call(syncPosDevice, asked, { signal })
  const aheadMillis = Date.parse(synced.now) - Date.now()
  await (await database()).put('kept', { ...synced, store, aheadMillis })
}

/** With its allowance all of it ends: guests are greeted no longer than a device may act for them. */
export async function readKept(store: string): Promise<Kept | null> {
  const kept = await (await database()).get('kept', store)
  if (!kept) return null
  const now = Date.now() + kept.aheadMillis
  if (kept.allowance === null || now < Date.parse(kept.allowance.expiresAt)) return kept
  const rest = { ...kept, allowance: null, kept: null }
  await (await database()).put('kept', rest)
  return rest
}
