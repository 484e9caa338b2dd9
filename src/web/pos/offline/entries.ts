import type { WireOfflineEntry } from '#contract/language/offline-entry.ts'
import { Problem } from '../../client/index.ts'
import { bytesOf, toBase64 } from './bytes.ts'
import { changeConnection } from './connection.ts'
import { database, type Waiting } from './database.ts'
import { knownDevice } from './device.ts'
import { readKept } from './kept.ts'

/** What is done, by whom of those who unlocked this till, and under which name it may have been sent. */
type Doing = { act: WireOfflineEntry['act']; cashier: string | null; id?: string | undefined }

/** Writes down what was done, signed by this device, at the program's time. @returns its id */
export async function keepEntry(
  store: string,
  { act, cashier, id = crypto.randomUUID() }: Doing,
): Promise<string> {
  const device = await knownDevice(store)
  // A browser that was never here with a network has nothing to sign with.
  if (device === null) throw new Problem('offline', { code: 'offline' })
  const at = new Date(Date.now() + ((await readKept(store))?.aheadMillis ?? 0)).toISOString()
  const by = cashier === null ? {} : { cashier }
  const entry: WireOfflineEntry = { id, device: device.id, ...by, at, act }
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

/** Those of which the program could make nothing: somebody has to look at them. */
const countRefused = async (): Promise<number> => {
  const all = await (await database()).getAll('waiting')
  return all.filter(({ refused }) => refused !== undefined).length
}

export async function countWaiting(): Promise<number> {
  const waiting = (await waitingEntries()).length
  changeConnection({ waiting, refused: await countRefused() })
  return waiting
}
