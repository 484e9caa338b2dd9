import { createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { expect } from 'vitest'
import type { WireReply } from '#contract/endpoint.ts'
import type { syncPosDevice } from '#contract/endpoints/pos-devices.ts'
import type { WireOfflineEntry } from '#contract/language/offline-entry.ts'
import type { Client } from './server.ts'

type Act = WireOfflineEntry['act']
export type Delivery = { id: string; signed: string; signature: string }
export type Sync = WireReply<typeof syncPosDevice>

/** The browser of a till, as far as the server sees it. */
export type OfflineDevice = {
  id: string
  publicKey: string
  sync(waiting?: number): Promise<Sync>
  /** What it writes down while there is no network. */
  keep(at: string, act: Act, id?: string, by?: { cashier: string }): Delivery
  deliver(entries: readonly Delivery[]): ReturnType<Client['post']>
}

export async function registerDevice(
  client: Client,
  name: string,
  store = 'altstadt',
): Promise<OfflineDevice> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const made = await client.post('/api/v1/pos/devices', { name, store, publicKey: spki })
  expect(made.status, made.text).toBe(201)
  const device = made.body.id as string
  return {
    id: device,
    publicKey: spki,
    sync: async (waiting = 0) => {
      const synced = await client.post(`/api/v1/pos/devices/${device}/sync`, { waiting })
      expect(synced.status, synced.text).toBe(200)
      return synced.body
    },
    keep: (at, act, id = randomUUID(), by) => {
      const signed = JSON.stringify({ id, device, ...by, at, act })
      const key = { key: privateKey, dsaEncoding: 'ieee-p1363' as const }
      return { id, signed, signature: sign('sha256', Buffer.from(signed), key).toString('base64') }
    },
    deliver: (entries) =>
      client.post('/api/v1/pos/deliveries', {
        device,
        entries: entries.map(({ signed, signature }) => ({ signed, signature })),
      }),
  }
}

/** Under what a device finds the guest of a card among those it keeps. */
export const cardKey = (salt: string, card: string) =>
  createHmac('sha256', Buffer.from(salt, 'base64')).update(`find ${card}`).digest('base64')
