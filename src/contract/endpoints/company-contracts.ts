import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { contractContent, contractStatuses, installedProductContent } from '../language/company.ts'
import { companyContractId, customerId, installedProductId, staffId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { calendarDate, text } from '../language/text.ts'
import { companyOwner, companyReference } from './companies.ts'

export const contractsPerCompanyMax = 500
export const productsPerCompanyMax = 1000

const params = z.object({ companyId: customerId })
const contractParams = params.extend({ contractId: companyContractId })

const contractShape = contractContent.shape

export const companyContract = z.object({
  id: companyContractId,
  name: z.string(),
  reference: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  renewsMonths: z.int().nullable(),
  notice: z.object({ count: z.int(), unit: contractShape.notice.unwrap().shape.unit }),
  value: z
    .object({
      amount: z.int(),
      per: contractShape.value.unwrap().unwrap().shape.per,
      currency: z.string(),
    })
    .nullable(),
  canceledTo: z.string().nullable(),
  note: z.string().nullable(),
  status: z.enum(contractStatuses),
  termEndsOn: z.string().nullable().describe('Of the term that runs today'),
  dueOn: z
    .string()
    .nullable()
    .describe(
      'By when somebody has to decide: the last day for notice where it renews, else its end',
    ),
  settled: z
    .object({ at: moment, by: z.string().nullable(), note: z.string().nullable() })
    .nullable()
    .describe('Somebody has seen to it for this day'),
})
export type CompanyContract = z.output<typeof companyContract>

export const listCompanyContracts = endpoint({
  method: 'GET',
  path: '/api/v1/companies/:companyId/contracts',
  tag: 'companies',
  summary: 'The contracts of a company, those that run first',
  permission: 'companies:read',
  params,
  reply: z.object({ items: z.array(companyContract) }),
  errors: ['company_not_found'],
})

const contractExample = {
  name: 'Kaffee fürs Büro',
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  renewsMonths: 12,
  notice: { count: 3, unit: 'months' },
  value: { amount: 24_900, per: 'month' },
}

export const addCompanyContract = endpoint({
  method: 'POST',
  path: '/api/v1/companies/:companyId/contracts',
  tag: 'companies',
  summary: 'Add a contract',
  permission: 'companies:write',
  params,
  body: contractContent.meta({ examples: [contractExample] }),
  reply: companyContract,
  status: 201,
  errors: ['company_not_found', 'contracts_too_many'],
})

export const changeCompanyContract = endpoint({
  method: 'PUT',
  path: '/api/v1/companies/:companyId/contracts/:contractId',
  tag: 'companies',
  summary: 'Say what a contract holds, or that notice was given',
  permission: 'companies:write',
  params: contractParams,
  body: contractContent.meta({ examples: [{ ...contractExample, canceledTo: '2026-12-31' }] }),
  reply: companyContract,
  errors: ['company_not_found', 'contract_not_found'],
})

export const removeCompanyContract = endpoint({
  method: 'DELETE',
  path: '/api/v1/companies/:companyId/contracts/:contractId',
  tag: 'companies',
  summary: 'Remove a contract that was written down by mistake',
  permission: 'companies:write',
  params: contractParams,
  reply: z.void(),
  status: 204,
  errors: ['company_not_found', 'contract_not_found'],
})

export const settleCompanyContract = endpoint({
  method: 'PUT',
  path: '/api/v1/companies/:companyId/contracts/:contractId/settled',
  tag: 'companies',
  summary: 'Say that somebody has seen to a contract that can end soon, or that it is open again',
  permission: 'companies:write',
  params: contractParams,
  body: z
    .strictObject({
      dueOn: calendarDate.nullable().describe('The day it was about; null: open again'),
      note: text(500).nullable().default(null),
    })
    .meta({ examples: [{ dueOn: '2026-12-31', note: 'Verlängert um ein Jahr' }] }),
  reply: companyContract,
  errors: ['company_not_found', 'contract_not_found', 'contract_due_otherwise'],
})

export const listEndingContracts = endpoint({
  method: 'GET',
  path: '/api/v1/contracts/ending',
  tag: 'companies',
  summary: 'Contracts that can end soon, the next ones first',
  description:
    'Where a contract renews, the last day for notice is near; else its end is, or was within 30 days.',
  permission: 'companies:read',
  query: z.object({
    ...pageQuery,
    withinDays: z.coerce.number().int().min(1).max(730).default(90),
    owner: z.union([z.enum(['me', 'nobody']), staffId]).optional(),
    settled: z.enum(['no', 'yes']).default('no'),
  }),
  reply: page(
    companyContract.extend({ company: companyReference, owner: companyOwner.nullable() }),
  ),
  errors: ['cursor_malformed'],
})

export const installedProduct = z.object({
  id: installedProductId,
  name: z.string(),
  sku: z.string().nullable(),
  serial: z.string().nullable(),
  since: z.string().nullable(),
  warrantyUntil: z.string().nullable(),
  serviceDueOn: z.string().nullable(),
  note: z.string().nullable(),
})
export type InstalledProduct = z.output<typeof installedProduct>

export const listInstalledProducts = endpoint({
  method: 'GET',
  path: '/api/v1/companies/:companyId/products',
  tag: 'companies',
  summary: 'What stands at a company, the next service first',
  permission: 'companies:read',
  params,
  reply: z.object({ items: z.array(installedProduct) }),
  errors: ['company_not_found'],
})

const productBody = installedProductContent.meta({
  examples: [
    {
      name: 'Siebträger S2',
      sku: 'MA-S2',
      serial: '0815',
      since: '2025-03-01',
      serviceDueOn: '2026-12-01',
    },
  ],
})

export const addInstalledProduct = endpoint({
  method: 'POST',
  path: '/api/v1/companies/:companyId/products',
  tag: 'companies',
  summary: 'Add an installed product',
  permission: 'companies:write',
  params,
  body: productBody,
  reply: installedProduct,
  status: 201,
  errors: ['company_not_found', 'products_too_many'],
})

const productParams = params.extend({ productId: installedProductId })

export const changeInstalledProduct = endpoint({
  method: 'PUT',
  path: '/api/v1/companies/:companyId/products/:productId',
  tag: 'companies',
  summary: 'Change an installed product',
  permission: 'companies:write',
  params: productParams,
  body: productBody,
  reply: installedProduct,
  errors: ['company_not_found', 'product_not_found'],
})

export const removeInstalledProduct = endpoint({
  method: 'DELETE',
  path: '/api/v1/companies/:companyId/products/:productId',
  tag: 'companies',
  summary: 'Remove an installed product',
  permission: 'companies:write',
  params: productParams,
  reply: z.void(),
  status: 204,
  errors: ['company_not_found', 'product_not_found'],
})
