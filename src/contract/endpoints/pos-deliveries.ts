import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { posConflictId, posDeviceId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { conflictReasons, entryId } from '../language/offline-entry.ts'
import { text } from '../language/text.ts'
import { clockAheadMinutesMax, deliveredDaysMax, entriesMax } from './pos-devices.ts'
import { storeName } from './reports/parts.ts'

const delivered = z.object({
  id: entryId.nullable().describe('null: it could not be read'),
  outcome: z
    .enum(['done', 'conflict', 'undone', 'refused'])
    .describe('refused: nothing was kept of it; all others are safe here'),
  code: z.string().nullable().describe('Why it is listed, or refused'),
})
export type Delivered = z.output<typeof delivered>

export const deliverEntries = endpoint({
  method: 'POST',
  path: '/api/v1/pos/deliveries',
  tag: 'pos',
  summary: 'Deliver what a device did without a network',
  description:
    'In any order, as often as one likes: each entry counts once, at the time at which it happened. Of redemptions ' +
    'the allowance is checked again; what is beyond it, what comes of an ended device, is older than ' +
    `${deliveredDaysMax} days or more than ${clockAheadMinutesMax} minutes ahead is listed for somebody to decide. ` +
    'Points that were not there are booked as offline loss, and the balance stays at zero.',
  permission: 'pos:serve',
  body: z.strictObject({
    device: posDeviceId,
    entries: z
      .array(
        z.strictObject({
          signed: z.string().min(1).max(4000).describe('The entry as JSON, as it was signed'),
          signature: z.string().max(200).describe('ECDSA with SHA-256, both halves, in base64'),
        }),
      )
      .min(1)
      .max(entriesMax),
  }),
  bodyBytesMax: 4 * 1024 * 1024,
  reply: z.object({ items: z.array(delivered).describe('One per entry, in order') }),
  errors: ['pos_device_not_found', 'store_not_allowed'],
})

const states = ['open', 'noted', 'accepted', 'closed', 'solved', 'undone'] as const

export const posConflict = z.object({
  id: posConflictId,
  reason: z.enum(conflictReasons),
  code: z.string().nullable().describe('As the API refuses it'),
  state: z
    .enum(states)
    .describe('open: it does not count yet. noted: it counts, somebody should know'),
  device: z.object({ id: posDeviceId, name: z.string() }),
  store: storeName,
  kind: z.enum(['visit', 'redemption', 'gift', 'enrollment', 'undo']),
  guest: z.string().nullable().describe('First name and initial, or the card number'),
  what: z
    .string()
    .nullable()
    .describe('Key of the reward or article, or the amount in minor units'),
  happenedAt: moment,
  foundAt: moment,
  decidedAt: moment.nullable(),
  note: z.string().nullable(),
})
export type PosConflict = z.output<typeof posConflict>

export const listPosConflicts = endpoint({
  method: 'GET',
  path: '/api/v1/pos/conflicts',
  tag: 'pos',
  summary: 'List what devices did alone and somebody should look at, the latest first',
  permission: 'pos:manage',
  query: z.object({
    ...pageQuery,
    which: z.enum(['waiting', 'all']).default('waiting').describe('waiting: open or noted'),
  }),
  reply: page(posConflict),
})

export const decidePosConflict = endpoint({
  method: 'POST',
  path: '/api/v1/pos/conflicts/:conflictId/decide',
  tag: 'pos',
  summary: 'Accept what a device did, or leave it at that',
  description:
    'Accepted: it counts after all, as it happened. Closed: it stays as it is. What the program itself refuses ' +
    'stays refused until its cause is mended.',
  permission: 'pos:manage',
  params: z.object({ conflictId: posConflictId }),
  body: z
    .strictObject({ decision: z.enum(['accept', 'close']), note: text(500).optional() })
    .meta({ examples: [{ decision: 'accept', note: 'Der Gast war da.' }] }),
  reply: posConflict,
  errors: [
    'pos_conflict_not_found',
    'pos_conflict_decided',
    'pos_conflict_refused',
    'store_not_allowed',
  ],
})
