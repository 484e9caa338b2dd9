import type { QueryClient } from '@tanstack/react-query'
import {
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { StateLoading } from '../design/state-loading.tsx'
import { companyRoutes } from './company-routes.tsx'
import { forThose } from './for-those.tsx'
import { loyaltyPrints, loyaltyRoutes } from './loyalty-routes.tsx'
import { PageFailed } from './page-failed.tsx'
import { PageNotFound } from './page-not-found.tsx'
import { type Session, sessionQuery, welcomeQuery } from './session.ts'
import { framed, root, signedIn } from './trunk.tsx'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: textIn('back'),
  loader: ({ context }) => context.queries.ensureQueryData(welcomeQuery),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const provider = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/provider',
  validateSearch: (search: Record<string, unknown>) => ({
    code: asText(search.code),
    state: asText(search.state),
    iss: asText(search.iss),
  }),
  loader: ({ context }) => context.queries.ensureQueryData(welcomeQuery),
  component: lazyRouteComponent(() => import('./access/provider-page.tsx'), 'ProviderPage'),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  validateSearch: textIn('token'),
  loader: ({ context }) => context.queries.ensureQueryData(welcomeQuery),
  component: lazyRouteComponent(() => import('./sign-in/set-up-page.tsx'), 'SetUpPage'),
})

const firstStart = createRoute({
  getParentRoute: () => signedIn,
  path: '/first-start',
  component: lazyRouteComponent(
    () => import('./first-start/first-start-page.tsx'),
    'FirstStartPage',
  ),
})

const secondFactor = createRoute({
  getParentRoute: () => signedIn,
  path: '/second-factor',
  component: lazyRouteComponent(
    () => import('./access/second-factor-page.tsx'),
    'SecondFactorPage',
  ),
})

const overview = createRoute({
  getParentRoute: () => framed,
  path: '/',
  beforeLoad: async ({ context: { queries } }) => {
    const known = await queries.ensureQueryData(sessionQuery)
    if (!known.permissions.includes('reports:read')) throw beginWithoutReports(known)
    if (!known.business.empty) return
    const { business } = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
    if (business.empty) throw redirect({ to: '/first-start' })
  },
  component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
})

const customers = createRoute({
  getParentRoute: () => framed,
  path: '/customers',
  validateSearch: anySearch,
  component: forThose(
    'customers:read',
    lazyRouteComponent(() => import('./customers/customers-page.tsx'), 'CustomersPage'),
  ),
})

const customer = createRoute({
  getParentRoute: () => framed,
  path: '/customers/$customerId',
  component: forThose(
    'customers:read',
    lazyRouteComponent(() => import('./customers/customer-page.tsx'), 'CustomerPage'),
  ),
})

const known = createRoute({
  getParentRoute: () => framed,
  path: '/customers/known',
  component: forThose(
    'reports:read',
    lazyRouteComponent(() => import('./known/known-page.tsx'), 'KnownPage'),
  ),
})

const duplicates = createRoute({
  getParentRoute: () => framed,
  path: '/duplicates',
  component: forThose(
    'customers:merge',
    lazyRouteComponent(() => import('./duplicates/duplicates-page.tsx'), 'DuplicatesPage'),
  ),
})

const analytics = createRoute({
  getParentRoute: () => framed,
  path: '/analytics',
  beforeLoad: ({ location }) => {
    if (/\/analytics\/?$/.test(location.pathname)) throw redirect({ to: '/analytics/retention' })
  },
  component: forThose('reports:read', Outlet),
})

const retention = createRoute({
  getParentRoute: () => analytics,
  path: '/retention',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./analytics/retention-page.tsx'), 'RetentionPage'),
})

const cohorts = createRoute({
  getParentRoute: () => analytics,
  path: '/cohorts',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./analytics/cohorts-page.tsx'), 'CohortsPage'),
})

const value = createRoute({
  getParentRoute: () => analytics,
  path: '/value',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./analytics/value-page.tsx'), 'ValuePage'),
})

const rfm = createRoute({
  getParentRoute: () => analytics,
  path: '/rfm',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./analytics/rfm-page.tsx'), 'RfmPage'),
})

const receipts = createRoute({
  getParentRoute: () => analytics,
  path: '/receipts',
  validateSearch: anySearch,
  component: lazyRouteComponent(() => import('./analytics/receipts-page.tsx'), 'ReceiptsPage'),
})

const liability = createRoute({
  getParentRoute: () => framed,
  path: '/liability',
  component: forThose(
    'liability:read',
    lazyRouteComponent(() => import('./liability/liability-page.tsx'), 'LiabilityPage'),
  ),
})

const imports = createRoute({
  getParentRoute: () => framed,
  path: '/imports',
  validateSearch: anySearch,
  component: forThose(
    'imports:manage',
    lazyRouteComponent(() => import('./imports/imports-page.tsx'), 'ImportsPage'),
  ),
})

const balanceFile = createRoute({
  getParentRoute: () => framed,
  path: '/imports/balances',
  component: forThose(
    'balances:take_over',
    lazyRouteComponent(() => import('./cards/balance-file-page.tsx'), 'BalanceFilePage'),
  ),
})

const customerFile = createRoute({
  getParentRoute: () => framed,
  path: '/imports/customers',
  component: forThose(
    'imports:manage',
    lazyRouteComponent(() => import('./customer-file/customer-file-page.tsx'), 'CustomerFilePage'),
  ),
})

const oneImport = createRoute({
  getParentRoute: () => framed,
  path: '/imports/$importId',
  component: forThose(
    'imports:manage',
    lazyRouteComponent(() => import('./imports/import-page.tsx'), 'ImportPage'),
  ),
})

const connections = createRoute({
  getParentRoute: () => framed,
  path: '/connections',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'connections' } })
  },
})

const connection = createRoute({
  getParentRoute: () => framed,
  path: '/connections/$connectionId',
  component: forThose(
    'connections:read',
    lazyRouteComponent(() => import('./connections/connection-page.tsx'), 'ConnectionPage'),
  ),
})

const webhooks = createRoute({
  getParentRoute: () => framed,
  path: '/webhooks',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'webhooks' } })
  },
})

const webhook = createRoute({
  getParentRoute: () => framed,
  path: '/webhooks/$webhookId',
  component: forThose(
    'webhooks:read',
    lazyRouteComponent(() => import('./webhooks/webhook-page.tsx'), 'WebhookPage'),
  ),
})

const settings = createRoute({
  getParentRoute: () => framed,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
})

const settingsSection = createRoute({
  getParentRoute: () => framed,
  path: '/settings/$section',
  component: lazyRouteComponent(() => import('./settings/section-page.tsx'), 'SectionPage'),
})

/** All components and charts with invented figures, for those who build pages. */
const gallery = import.meta.env.DEV
  ? createRoute({
      getParentRoute: () => root,
      path: '/gallery',
      component: lazyRouteComponent(() => import('./gallery/gallery-page.tsx'), 'GalleryPage'),
    })
  : null

const routes = root.addChildren([
  signIn,
  provider,
  setUp,
  signedIn.addChildren([
    firstStart,
    secondFactor,
    ...loyaltyPrints,
    framed.addChildren([
      overview,
      customers,
      customer,
      known,
      duplicates,
      ...companyRoutes,
      analytics.addChildren([retention, cohorts, value, rfm, receipts]),
      ...loyaltyRoutes,
      liability,
      imports,
      customerFile,
      balanceFile,
      oneImport,
      connections,
      connection,
      webhooks,
      webhook,
      settings,
      settingsSection,
    ]),
  ]),
  ...(gallery ? [gallery] : []),
])

export function createAdminRouter(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    basepath: '/admin',
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingMs: 0,
    defaultPendingComponent: () => <StateLoading shape="page" />,
    defaultErrorComponent: ({ error }) => <PageFailed error={error} isPage />,
    defaultNotFoundComponent: PageNotFound,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAdminRouter>
  }
}

/** To where those begin whose role has no figures; the till is a page of its own. */
function beginWithoutReports({ permissions }: Session) {
  if (permissions.includes('customers:read')) return redirect({ to: '/customers' })
  if (permissions.includes('pos:serve')) return redirect({ href: '/pos', reloadDocument: true })
  return redirect({ to: '/settings' })
}

/** One optional text in the address. */
function textIn<Name extends string>(name: Name) {
  return (search: Record<string, unknown>): Partial<Record<Name, string>> => {
    const text = search[name]
    return typeof text === 'string' ? ({ [name]: text } as Partial<Record<Name, string>>) : {}
  }
}

/** Numbers, too, were text to whoever wrote the address. */
const asText = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined

/** What a page keeps in its address (filters, periods); the page itself reads and checks it. */
function anySearch(search: Record<string, unknown>): Record<string, unknown> {
  return search
}
