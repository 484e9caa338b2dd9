import type { WireReply } from '#contract/endpoint.ts'
import type { listCompanies, readCompany } from '#contract/endpoints/companies.ts'
import type { listCompanyContacts } from '#contract/endpoints/company-contacts.ts'
import type {
  listCompanyContracts,
  listEndingContracts,
  listInstalledProducts,
} from '#contract/endpoints/company-contracts.ts'

export type CompanyRow = WireReply<typeof listCompanies>['items'][number]
export type CompanyPageReply = WireReply<typeof readCompany>
export type Company = CompanyPageReply['company']
export type Contact = WireReply<typeof listCompanyContacts>['items'][number]
export type Contract = WireReply<typeof listCompanyContracts>['items'][number]
export type EndingContract = WireReply<typeof listEndingContracts>['items'][number]
export type Product = WireReply<typeof listInstalledProducts>['items'][number]

/** A text field as the API takes it: what is empty says nothing. */
export const saidOrNone = (text: string): string | null => text.trim() || null
