import { createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { forThose } from './for-those.tsx'
import { framed, signedIn } from './trunk.tsx'

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

const programEnding = createRoute({
  getParentRoute: () => program,
  path: '/ending',
  component: forThose(
    'program:define',
    lazyRouteComponent(() => import('./program/ending/ending-page.tsx'), 'EndingPage'),
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

const partners = createRoute({
  getParentRoute: () => framed,
  path: '/partners',
  component: forThose(
    'partners:read',
    lazyRouteComponent(() => import('./partners/partners-page.tsx'), 'PartnersPage'),
  ),
})

const partner = createRoute({
  getParentRoute: () => framed,
  path: '/partners/$partnerKey',
  component: forThose(
    'partners:read',
    lazyRouteComponent(() => import('./partners/partner-page.tsx'), 'PartnerPage'),
  ),
})

const newBasketGift = createRoute({
  getParentRoute: () => framed,
  path: '/basket-gifts/new',
  component: forThose(
    'rewards:define',
    lazyRouteComponent(() => import('./gifts/basket-gift-page.tsx'), 'NewBasketGiftPage'),
  ),
})

const basketGift = createRoute({
  getParentRoute: () => framed,
  path: '/basket-gifts/$basketGiftKey',
  component: forThose(
    'rewards:define',
    lazyRouteComponent(() => import('./gifts/basket-gift-page.tsx'), 'BasketGiftPage'),
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

const start = createRoute({
  getParentRoute: () => framed,
  path: '/start',
  component: forThose(
    'program:begin',
    lazyRouteComponent(() => import('./start/start-page.tsx'), 'StartPage'),
  ),
})

const prints = createRoute({
  getParentRoute: () => framed,
  path: '/prints',
  component: forThose(
    'cards:print',
    lazyRouteComponent(() => import('./prints/prints-page.tsx'), 'PrintsPage'),
  ),
})

/** Where a business says what its regulars get. */
export const loyaltyRoutes = [
  program.addChildren([
    programPage,
    programRules,
    newRule,
    programRule,
    tiers,
    simulation,
    programEnding,
  ]),
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
  partners,
  partner,
  newBasketGift,
  basketGift,
  referrals,
  start,
  prints,
] as const

/** Without the frame. */
export const loyaltyPrints = [printVouchers] as const
