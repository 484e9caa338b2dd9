import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { consentChannels } from '../language/consent.ts'
import {
  attributeName,
  attributeValue,
  birthday,
  identity,
  languageTag,
  tagName,
} from '../language/customer.ts'
import { customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { calendarDate, label, text } from '../language/text.ts'

export const identitiesPerCustomerMax = 50
export const tagsPerCallMax = 20
export const customerKinds = ['person', 'company'] as const
export const customersPerTaggingMax = 10_000

const person = {
  name: label(200),
  language: languageTag,
  birthday,
}

export const customerInput = z
  .strictObject({
    identities: z.array(identity).max(identitiesPerCustomerMax).default([]),
    name: person.name.optional(),
    language: person.language.optional(),
    birthday: person.birthday.optional(),
    attributes: z.record(attributeName, attributeValue).default({}),
    tags: z.array(tagName).max(tagsPerCallMax).default([]),
  })
  .refine(
    ({ identities, name }) => identities.length > 0 || name !== undefined,
    'names neither an identity nor a name',
  )
export type CustomerInput = z.output<typeof customerInput>

/** What is left out stays; null takes away. */
export const customerChange = z.strictObject({
  name: person.name.nullable().optional(),
  language: person.language.nullable().optional(),
  birthday: person.birthday.nullable().optional(),
  attributes: z.record(attributeName, attributeValue.nullable()).optional(),
  addIdentities: z.array(identity).max(identitiesPerCustomerMax).optional(),
  removeIdentities: z.array(identity).max(identitiesPerCustomerMax).optional(),
})
export type CustomerChange = z.output<typeof customerChange>

export const tag = z.object({ number: z.int(), name: z.string() })
export type Tag = z.output<typeof tag>

/** Who a customer is. */
export const customer = z.object({
  id: customerId,
  name: z.string().nullable(),
  language: z.string().nullable(),
  birthday: z.string().nullable(),
  identities: z.array(z.object({ kind: z.string(), value: z.string() })),
  attributes: z.record(z.string(), attributeValue),
  tags: z.array(tag),
  createdAt: moment,
})
export type Customer = z.output<typeof customer>

/** One line of the list of customers. */
export const customerRow = z.object({
  id: customerId,
  kind: z.enum(customerKinds),
  name: z.string().nullable(),
  email: z.string().nullable(),
  identity: z
    .object({ kind: z.string(), value: z.string() })
    .nullable()
    .describe('What to call a customer without a name: the surest identity'),
  tags: z.array(tag),
  attributes: z.record(z.string(), attributeValue),
  lastSeenAt: moment
    .nullable()
    .describe('When something of them was last known; null: nothing is yet'),
  firstPurchaseAt: moment.nullable(),
  lastPurchaseAt: moment.nullable(),
  firstDay: z.string().nullable().describe('The first day there, as the business counts it'),
  lastDay: z.string().nullable(),
  daysThere: z.int().describe('Distinct days there, as the business counts them'),
  purchases: z.int(),
  purchaseDays: z.int(),
  visits: z.int(),
  revenue: money,
  regular: z.boolean(),
})
export type CustomerRow = z.output<typeof customerRow>

const yesOrNo = z.enum(['yes', 'no'])

/** `news:email`: a purpose and a channel. */
const contact = z
  .string()
  .regex(
    new RegExp(`^[a-z][a-z0-9_]{0,63}:(${consentChannels.join('|')})$`),
    'is no purpose:channel',
  )

const filter = {
  kind: z
    .enum([...customerKinds, 'any'])
    .optional()
    .describe('Left out: person, since companies are customers with a list of their own.'),
  search: text(200)
    .optional()
    .describe(
      'Three or more characters: words anywhere in the name or in an identity. ' +
        'Fewer: how the name begins.',
    ),
  tag: tagName.optional().describe('Name of a tag.'),
  store: label(64).optional().describe('Code of a store: has bought there or visited it.'),
  lastPurchaseFrom: calendarDate
    .optional()
    .describe('Last purchase on this day or later; where visits count, or last visit.'),
  lastPurchaseBefore: calendarDate
    .optional()
    .describe('Last purchase before this day; where visits count, and last visit.'),
  regular: yesOrNo.optional(),
  minPurchases: z.coerce.number().int().min(0).max(1_000_000).optional(),
  minDaysThere: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .describe('Distinct days there, as the business counts them.'),
  hasEmail: yesOrNo.optional(),
  hasPhone: yesOrNo.optional(),
  hasPost: yesOrNo.optional().describe('Has a value of the attribute `address`.'),
  hasBirthday: yesOrNo.optional(),
  hasLanguage: yesOrNo.optional(),
  filled: attributeName.optional().describe('Has a value of this attribute.'),
  agreed: contact.optional().describe('`purpose:channel`: said yes to it.'),
  mayContact: contact
    .optional()
    .describe('`purpose:channel`: said yes, has an address, and nothing stops all contact.'),
  contact: z
    .enum(['open', 'blocked'])
    .optional()
    .describe('blocked: has died or wants no contact.'),
  firstStore: label(64)
    .optional()
    .describe(
      'Code of a store: the first purchase was there; where visits count, or the first visit.',
    ),
}
const filterErrors = ['store_unknown', 'tag_unknown', 'store_not_allowed'] as const

export const customerFilter = z.strictObject(filter)
export type CustomerFilter = z.output<typeof customerFilter>

export const customerOrders = ['last_seen', 'name', 'revenue'] as const
export type CustomerOrder = (typeof customerOrders)[number]

export const listCustomers = endpoint({
  method: 'GET',
  path: '/api/v1/customers',
  tag: 'customers',
  summary: 'List and search customers',
  description:
    'Ordered by when they were last seen (the latest first; whoever never was stands last, the newest ' +
    'first), by name, or by revenue (the highest first).',
  permission: 'customers:read',
  query: z.object({ ...pageQuery, order: z.enum(customerOrders).default('last_seen'), ...filter }),
  reply: page(customerRow),
  errors: ['cursor_malformed', ...filterErrors],
})

export const countCustomers = endpoint({
  method: 'GET',
  path: '/api/v1/customers/count',
  tag: 'customers',
  summary: 'Count customers',
  description:
    'Exact up to 10,000, and wherever the filter asks what is known of somebody; else above that an ' +
    'estimate, and the reply says so.',
  permission: 'customers:read',
  query: z.object(filter),
  reply: z.object({ count: z.int(), estimated: z.boolean() }),
  errors: filterErrors,
})

export const exportCustomers = endpoint({
  method: 'GET',
  path: '/api/v1/customers/export',
  tag: 'customers',
  summary: 'Download customers as CSV',
  description:
    'All customers of the filter, guests alone where it asks for no `kind`, in the order in which they became known. A cell that a spreadsheet ' +
    'would take for a formula begins with an apostrophe.',
  permission: 'customers:read',
  query: z.object(filter),
  reply: z.string(),
  file: { contentType: 'text/csv; charset=utf-8' },
  errors: filterErrors,
})

export const createCustomer = endpoint({
  method: 'POST',
  path: '/api/v1/customers',
  tag: 'customers',
  summary: 'Make a customer known',
  permission: 'customers:write',
  body: customerInput,
  reply: customer,
  status: 201,
  errors: [
    'identity_taken',
    'identity_erased',
    'identity_malformed',
    'attribute_unknown',
    'attribute_malformed',
    'attribute_archived',
    'tagging_not_allowed',
    'tags_too_many',
  ],
})

const params = z.object({ customerId })

export const readCustomer = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId',
  tag: 'customers',
  summary: 'Read a customer',
  description: 'For a customer who was merged into another, that other one is given.',
  permission: 'customers:read',
  params,
  reply: customer,
  errors: ['customer_not_found'],
})

export const updateCustomer = endpoint({
  method: 'PATCH',
  path: '/api/v1/customers/:customerId',
  tag: 'customers',
  summary: 'Change a customer',
  description: 'All of it or, if anything is refused, none of it.',
  permission: 'customers:write',
  params,
  body: customerChange,
  reply: customer,
  errors: [
    'customer_not_found',
    'identity_taken',
    'identity_erased',
    'identity_not_found',
    'identity_malformed',
    'identities_too_many',
    'attribute_unknown',
    'attribute_malformed',
    'attribute_archived',
    'attribute_required',
  ],
})

export const tagCustomers = endpoint({
  method: 'POST',
  path: '/api/v1/customers/tags',
  tag: 'customers',
  summary: 'Tag or untag many customers',
  description:
    'Up to 10,000 by their ids, or all of a filter. Ids that are not known are passed over. Large numbers are taken in portions: ' +
    'if the server is stopped on the way, ask again, what is done stays done.',
  permission: 'customers:tag',
  body: z.strictObject({
    customers: z.union([
      z.strictObject({ ids: z.array(customerId).min(1).max(customersPerTaggingMax) }),
      z.strictObject({ filter: customerFilter }),
    ]),
    add: z.array(tagName).max(tagsPerCallMax).default([]),
    remove: z.array(tagName).max(tagsPerCallMax).default([]),
  }),
  reply: z.object({
    customers: z.int().describe('Customers the change was meant for'),
    added: z.int().describe('Tags that were put on: one for each customer and tag'),
    removed: z.int().describe('Tags that were taken off'),
  }),
  errors: [...filterErrors, 'tags_too_many'],
})
