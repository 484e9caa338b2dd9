import * as companies from '#contract/endpoints/companies.ts'
import * as contacts from '#contract/endpoints/company-contacts.ts'
import * as contracts from '#contract/endpoints/company-contracts.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { changeCompany } from './change-company.ts'
import {
  addContact,
  companiesOfCustomer,
  listContacts,
  removeContact,
  updateContact,
} from './company-contacts.ts'
import {
  addContract,
  changeContract,
  listContracts,
  removeContract,
  settleContract,
} from './company-contracts.ts'
import { createCompany } from './create-company.ts'
import { readEndingContracts } from './ending-contracts.ts'
import { exportCompanies } from './export-companies.ts'
import { addProduct, changeProduct, listProducts, removeProduct } from './installed-products.ts'
import { listCompanies } from './list-companies.ts'
import { handOver, listOwners } from './owners.ts'
import { readCompany } from './read-company.ts'
import { readCompanyTimeline } from './read-timeline.ts'

/** Companies as far as the caller may see them. */
export const routes = (context: Context): Route[] => [
  ...companyRoutes(context),
  ...contactRoutes(context),
  ...contractRoutes(context),
  ...productRoutes(context),
]

const companyRoutes = (context: Context): Route[] => [
  on(companies.listCompanies, ({ query, caller }) => listCompanies(context, query, caller)),
  on(companies.exportCompanies, ({ query, caller, signal }) =>
    exportCompanies(context, query, caller, signal),
  ),
  on(companies.createCompany, ({ body, caller }) => createCompany(context, body, caller)),
  on(companies.readCompany, ({ params, caller }) => readCompany(context, params.companyId, caller)),
  on(companies.updateCompany, ({ params, body, caller }) =>
    changeCompany(context, params.companyId, body, caller),
  ),
  on(companies.readCompanyTimeline, ({ params, query, caller }) =>
    readCompanyTimeline(context, params.companyId, query, caller),
  ),
  on(companies.listCompanyOwners, async () => ({ items: await listOwners(context) })),
  ofEveryStore('Handing over concerns every store; your access is limited to some.')(
    on(companies.handOverCompanies, ({ body }) => handOver(context, body)),
  ),
]

const contactRoutes = (context: Context): Route[] => [
  on(contacts.listCompanyContacts, async ({ params, caller }) => ({
    items: await listContacts(context, params.companyId, caller),
  })),
  on(contacts.addCompanyContact, ({ params, body, caller }) =>
    addContact(context, params.companyId, body, caller),
  ),
  on(contacts.updateCompanyContact, ({ params, body, caller }) =>
    updateContact(context, params, body, caller),
  ),
  on(contacts.removeCompanyContact, ({ params, caller }) => removeContact(context, params, caller)),
  on(contacts.listCompaniesOfCustomer, ({ params, caller }) =>
    companiesOfCustomer(context, params.customerId, caller),
  ),
]

const contractRoutes = (context: Context): Route[] => [
  on(contracts.listCompanyContracts, async ({ params, caller }) => ({
    items: await listContracts(context, params.companyId, caller),
  })),
  on(contracts.addCompanyContract, ({ params, body, caller }) =>
    addContract(context, params.companyId, body, caller),
  ),
  on(contracts.changeCompanyContract, ({ params, body, caller }) =>
    changeContract(context, params, body, caller),
  ),
  on(contracts.removeCompanyContract, ({ params, caller }) =>
    removeContract(context, params, caller),
  ),
  on(contracts.settleCompanyContract, ({ params, body, caller }) =>
    settleContract(context, params, body, caller),
  ),
  on(contracts.listEndingContracts, ({ query, caller }) =>
    readEndingContracts(context, query, caller),
  ),
]

const productRoutes = (context: Context): Route[] => [
  on(contracts.listInstalledProducts, async ({ params, caller }) => ({
    items: await listProducts(context, params.companyId, caller),
  })),
  on(contracts.addInstalledProduct, ({ params, body, caller }) =>
    addProduct(context, params.companyId, body, caller),
  ),
  on(contracts.changeInstalledProduct, ({ params, body, caller }) =>
    changeProduct(context, params, body, caller),
  ),
  on(contracts.removeInstalledProduct, ({ params, caller }) =>
    removeProduct(context, params, caller),
  ),
]
