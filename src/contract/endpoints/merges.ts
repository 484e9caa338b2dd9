import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerId, mergeId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { text } from '../language/text.ts'
import { namedCustomer } from './reports/parts.ts'

const params = z.object({ customerId })

export const merge = z.object({
  id: mergeId,
  kind: z.enum(['merge', 'claim']).describe('claim: an anonymous purchase found its customer'),
  from: namedCustomer.describe('Counts for the other until it is undone'),
  into: namedCustomer,
  mergedAt: moment,
  mergedBy: z.string().nullable().describe('Name of the person of staff; null: a program'),
  note: z.string().nullable(),
})
export type MergeView = z.output<typeof merge>

export const mergeNoteMax = 500

const merging = z.strictObject({
  from: customerId.describe('Who is to count for the customer of the path from now on'),
  note: text(mergeNoteMax).optional().describe('For the office; erased with the person'),
})
const refusals = [
  'customer_not_found',
  'customers_are_one',
  'merges_too_many',
  'company_not_mergeable',
] as const

export const mergeCustomers = endpoint({
  method: 'POST',
  path: '/api/v1/customers/:customerId/merge',
  tag: 'customers',
  summary: 'Merge another customer into this one',
  description:
    'For two who are the same person. Everything of both counts together: purchases, points, tier, ' +
    'gifts, vouchers, identities; limits and steps are counted over both. Nothing recorded is changed, ' +
    'so it can be undone exactly at any time.',
  permission: 'customers:merge',
  params,
  body: merging.meta({
    examples: [{ from: 'cus_06PQW0Q5NJX8FVQ8Z6C7TQ2R4M', note: 'Told us at the till' }],
  }),
  reply: merge,
  status: 201,
  errors: refusals,
})

export const listMerges = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/merges',
  tag: 'customers',
  summary: 'List who was merged into a customer, the latest first',
  permission: 'customers:read',
  params,
  reply: z.object({ items: z.array(merge) }),
  errors: ['customer_not_found'],
})

export const latestMergesMax = 50

export const listLatestMerges = endpoint({
  method: 'GET',
  path: '/api/v1/merges',
  tag: 'customers',
  summary: 'List the latest merges that stand',
  description: `At most ${latestMergesMax}, the latest first; claims of receipts are left out.`,
  permission: 'customers:merge',
  reply: z.object({ items: z.array(merge) }),
})

export const undoMerge = endpoint({
  method: 'DELETE',
  path: '/api/v1/customers/:customerId/merges/:mergeId',
  tag: 'customers',
  summary: 'Undo a merge',
  description:
    'Both stand as if they had never been one. What came in meanwhile goes with the identity it came ' +
    'under; what was redeemed stays redeemed by whoever did it, and where their own points do not ' +
    'suffice the shortfall is borne by the business.',
  permission: 'customers:merge',
  params: z.object({ customerId, mergeId }),
  reply: merge,
  errors: ['customer_not_found', 'merge_not_found', 'merge_undone'],
})
