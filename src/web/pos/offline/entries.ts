import type { WireOfflineEntry } from '#contract/language/offline-entry.ts'
import { Problem } from '../../client/index.ts'
import { bytesOf, toBase64 } from './bytes.ts'
import { changeConnection } from './connection.ts'
import { database, type Waiting } from './database.ts'
import { knownDevice } from './device.ts'
import { readKept } from './kept.ts'

/** Writes down what was done, signed by this device, at the program's time. @returns its id */
export async function keepEntry(
  store: string,
  act: WireOfflineEntry['act'],
  id: string = crypto.randomUUID(),
): Promise<string> {
  const device = await knownDevice(store)
  // A browser that was never here with a network has nothing to sign with.
  if (device === null) throw new Problem('offline', { code: 'offline' })
  const at = new Date(Date.now() + ((await readKept(store))?.aheadMillis ?? 0)).toISOString()
  const entry: WireOfflineEntry = { id, device: device.id, at, act }
  const signed = JSON.stringify(entry)
  const way = { name: 'ECDSA', hash: 'SHA-256' }
  const signature = await crypto.subtle.sign(way, device.keys.privateKey, bytesOf(signed))
  await (await database()).put('waiting', { id, store, signed, signature: toBase64(signature) })
  await countWaiting()
  return id
}

export async function waitingEntries(): Promise<Waiting[]> {
  const all = await (await database()).getAll('waiting')
  return all.filter(({ refused }) => refused === undefined)
}

export async function countWaiting(): Promise<number> {
  const waiting = (await waitingEntries()).length
  changeConnection({ waiting })
  return waiting
}
