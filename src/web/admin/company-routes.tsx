import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { forThose } from './for-those.tsx'
import { framed } from './trunk.tsx'

const companies = createRoute({
  getParentRoute: () => framed,
  path: '/companies',
  validateSearch: (search: Record<string, unknown>) => search,
  component: forThose(
    'companies:read',
    lazyRouteComponent(() => import('./companies/companies-page.tsx'), 'CompaniesPage'),
  ),
})

const contracts = createRoute({
  getParentRoute: () => framed,
  path: '/companies/contracts',
  component: forThose(
    'companies:read',
    lazyRouteComponent(() => import('./companies/contracts-page.tsx'), 'ContractsPage'),
  ),
})

const companyFile = createRoute({
  getParentRoute: () => framed,
  path: '/companies/file',
  component: forThose(
    'imports:manage',
    lazyRouteComponent(() => import('./companies/company-file-page.tsx'), 'CompanyFilePage'),
  ),
})

const company = createRoute({
  getParentRoute: () => framed,
  path: '/companies/$companyId',
  component: forThose(
    'companies:read',
    lazyRouteComponent(() => import('./companies/company-page.tsx'), 'CompanyPage'),
  ),
})

export const companyRoutes = [companies, contracts, companyFile, company] as const
