import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { WireReply } from '#contract/endpoint.ts'
import type { syncPosDevice } from '#contract/endpoints/pos-devices.ts'

/** This browser in one store. */
export type Device = { store: string; id: string; keys: CryptoKeyPair }

/** What was done without a network and is on its way. */
export type Waiting = {
  id: string
  store: string
  signed: string
  signature: string
  /** The program could make nothing of it; it is not sent again. */
  refused?: string
}

/** What the program handed out to go on alone with. */
export type Kept = WireReply<typeof syncPosDevice> & { store: string; aheadMillis: number }

/** A redemption done alone: it counts on its day, and lowers the balance until it is delivered. */
export type Spent = {
  id: string
  store: string
  day: string
  customerId: string
  currency: string
  points: number
}

interface Schema extends DBSchema {
  devices: { key: string; value: Device }
  waiting: { key: string; value: Waiting }
  kept: { key: string; value: Kept }
  spent: { key: string; value: Spent }
}

let opened: Promise<IDBPDatabase<Schema>> | null = null

/** Where a till keeps what must outlive a reload, and the app's next version. */
export const database = (): Promise<IDBPDatabase<Schema>> => {
  opened ??= openDB<Schema>('stammgast-pos', 1, {
    upgrade: (made) => {
      made.createObjectStore('devices', { keyPath: 'store' })
      made.createObjectStore('waiting', { keyPath: 'id' })
      made.createObjectStore('kept', { keyPath: 'store' })
      made.createObjectStore('spent', { keyPath: 'id' })
    },
  })
  return opened
}

/** Browsers have keys and workers on https and localhost only. */
export const canGoOffline = (): boolean =>
  typeof indexedDB !== 'undefined' && globalThis.crypto?.subtle !== undefined
