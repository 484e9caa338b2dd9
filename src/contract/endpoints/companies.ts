import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { companyAddress, companyStates, sizeClasses } from '../language/company.ts'
import { attributeName, attributeValue, identity } from '../language/customer.ts'
import { customerId, staffId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { label, text } from '../language/text.ts'
import { timelineItem } from './customer-page.ts'
import { identitiesPerCustomerMax, tag } from './customers.ts'
import { namedCustomer } from './reports/parts.ts'

const params = z.object({ companyId: customerId })

export const companyReference = z.object({ id: customerId, name: z.string().nullable() })
export const companyOwner = z.object({
  id: staffId,
  name: z.string(),
  ended: z.boolean().describe('They have left: somebody else has to take over'),
})
export type CompanyOwner = z.output<typeof companyOwner>

const terms = {
  name: label(200),
  number: label(64).nullable(),
  address: companyAddress,
  vatId: label(32).nullable(),
  sizeClass: z.enum(sizeClasses).nullable(),
  industry: label(100).nullable(),
  parentId: customerId.nullable(),
  ownerId: staffId.nullable(),
}

export const companyInput = z.strictObject({
  name: terms.name,
  number: terms.number.default(null),
  identities: z.array(identity).max(identitiesPerCustomerMax).default([]),
  address: terms.address.default({ street: null, postalCode: null, city: null, country: null }),
  vatId: terms.vatId.default(null),
  sizeClass: terms.sizeClass.default(null),
  industry: terms.industry.default(null),
  parentId: terms.parentId.default(null),
  ownerId: terms.ownerId.default(null),
  attributes: z.record(attributeName, attributeValue).default({}),
})
export type CompanyInput = z.output<typeof companyInput>

/** What is left out stays; null takes away. */
export const companyChange = z.strictObject({
  name: terms.name.optional(),
  number: terms.number.optional(),
  address: terms.address.optional(),
  vatId: terms.vatId.optional(),
  sizeClass: terms.sizeClass.optional(),
  industry: terms.industry.optional(),
  parentId: terms.parentId.optional(),
  ownerId: terms.ownerId.optional(),
  attributes: z.record(attributeName, attributeValue.nullable()).optional(),
  addIdentities: z.array(identity).max(identitiesPerCustomerMax).optional(),
  removeIdentities: z.array(identity).max(identitiesPerCustomerMax).optional(),
})
export type CompanyChange = z.output<typeof companyChange>

/** Which company it is. */
export const company = z.object({
  id: customerId,
  name: z.string().nullable(),
  number: z.string().nullable(),
  identities: z.array(z.object({ kind: z.string(), value: z.string() })),
  address: z.object({
    street: z.string().nullable(),
    postalCode: z.string().nullable(),
    city: z.string().nullable(),
    country: z.string().nullable(),
  }),
  vatId: z.string().nullable(),
  sizeClass: z.enum(sizeClasses).nullable(),
  industry: z.string().nullable(),
  parent: companyReference.nullable(),
  owner: companyOwner.nullable(),
  attributes: z.record(z.string(), attributeValue),
  tags: z.array(tag),
  createdAt: moment,
})
export type Company = z.output<typeof company>

export const companyFigures = z.object({
  contacts: z.int().describe('Who belong to it today'),
  revenue: money.describe('Of the company and of its contacts, on the days they belonged to it'),
  purchases: z.int(),
  purchaseDays: z.int(),
  firstPurchaseOn: z.string().nullable(),
  lastPurchaseOn: z.string().nullable(),
  gapDays: z
    .object({ median: z.number(), from: z.int(), to: z.int() })
    .nullable()
    .describe('Days from one purchase day to the next; null: too few to know a rhythm'),
  awayDays: z.int().nullable().describe('Since the last purchase, as of the last day known'),
  state: z.enum(companyStates),
})
export type CompanyFigures = z.output<typeof companyFigures>

/** One line of the list of companies. */
export const companyRow = z.object({
  id: customerId,
  name: z.string().nullable(),
  number: z.string().nullable(),
  city: z.string().nullable(),
  industry: z.string().nullable(),
  owner: companyOwner.nullable(),
  figures: companyFigures,
})
export type CompanyRow = z.output<typeof companyRow>

const ownerWished = z.union([z.enum(['me', 'nobody']), staffId])
const filter = {
  search: text(200)
    .optional()
    .describe('As in the list of customers; also the beginning of the number'),
  owner: ownerWished
    .optional()
    .describe('Whom of staff it is looked after by; nobody: also of those who have left'),
  state: z.enum(companyStates).optional(),
  industry: label(100).optional(),
  sizeClass: z.enum(sizeClasses).optional(),
  parent: customerId.optional().describe('Those that belong to this company'),
}
export const companyFilter = z.strictObject(filter)
export type CompanyFilter = z.output<typeof companyFilter>

export const companyOrders = ['name', 'revenue', 'last_purchase'] as const
export type CompanyOrder = (typeof companyOrders)[number]

export const listCompanies = endpoint({
  method: 'GET',
  path: '/api/v1/companies',
  tag: 'companies',
  summary: 'List and search companies',
  description:
    'By name, by revenue (the highest first) or by the last purchase (the latest first). Figures ' +
    'follow purchases within seconds.',
  permission: 'companies:read',
  query: z.object({ ...pageQuery, order: z.enum(companyOrders).default('name'), ...filter }),
  reply: page(companyRow),
  errors: ['cursor_malformed'],
})

export const exportCompanies = endpoint({
  method: 'GET',
  path: '/api/v1/companies/export',
  tag: 'companies',
  summary: 'Download companies as CSV',
  permission: 'companies:read',
  query: z.object(filter),
  reply: z.string(),
  file: { contentType: 'text/csv; charset=utf-8' },
})

const refusals = [
  'company_number_taken',
  'parent_not_found',
  'parent_is_below',
  'owner_not_found',
  'identity_taken',
  'identity_malformed',
  'attribute_unknown',
  'attribute_malformed',
] as const

const example = {
  name: 'Kanzlei Weber & Lange',
  number: 'F-1001',
  identities: [{ kind: 'external_id', value: 'erp-4711' }],
  address: { street: 'Hauptstraße 5', postalCode: '50667', city: 'Köln', country: 'DE' },
  vatId: 'DE123456789',
  sizeClass: 'small',
  industry: 'Recht',
}

export const createCompany = endpoint({
  method: 'POST',
  path: '/api/v1/companies',
  tag: 'companies',
  summary: 'Add a company',
  description:
    'A company is a customer too: a purchase that names its id or one of its identities, and no ' +
    'person, is its own.',
  permission: 'companies:write',
  body: companyInput.meta({ examples: [example] }),
  reply: company,
  status: 201,
  errors: refusals,
})

export const readCompany = endpoint({
  method: 'GET',
  path: '/api/v1/companies/:companyId',
  tag: 'companies',
  summary: 'Read a company, with what it and its contacts bought',
  permission: 'companies:read',
  params,
  reply: z.object({
    company,
    asOf: z.string().describe('The day the figures are as of: the last one the sources know'),
    figures: companyFigures,
    group: z
      .object({ companies: z.int(), revenue: money })
      .nullable()
      .describe('It and all below it, where there are any'),
    children: z
      .array(companyReference.extend({ revenue: money }))
      .describe('Right below it, by revenue; up to 50'),
  }),
  errors: ['company_not_found'],
})

export const updateCompany = endpoint({
  method: 'PATCH',
  path: '/api/v1/companies/:companyId',
  tag: 'companies',
  summary: 'Change a company',
  description: 'All of it or, if anything is refused, none of it.',
  permission: 'companies:write',
  params,
  body: companyChange.meta({ examples: [{ ownerId: null, industry: 'Handwerk' }] }),
  reply: company,
  errors: [
    'company_not_found',
    ...refusals,
    'identity_not_found',
    'identities_too_many',
    'caller_limited_to_stores',
  ],
})

export const readCompanyTimeline = endpoint({
  method: 'GET',
  path: '/api/v1/companies/:companyId/timeline',
  tag: 'companies',
  summary: 'What happened with a company and its contacts, the latest first',
  description: 'Of each contact what happened while they belonged to it.',
  permission: 'companies:read',
  params,
  query: z.object({ ...pageQuery }),
  reply: page(timelineItem.extend({ customer: namedCustomer })),
  errors: ['company_not_found', 'cursor_malformed'],
})

export const listCompanyOwners = endpoint({
  method: 'GET',
  path: '/api/v1/companies/owners',
  tag: 'companies',
  summary: 'Who of staff can look after companies, and who does',
  permission: 'companies:read',
  reply: z.object({ items: z.array(companyOwner.extend({ companies: z.int() })) }),
})

export const handOverCompanies = endpoint({
  method: 'POST',
  path: '/api/v1/companies/hand-over',
  tag: 'companies',
  summary: 'Hand all companies of one person over to another',
  description: 'Large numbers are taken in portions: if it stops on the way, ask again.',
  permission: 'companies:hand_over',
  body: z.strictObject({
    from: staffId.nullable().describe('null: those that nobody looks after'),
    to: staffId.nullable(),
  }),
  reply: z.object({ companies: z.int() }),
  errors: ['owner_not_found', 'caller_limited_to_stores'],
})
