import { z } from 'zod'
import { endpoint, fault } from '../endpoint.ts'
import { eventBytesMax, eventInput, eventsPerBatchMax } from '../language/event.ts'
import { customerId, eventId } from '../language/ids.ts'
import { pointBalance } from './points.ts'

/** In a batch of at most so many the new balances can be asked for. */
export const eventsWithBalancesMax = 100

/** What became of one event of a batch, in the order of the batch. */
export const intakeOutcome = z.discriminatedUnion('status', [
  z.object({
    status: z
      .enum(['accepted', 'repeated', 'superseded'])
      .describe(
        'accepted: counted now; repeated: it was counted before; superseded: a higher version is known',
      ),
    eventId,
    customerId: customerId.nullable().describe('null where the event is anonymous'),
  }),
  z.object({ status: z.literal('refused'), code: z.string(), errors: z.array(fault) }),
])
export type IntakeOutcome = z.output<typeof intakeOutcome>

/** Judged one by one, so that one that is wrong harms no other; whoever sends it knows its type. */
const sentEvent = z.unknown().meta({ $ref: '#/components/schemas/Event' }) as z.ZodType<
  unknown,
  z.input<typeof eventInput>
>

export const recordEvents = endpoint({
  method: 'POST',
  path: '/api/v1/events',
  tag: 'events',
  summary: 'Record up to 1,000 events',
  description:
    'Each event is accepted, repeated, superseded or refused on its own; the reply lists them in the order sent. ' +
    'An event is at most 32 KB. Sending the same event again changes nothing: after a lost connection or an error ' +
    'of the server send the whole batch again, and what was recorded already is answered as repeated. ' +
    'Staff limited to stores record what happened there, and notes on customers who were there. ' +
    `With \`balances=true\` a batch of up to ${eventsWithBalancesMax} tells what its customers have then.`,
  permission: 'events:write',
  query: z.object({ balances: z.enum(['true', 'false']).default('false') }),
  body: z.strictObject({
    events: z.array(sentEvent).min(1).max(eventsPerBatchMax),
  }),
  reply: z.object({
    accepted: z.int(),
    repeated: z.int(),
    superseded: z.int(),
    refused: z.int(),
    items: z.array(intakeOutcome),
    balances: z
      .array(z.object({ customerId, points: z.array(pointBalance) }))
      .optional()
      .describe('Where asked for: each customer named in the items, once'),
  }),
  status: 200,
  errors: ['balances_too_many', 'balances_not_allowed'],
  bodyBytesMax: eventsPerBatchMax * eventBytesMax + 64 * 1024,
})

/** The schema of one event, for the OpenAPI document. */
export const event = eventInput
