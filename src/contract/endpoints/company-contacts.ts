import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { companyContactId, customerId } from '../language/ids.ts'
import { calendarDate, label } from '../language/text.ts'
import { companyReference } from './companies.ts'
import { namedCustomer } from './reports/parts.ts'

/** More people of one company than anybody looks after by hand. */
export const contactsPerCompanyMax = 1000

const params = z.object({ companyId: customerId })

const belonging = {
  role: label(100).nullable(),
  from: calendarDate.nullable().describe('The first day; null: from the beginning'),
  to: calendarDate.nullable().describe('The last day; null: still'),
}

const said = {
  id: companyContactId,
  role: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  current: z.boolean().describe('Today'),
}

export const companyContact = z.object({ ...said, customer: namedCustomer })
export type CompanyContact = z.output<typeof companyContact>

export const listCompanyContacts = endpoint({
  method: 'GET',
  path: '/api/v1/companies/:companyId/contacts',
  tag: 'companies',
  summary: 'Who belongs to a company, and who did',
  permission: 'companies:read',
  params,
  reply: z.object({ items: z.array(companyContact) }),
  errors: ['company_not_found'],
})

const periodErrors = ['contact_periods_overlap', 'contact_ends_first'] as const

export const addCompanyContact = endpoint({
  method: 'POST',
  path: '/api/v1/companies/:companyId/contacts',
  tag: 'companies',
  summary: 'Say that a customer belongs to a company',
  description:
    'What they buy on these days counts for the company too. Nobody belongs to two companies on one ' +
    'day: whoever changes ends the one before the other begins.',
  permission: 'companies:write',
  params,
  body: z
    .strictObject({
      customerId,
      role: belonging.role.default(null),
      from: belonging.from.default(null),
      to: belonging.to.default(null),
    })
    .meta({
      examples: [
        { customerId: 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV', role: 'Einkauf', from: '2026-01-01' },
      ],
    }),
  reply: companyContact,
  status: 201,
  errors: [
    'company_not_found',
    'customer_not_found',
    'contact_is_company',
    'contacts_too_many',
    ...periodErrors,
  ],
})

export const updateCompanyContact = endpoint({
  method: 'PATCH',
  path: '/api/v1/companies/:companyId/contacts/:contactId',
  tag: 'companies',
  summary: 'Change the role of a contact, or when they belonged to the company',
  permission: 'companies:write',
  params: params.extend({ contactId: companyContactId }),
  body: z
    .strictObject({
      role: belonging.role.optional(),
      from: belonging.from.optional(),
      to: belonging.to.optional(),
    })
    .meta({ examples: [{ to: '2026-11-30' }] }),
  reply: companyContact,
  errors: ['company_not_found', 'contact_not_found', ...periodErrors],
})

export const removeCompanyContact = endpoint({
  method: 'DELETE',
  path: '/api/v1/companies/:companyId/contacts/:contactId',
  tag: 'companies',
  summary: 'Take back that a customer ever belonged to a company',
  permission: 'companies:write',
  params: params.extend({ contactId: companyContactId }),
  reply: z.void(),
  status: 204,
  errors: ['company_not_found', 'contact_not_found'],
})

export const listCompaniesOfCustomer = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/companies',
  tag: 'companies',
  summary: 'The companies a customer belongs to or belonged to',
  permission: 'companies:read',
  params: z.object({ customerId }),
  reply: z.object({
    isCompany: z.boolean().describe('This customer is a company'),
    items: z.array(z.object({ ...said, company: companyReference })),
  }),
  errors: ['customer_not_found'],
})
