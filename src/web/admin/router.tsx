import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { Problem } from '../client/index.ts'
import { StateLoading } from '../design/state-loading.tsx'
import { forThose } from './for-those.tsx'
import { Framed } from './framed.tsx'
import { PageFailed } from './page-failed.tsx'
import { type Session, sessionQuery, welcomeQuery } from './session.ts'

type Context = { queries: QueryClient }

const root = createRootRouteWithContext<Context>()({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: textIn('back'),
  loader: ({ context }) => context.queries.ensureQueryData(welcomeQuery),
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  validateSearch: textIn('token'),
  loader: ({ context }) => context.queries.ensureQueryData(welcomeQuery),
  component: lazyRouteComponent(() => import('./sign-in/set-up-page.tsx'), 'SetUpPage'),
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(sessionQuery)
    } catch (problem) {
      if (problem instanceof Problem && problem.kind === 'unauthenticated') {
        throw redirect({ to: '/sign-in', search: { back: location.href } })
      }
      throw problem
    }
  },
  component: Outlet,
})

const firstStart = createRoute({
  getParentRoute: () => signedIn,
  path: '/first-start',
  component: lazyRouteComponent(
    () => import('./first-start/first-start-page.tsx'),
    'FirstStartPage',
  ),
})

const framed = createRoute({ getParentRoute: () => signedIn, id: 'framed', component: Framed })

const overview = createRoute({
  getParentRoute: () => framed,
  path: '/',
  beforeLoad: async ({ context: { queries } }) => {
    const known = await queries.ensureQueryData(sessionQuery)
    if (!known.permissions.includes('reports:read'))
      throw redirect({ to: placeWithoutReports(known) })
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

const program = createRoute({
  getParentRoute: () => framed,
  path: '/program',
  component: forThose('program:read', Outlet),
})

const programPage = createRoute({
  getParentRoute: () => program,
  path: '/',
  component: lazyRouteComponent(() => import('./program/program-page.tsx'), 'ProgramPage'),
})

const programRules = createRoute({
  getParentRoute: () => program,
  path: '/rules',
  component: lazyRouteComponent(() => import('./program/rules/rules-page.tsx'), 'RulesPage'),
})

const newRule = createRoute({
  getParentRoute: () => program,
  path: '/rules/new',
  component: forThose(
    'program:define',
    lazyRouteComponent(() => import('./program/rules/new-rule-page.tsx'), 'NewRulePage'),
  ),
})

const programRule = createRoute({
  getParentRoute: () => program,
  path: '/rules/$ruleKey',
  component: lazyRouteComponent(() => import('./program/rules/rule-page.tsx'), 'RulePage'),
})

const tiers = createRoute({
  getParentRoute: () => program,
  path: '/tiers',
  component: lazyRouteComponent(() => import('./program/tiers/tiers-page.tsx'), 'TiersPage'),
})

const simulation = createRoute({
  getParentRoute: () => program,
  path: '/simulation',
  component: forThose(
    'program:define',
    lazyRouteComponent(() => import('./program/simulation/simulation-page.tsx'), 'SimulationPage'),
  ),
})

const vouchers = createRoute({
  getParentRoute: () => framed,
  path: '/vouchers',
  component: forThose(
    'vouchers:read',
    lazyRouteComponent(() => import('./vouchers/vouchers-page.tsx'), 'VouchersPage'),
  ),
})

const newVoucher = createRoute({
  getParentRoute: () => framed,
  path: '/vouchers/new',
  component: forThose(
    'vouchers:define',
    lazyRouteComponent(() => import('./vouchers/new-voucher-page.tsx'), 'NewVoucherPage'),
  ),
})

const voucher = createRoute({
  getParentRoute: () => framed,
  path: '/vouchers/$voucherId',
  component: forThose(
    'vouchers:read',
    lazyRouteComponent(() => import('./vouchers/voucher-page.tsx'), 'VoucherPage'),
  ),
})

const editVoucher = createRoute({
  getParentRoute: () => framed,
  path: '/vouchers/$voucherId/edit',
  component: forThose(
    'vouchers:define',
    lazyRouteComponent(() => import('./vouchers/edit-voucher-page.tsx'), 'EditVoucherPage'),
  ),
})

/** Without the frame: what is printed is the page. */
const printVouchers = createRoute({
  getParentRoute: () => signedIn,
  path: '/vouchers/$voucherId/print',
  component: forThose(
    'vouchers:codes',
    lazyRouteComponent(() => import('./vouchers/print-sheet-page.tsx'), 'PrintSheetPage'),
  ),
})

const rewards = createRoute({
  getParentRoute: () => framed,
  path: '/rewards',
  component: forThose(
    'rewards:read',
    lazyRouteComponent(() => import('./rewards/rewards-page.tsx'), 'RewardsPage'),
  ),
})

const newReward = createRoute({
  getParentRoute: () => framed,
  path: '/rewards/new',
  component: forThose(
    'rewards:define',
    lazyRouteComponent(() => import('./rewards/new-reward-page.tsx'), 'NewRewardPage'),
  ),
})

const reward = createRoute({
  getParentRoute: () => framed,
  path: '/rewards/$rewardKey',
  component: forThose(
    'rewards:read',
    lazyRouteComponent(() => import('./rewards/reward-page.tsx'), 'RewardPage'),
  ),
})

const gifts = createRoute({
  getParentRoute: () => framed,
  path: '/gifts',
  component: forThose(
    'rewards:read',
    lazyRouteComponent(() => import('./gifts/gifts-page.tsx'), 'GiftsPage'),
  ),
})

const giftArticle = createRoute({
  getParentRoute: () => framed,
  path: '/gifts/$articleKey',
  component: forThose(
    'rewards:read',
    lazyRouteComponent(() => import('./gifts/article-page.tsx'), 'ArticlePage'),
  ),
})

const newGiftLadder = createRoute({
  getParentRoute: () => framed,
  path: '/gift-ladders/new',
  component: forThose(
    'program:define',
    lazyRouteComponent(() => import('./gifts/new-ladder-page.tsx'), 'NewLadderPage'),
  ),
})

const giftLadder = createRoute({
  getParentRoute: () => framed,
  path: '/gift-ladders/$ladderKey',
  component: forThose(
    'program:define',
    lazyRouteComponent(() => import('./gifts/ladder-page.tsx'), 'LadderPage'),
  ),
})

const referrals = createRoute({
  getParentRoute: () => framed,
  path: '/referrals',
  component: forThose(
    'rewards:read',
    lazyRouteComponent(() => import('./referrals/referrals-page.tsx'), 'ReferralsPage'),
  ),
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

const oneImport = createRoute({
  getParentRoute: () => framed,
  path: '/imports/$importId',
  component: forThose(
    'imports:manage',
    lazyRouteComponent(() => import('./imports/import-page.tsx'), 'ImportPage'),
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
  setUp,
  signedIn.addChildren([
    firstStart,
    printVouchers,
    framed.addChildren([
      overview,
      customers,
      customer,
      analytics.addChildren([retention, cohorts, value, rfm, receipts]),
      program.addChildren([programPage, programRules, newRule, programRule, tiers, simulation]),
      vouchers,
      newVoucher,
      voucher,
      editVoucher,
      rewards,
      newReward,
      reward,
      gifts,
      giftArticle,
      newGiftLadder,
      giftLadder,
      referrals,
      liability,
      imports,
      oneImport,
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
    defaultErrorComponent: PageFailed,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAdminRouter>
  }
}

/** Where those begin whose role has no figures. */
const placeWithoutReports = ({ permissions }: Session) =>
  permissions.includes('customers:read') ? '/customers' : '/settings'

/** One optional text in the address. */
function textIn<Name extends string>(name: Name) {
  return (search: Record<string, unknown>): Partial<Record<Name, string>> => {
    const text = search[name]
    return typeof text === 'string' ? ({ [name]: text } as Partial<Record<Name, string>>) : {}
  }
}

/** What a page keeps in its address (filters, periods); the page itself reads and checks it. */
function anySearch(search: Record<string, unknown>): Record<string, unknown> {
  return search
}
