import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { namedCustomer } from './reports/parts.ts'

/** What two have in common, the surest first. */
export const evidenceKinds = ['email', 'phone', 'name_and_birthday', 'name_and_address'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

export const duplicatesMax = 100

const pair = z.object({
  one: namedCustomer,
  other: namedCustomer,
  evidence: z.array(z.enum(evidenceKinds)),
})
export type DuplicatePair = z.output<typeof pair>

export const listDuplicates = endpoint({
  method: 'GET',
  path: '/api/v1/duplicates',
  tag: 'customers',
  summary: 'List customers who may be the same person',
  description:
    `The first ${duplicatesMax} pairs, those with most in common first. E-mail addresses are compared ` +
    'without what follows a plus, those of Gmail without dots too; phones without a trunk zero.',
  permission: 'customers:merge',
  reply: z.object({
    items: z.array(pair),
    searchedAt: moment.describe('Among very many customers a moment ago; else now'),
  }),
})

export const rejectDuplicate = endpoint({
  method: 'POST',
  path: '/api/v1/duplicates/rejections',
  tag: 'customers',
  summary: 'Say that two customers are not the same',
  description: 'They are not suggested again.',
  permission: 'customers:merge',
  body: z.strictObject({ one: customerId, other: customerId }),
  reply: z.object({ one: customerId, other: customerId }),
  status: 201,
  errors: ['customer_not_found', 'customers_are_one'],
})

const side = z.object({
  customer: namedCustomer,
  identities: z.array(z.object({ kind: z.string(), value: z.string() })),
  birthday: z.string().nullable(),
  purchases: z.int(),
  lastPurchaseAt: moment.nullable(),
  points: z.array(z.object({ currency: z.string(), name: z.string(), balance: z.int() })),
  tier: z.string().nullable().describe('Name of the level'),
  vouchers: z.int().describe('Issued and not used'),
})
export type MergeSide = z.output<typeof side>

export const previewMerge = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/merge-preview',
  tag: 'customers',
  summary: 'Ask what a merge would bring',
  description: 'Tried and taken back at once: exactly what the merge would do.',
  permission: 'customers:merge',
  params: z.object({ customerId }),
  query: z.object({ from: customerId }),
  reply: z.object({ into: side, from: side, together: side }),
  errors: ['customer_not_found', 'customers_are_one', 'merges_too_many', 'company_not_mergeable'],
})
