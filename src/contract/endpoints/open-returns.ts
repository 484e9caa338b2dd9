import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { label } from '../language/text.ts'
import { namedCustomer } from './reports/parts.ts'

/** So long before a return its purchase is looked for. */
export const returnDays = 90
export const openReturnsMax = 100

const store = z.object({ code: z.string(), name: z.string() }).nullable()
const reference = z.strictObject({ source: label(64), externalId: label(200) })
const said = z.object({ source: z.string(), externalId: z.string() })

export const openReturn = z.object({
  return: said,
  customer: namedCustomer,
  store,
  at: moment,
  amount: money,
  proposal: z
    .object({
      ...{ purchase: said, store, at: moment, amount: money },
      because: z
        .enum(['receipt', 'article', 'amount'])
        .describe('Same receipt number and store; an article of it; the same amount'),
    })
    .nullable()
    .describe(
      `The purchase it most likely returns, of the same customer within ${returnDays} days`,
    ),
})
export type OpenReturn = z.output<typeof openReturn>

export const listOpenReturns = endpoint({
  method: 'GET',
  path: '/api/v1/returns/open',
  tag: 'events',
  summary: 'List returns of customers that name no purchase, with the one they most likely return',
  description: `Of the last ${returnDays} days, at most ${openReturnsMax}, newest first. Until somebody says which purchase it was, such a return lowers revenue and changes no points.`,
  permission: 'pos:correct',
  query: z.object({
    store: label(64).optional().describe('Code of the store; else all that are yours'),
  }),
  reply: z.object({ items: z.array(openReturn) }),
  errors: ['store_unknown', 'store_not_allowed'],
})

export const linkReturn = endpoint({
  method: 'POST',
  path: '/api/v1/returns/link',
  tag: 'events',
  summary: 'Say which purchase was returned',
  description:
    'Points, steps and status that came from the purchase go back, by the rules of its time. Saying the same again ' +
    'changes nothing. The return keeps the version its source gave it: what the source sends again is a repeat, and ' +
    'its next version counts instead; where that names no purchase, the return is listed again.',
  permission: 'pos:correct',
  body: z.strictObject({ return: reference, purchase: reference }).meta({
    examples: [
      {
        return: { source: 'till', externalId: 'return-1' },
        purchase: { source: 'till', externalId: 'receipt-4711' },
      },
    ],
  }),
  reply: z.object({ return: said, purchase: said }),
  errors: [
    'return_not_found',
    'return_linked',
    'purchase_not_found',
    'purchase_returned',
    'store_not_allowed',
  ],
})
