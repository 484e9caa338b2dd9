import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { lockedAfterSeconds } from '../language/counter-limits.ts'
import { cashierId, customerId, storeId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { label, text } from '../language/text.ts'

export const pin = z
  .string()
  .regex(/^\d{4,8}$/, 'is no PIN of 4 to 8 digits')
  .describe('4 to 8 digits, which no child would try first')

const storeIds = z.array(storeId).min(1).max(500).nullable().describe('null: every store')
const ownCustomerId = customerId
  .nullable()
  .describe('Who they are as a customer: nobody books on their own card')

export const cashier = z.object({
  id: cashierId,
  name: z.string(),
  storeIds: storeIds,
  ownCustomerId,
  createdAt: moment,
  endedAt: moment.nullable(),
})
export type Cashier = z.output<typeof cashier>

const errors = [
  'cashier_exists',
  'store_not_found',
  'store_not_allowed',
  'customer_not_found',
] as const

export const listCashiers = endpoint({
  method: 'GET',
  path: '/api/v1/cashiers',
  tag: 'staff',
  summary: 'List who stands at the tills, those who left last',
  description: 'A store manager sees those of their stores.',
  permission: 'cashiers:manage',
  reply: z.object({ items: z.array(cashier) }),
})

export const addCashier = endpoint({
  method: 'POST',
  path: '/api/v1/cashiers',
  tag: 'staff',
  summary: 'Add somebody who stands at a till and unlocks it by PIN',
  description: 'With the first one every till of these stores asks for a PIN.',
  permission: 'cashiers:manage',
  body: z
    .strictObject({
      name: label(60),
      pin,
      storeIds: storeIds.default(null),
      ownCustomerId: ownCustomerId.default(null),
    })
    .meta({ examples: [{ name: 'Mira', pin: '4071' }] }),
  reply: cashier,
  status: 201,
  errors: [...errors, 'pin_too_easy', 'cashiers_too_many'],
})

export const changeCashier = endpoint({
  method: 'PATCH',
  path: '/api/v1/cashiers/:cashierId',
  tag: 'staff',
  summary: "Change a cashier's name, stores, own card or PIN",
  description: 'A new PIN locks every till that was unlocked with the old one.',
  permission: 'cashiers:manage',
  params: z.object({ cashierId }),
  body: z
    .strictObject({
      name: label(60).optional(),
      pin: pin.optional(),
      storeIds: storeIds.optional(),
      ownCustomerId: ownCustomerId.optional(),
    })
    .meta({ examples: [{ pin: '5183' }] }),
  reply: cashier,
  errors: [...errors, 'cashier_not_found', 'pin_too_easy'],
})

export const endCashier = endpoint({
  method: 'DELETE',
  path: '/api/v1/cashiers/:cashierId',
  tag: 'staff',
  summary: 'End a cashier; what they booked keeps their name',
  permission: 'cashiers:manage',
  params: z.object({ cashierId }),
  reply: z.void(),
  status: 204,
  errors: ['cashier_not_found', 'store_not_allowed'],
})

const unlockedBy = z.object({ id: cashierId, name: z.string() })

export const readTillLock = endpoint({
  method: 'GET',
  path: '/api/v1/session/cashier',
  tag: 'session',
  summary: 'Whether the till asks for a cashier, who has unlocked it, and who could',
  permission: 'pos:serve',
  query: z.object({ store: label(64).optional().describe('Code: only those of this store') }),
  reply: z.object({
    needed: z.boolean().describe('false: there are no cashiers, and nobody is asked for'),
    unlockedBy: unlockedBy.nullable(),
    cashiers: z.array(unlockedBy),
  }),
  errors: ['store_unknown', 'store_not_allowed'],
})

export const unlockTill = endpoint({
  method: 'POST',
  path: '/api/v1/session/cashier',
  tag: 'session',
  summary: 'Unlock the till with a PIN',
  description: `Until it is locked, or was not used for ${lockedAfterSeconds} seconds. Who guesses wrong waits longer each time.`,
  permission: 'pos:serve',
  body: z
    .strictObject({ cashierId, pin: z.string().regex(/^\d{1,8}$/) })
    .meta({ examples: [{ cashierId: 'csh_01JD8W2M7QZV3Y8K5T0N4R6A1B', pin: '4071' }] }),
  reply: unlockedBy,
  errors: ['pin_wrong', 'attempts_too_many'],
})

export const setOwnPin = endpoint({
  method: 'POST',
  path: '/api/v1/session/cashier/own',
  tag: 'session',
  summary: 'Join the till team oneself, and unlock the till',
  description:
    'For whoever manages cashiers and is none: a till may be left signed in, so the password is asked for.',
  permission: 'cashiers:manage',
  body: z
    .strictObject({ password: text(200, 1), pin })
    .meta({ examples: [{ password: 'as at the office', pin: '4071' }] }),
  reply: unlockedBy,
  status: 201,
  errors: [
    'password_wrong',
    'pin_too_easy',
    'cashier_exists',
    'cashiers_too_many',
    'attempts_too_many',
  ],
})

export const keepTillUnlocked = endpoint({
  method: 'POST',
  path: '/api/v1/session/cashier/touch',
  tag: 'session',
  summary: 'Say that somebody still stands at the unlocked till',
  permission: 'pos:serve',
  till: true,
  reply: z.void(),
  status: 204,
})

export const lockTill = endpoint({
  method: 'DELETE',
  path: '/api/v1/session/cashier',
  tag: 'session',
  summary: 'Lock the till',
  permission: 'pos:serve',
  reply: z.void(),
  status: 204,
})
