import { z } from 'zod'
import { endpoint } from '../endpoint.ts'

export const demoState = z.object({
  status: z
    .enum(['none', 'running', 'done', 'canceled', 'failed'])
    .describe('none: not asked for since the program started'),
  share: z.number().min(0).max(1).describe('How much is done, from 0 to 1'),
  customers: z.int().describe('Put in so far'),
  events: z.int(),
})
export type DemoState = z.output<typeof demoState>

export const demoCustomersMax = 20_000

export const startDemo = endpoint({
  method: 'POST',
  path: '/api/v1/demo',
  tag: 'demo',
  summary: 'Fill an empty database with the café Morgenrot',
  description:
    'Three years of an invented café that end yesterday. It goes on in the background; a database ' +
    'that already holds customers, purchases or stores is refused. A canceled demo goes on where ' +
    'it was when asked for again with the same body.',
  permission: 'business:write',
  body: z.strictObject({
    customers: z.int().min(50).max(demoCustomersMax).optional(),
    seed: z
      .int()
      .min(0)
      .max(2_147_483_647)
      .optional()
      .describe('Another seed is another world of the same kind'),
  }),
  reply: demoState,
  status: 202,
  errors: ['database_not_empty', 'demo_running'],
})

export const readDemo = endpoint({
  method: 'GET',
  path: '/api/v1/demo',
  tag: 'demo',
  summary: 'How far the demo is',
  permission: 'business:write',
  reply: demoState,
})

export const cancelDemo = endpoint({
  method: 'DELETE',
  path: '/api/v1/demo',
  tag: 'demo',
  summary: 'Stop filling the demo; what is in stays',
  permission: 'business:write',
  reply: demoState,
})
