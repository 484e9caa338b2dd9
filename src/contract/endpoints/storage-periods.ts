import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { namedCustomer } from './reports/parts.ts'

/** Kinds of data that go by themselves after a time, with what is preset. */
export const storageKinds = [
  'inactive_customers',
  'event_texts',
  'changes',
  'sign_in_attempts',
  'refused_rows',
  'deliveries',
  'carts',
] as const
export type StorageKind = (typeof storageKinds)[number]

/** null: kept until the business says otherwise. Where there is a longest, nothing is kept beyond it. */
export const storagePresets: Record<
  StorageKind,
  { keepDays: number | null; minDays: number; maxDays: number | null }
> = {
  inactive_customers: { keepDays: null, minDays: 365, maxDays: null },
  event_texts: { keepDays: null, minDays: 30, maxDays: null },
  changes: { keepDays: null, minDays: 30, maxDays: null },
  sign_in_attempts: { keepDays: 90, minDays: 1, maxDays: null },
  refused_rows: { keepDays: 90, minDays: 1, maxDays: 90 },
  deliveries: { keepDays: 30, minDays: 1, maxDays: 30 },
  carts: { keepDays: 30, minDays: 1, maxDays: 30 },
}

/** So long before they are erased it is told who they are. */
export const warningDays = 30

export const storagePeriod = z.object({
  kind: z.enum(storageKinds),
  keepDays: z.int().nullable().describe('null: kept until the business says otherwise'),
  presetDays: z.int().nullable(),
  minDays: z.int(),
  maxDays: z.int().nullable(),
  kept: z.int().describe('How many there are'),
  goesNext: z.int().describe(`How many go within the next ${warningDays} days`),
})
export type StoragePeriod = z.output<typeof storagePeriod>

export const listStoragePeriods = endpoint({
  method: 'GET',
  path: '/api/v1/storage-periods',
  tag: 'rights',
  summary: 'How long each kind of data is kept, and what goes next',
  permission: 'privacy:manage',
  reply: z.object({ items: z.array(storagePeriod) }),
  errors: ['caller_limited_to_stores'],
})

export const setStoragePeriod = endpoint({
  method: 'PUT',
  path: '/api/v1/storage-periods/:kind',
  tag: 'rights',
  summary: 'Say how long a kind of data is kept',
  description:
    'What is older goes by itself, in portions, and each portion stands in the audit log. Customers who ' +
    `were not heard of for so long are erased as if they had asked for it, first ${warningDays} days after ` +
    'the period was set; whoever is seen again by then stays.',
  permission: 'privacy:manage',
  params: z.object({ kind: z.enum(storageKinds) }),
  body: z
    .strictObject({ keepDays: z.int().min(1).max(36_525).nullable() })
    .meta({ examples: [{ keepDays: 1095 }] }),
  reply: storagePeriod,
  errors: ['storage_period_too_short', 'storage_period_too_long', 'caller_limited_to_stores'],
})

export const nextErasedMax = 100

export const listNextErased = endpoint({
  method: 'GET',
  path: '/api/v1/storage-periods/next-erased',
  tag: 'rights',
  summary: 'Customers who will be erased next, the longest away first',
  description: `At most ${nextErasedMax}.`,
  permission: 'privacy:manage',
  reply: z.object({
    items: z.array(
      z.object({
        customerId,
        customer: namedCustomer,
        lastSeenAt: moment,
        erasedOn: moment.describe('Not before'),
      }),
    ),
  }),
  errors: ['caller_limited_to_stores'],
})
