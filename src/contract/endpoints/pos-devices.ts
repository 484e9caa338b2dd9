import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { posDeviceId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { label, text } from '../language/text.ts'
import { storeName } from './reports/parts.ts'

export const devicesMax = 500
export const entriesMax = 500
/** What lies on a device for so long is looked at by a person first. */
export const deliveredDaysMax = 7
/** So far ahead a device's clock may be. */
export const clockAheadMinutesMax = 2

export const posDevice = z.object({
  id: posDeviceId,
  name: z.string(),
  store: storeName,
  registeredAt: moment,
  lastSeenAt: moment,
  waiting: z.int().describe('Entries that lay on it when it was last seen'),
  endedAt: moment.nullable(),
})
export type PosDevice = z.output<typeof posDevice>

export const registerPosDevice = endpoint({
  method: 'POST',
  path: '/api/v1/pos/devices',
  tag: 'pos',
  summary: 'Register the browser of a till, so that it can go on without a network',
  description:
    'The device makes a pair of keys and keeps the private half; what it does alone it signs with that. ' +
    'The same key again gives the same device.',
  permission: 'pos:serve',
  body: z
    .strictObject({
      name: label(60),
      store: label(64).describe('Code of the store'),
      publicKey: text(200, 1)
        .regex(/^[A-Za-z0-9+/]+={0,2}$/)
        .describe('ECDSA on P-256, as SubjectPublicKeyInfo in base64'),
    })
    .meta({ examples: [{ name: 'Theke links', store: 'altstadt', publicKey: 'MFkwEwYH' }] }),
  reply: posDevice,
  status: 201,
  errors: ['device_key_malformed', 'devices_too_many', 'store_unknown', 'store_not_allowed'],
})

const device = z.object({ deviceId: posDeviceId })
const limited = ['pos_device_not_found', 'store_not_allowed'] as const

export const listPosDevices = endpoint({
  method: 'GET',
  path: '/api/v1/pos/devices',
  tag: 'pos',
  summary: 'List the devices at the tills, those in use first',
  permission: 'pos:manage',
  reply: z.object({ items: z.array(posDevice) }),
})

export const updatePosDevice = endpoint({
  method: 'PATCH',
  path: '/api/v1/pos/devices/:deviceId',
  tag: 'pos',
  summary: 'Rename a device, or end it',
  description:
    'An ended device gets no allowance any more; what it still delivers is listed for somebody to look at.',
  permission: 'pos:manage',
  params: device,
  body: z.strictObject({ name: label(60).optional(), ended: z.literal(true).optional() }),
  reply: posDevice,
  errors: limited,
})

const allowance = z.object({
  signed: z.string().describe('Goes back with every redemption'),
  expiresAt: moment,
  redemptionsPerDay: z.int(),
  redemptionsPerCard: z.int(),
})

const keptReward = z.object({
  reward: z.string().describe('Key of the reward'),
  name: z.string(),
  price: z.int(),
  currency: z.string(),
  sku: z.string().nullable(),
})

const kept = z.object({
  currencies: z.array(z.object({ currency: z.string(), name: z.string() })),
  cards: z.array(
    z.object({
      name: z.string(),
      currency: z.string(),
      places: z.int(),
      reward: z.string().describe('What a full card brings'),
    }),
  ),
  rewards: z.array(keptReward).describe('Only such as need nothing but points'),
  salt: z.string().describe('In base64; with a card number it opens what is kept of its guest'),
  guests: z.array(
    z.object({
      card: z.string().describe('Keyed hash of the card number, in base64'),
      sealed: z.string().describe('Opened by the card number alone, in base64'),
    }),
  ),
})

export const syncPosDevice = endpoint({
  method: 'POST',
  path: '/api/v1/pos/devices/:deviceId/sync',
  tag: 'pos',
  summary: 'Fetch what a device needs to go on alone',
  description:
    'A signed allowance to redeem, and of the cards last seen in its store what is needed to greet: first name and ' +
    'initial and balances. Each is sealed under a key made of the card number and a new salt, so that nothing lies ' +
    'there to be read; who takes the device and tries every number can open it.',
  permission: 'pos:serve',
  params: device,
  body: z
    .strictObject({ waiting: z.int().min(0).max(1_000_000).default(0) })
    .default({ waiting: 0 }),
  reply: z.object({
    now: moment.describe("The business's clock, by which the device sets its own right"),
    ended: z.boolean(),
    allowance: allowance.nullable(),
    kept: kept.nullable(),
  }),
  errors: limited,
})

export const offlineRules = z.strictObject({
  redemptionsPerDay: z.int().min(0).max(1000).describe('Of one device; 0: none without a network'),
  redemptionsPerCard: z.int().min(0).max(100).describe('Of one device, for one card in a day'),
  allowanceHours: z.int().min(1).max(168),
  guestsKept: z.int().min(0).max(2000).describe('Cards a device can greet alone'),
})
export type OfflineRules = z.output<typeof offlineRules>

export const readOfflineRules = endpoint({
  method: 'GET',
  path: '/api/v1/pos/offline-rules',
  tag: 'pos',
  summary: 'What devices may do without a network',
  permission: 'pos:manage',
  reply: offlineRules,
})

export const setOfflineRules = endpoint({
  method: 'PUT',
  path: '/api/v1/pos/offline-rules',
  tag: 'pos',
  summary: 'Say what devices may do without a network',
  description: 'An allowance that was given out before holds until it expires.',
  permission: 'business:write',
  body: offlineRules.meta({
    examples: [
      { redemptionsPerDay: 10, redemptionsPerCard: 1, allowanceHours: 24, guestsKept: 300 },
    ],
  }),
  reply: offlineRules,
})
