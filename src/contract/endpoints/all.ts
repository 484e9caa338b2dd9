import type { Endpoint } from '../endpoint.ts'
import * as analytics from './analytics.ts'
import * as attributes from './attributes.ts'
import * as audit from './audit.ts'
import * as balanceFiles from './balance-files.ts'
import * as business from './business.ts'
import * as cardBatches from './card-batches.ts'
import * as cardNumbers from './card-numbers.ts'
import * as cart from './cart.ts'
import * as cashiers from './cashiers.ts'
import * as claims from './claims.ts'
import * as companies from './companies.ts'
import * as companyContacts from './company-contacts.ts'
import * as companyContracts from './company-contracts.ts'
import * as companyFiles from './company-files.ts'
import * as connections from './connections.ts'
import * as consentTexts from './consent-texts.ts'
import * as consents from './consents.ts'
import * as contactBlocks from './contact-blocks.ts'
import * as customerFiles from './customer-files.ts'
import * as customerPage from './customer-page.ts'
import * as customers from './customers.ts'
import * as demo from './demo.ts'
import * as droppedFiles from './dropped-files.ts'
import * as duplicates from './duplicates.ts'
import * as eventTypes from './event-types.ts'
import * as events from './events.ts'
import * as extras from './extras.ts'
import * as giftArticles from './gift-articles.ts'
import * as gifts from './gifts.ts'
import * as imports from './imports.ts'
import * as inbound from './inbound.ts'
import * as keys from './keys.ts'
import * as liability from './liability.ts'
import * as merges from './merges.ts'
import * as openReturns from './open-returns.ts'
import * as openingHours from './opening-hours.ts'
import * as paperStamps from './paper-stamps.ts'
import * as partnerSettlement from './partner-settlement.ts'
import * as partners from './partners.ts'
import * as places from './places.ts'
import * as pointActs from './point-acts.ts'
import * as points from './points.ts'
import * as portalCard from './portal-card.ts'
import * as portalSelf from './portal-self.ts'
import * as portalSettings from './portal-settings.ts'
import * as portalSignIn from './portal-sign-in.ts'
import * as pos from './pos.ts'
import * as posBookings from './pos-bookings.ts'
import * as posCodes from './pos-codes.ts'
import * as posDeliveries from './pos-deliveries.ts'
import * as posDevices from './pos-devices.ts'
import * as prints from './prints.ts'
import * as processingRecord from './processing-record.ts'
import * as programEnding from './program-ending.ts'
import * as programPreviews from './program-previews.ts'
import * as programs from './programs.ts'
import * as referrals from './referrals.ts'
import * as rewards from './rewards.ts'
import * as rights from './rights.ts'
import * as secondFactor from './second-factor.ts'
import * as session from './session.ts'
import * as sessions from './sessions.ts'
import * as signInProvider from './sign-in-provider.ts'
import * as signInRules from './sign-in-rules.ts'
import * as snippet from './snippet.ts'
import * as staff from './staff.ts'
import * as stampCards from './stamp-cards.ts'
import * as start from './start.ts'
import * as storagePeriods from './storage-periods.ts'
import * as system from './system.ts'
import * as tags from './tags.ts'
import * as tillComparison from './till-comparison.ts'
import * as tills from './tills.ts'
import * as voucherCodes from './voucher-codes.ts'
import * as vouchers from './vouchers.ts'
import * as wallet from './wallet.ts'
import * as webhooks from './webhooks.ts'

const files = [
  session,
  sessions,
  secondFactor,
  business,
  staff,
  signInRules,
  signInProvider,
  keys,
  audit,
  customers,
  customerPage,
  consents,
  consentTexts,
  contactBlocks,
  companies,
  companyContacts,
  companyContracts,
  companyFiles,
  merges,
  claims,
  duplicates,
  rights,
  storagePeriods,
  processingRecord,
  tags,
  balanceFiles,
  openReturns,
  openingHours,
  paperStamps,
  cardBatches,
  cardNumbers,
  attributes,
  events,
  eventTypes,
  imports,
  customerFiles,
  connections,
  inbound,
  snippet,
  webhooks,
  droppedFiles,
  tillComparison,
  tills,
  vouchers,
  voucherCodes,
  programs,
  programEnding,
  programPreviews,
  stampCards,
  points,
  pointActs,
  rewards,
  giftArticles,
  extras,
  gifts,
  referrals,
  cart,
  cashiers,
  liability,
  partners,
  partnerSettlement,
  pos,
  start,
  posBookings,
  prints,
  wallet,
  posCodes,
  portalSignIn,
  portalCard,
  portalSelf,
  portalSettings,
  posDeliveries,
  posDevices,
  analytics,
  places,
  system,
  demo,
]

type ValuesOf<T> = T extends object ? T[keyof T] : never

/** Any line of the API, as its own type. */
export type EveryEndpoint = Extract<ValuesOf<(typeof files)[number]>, Endpoint>

const listed: readonly object[] = files

/** Every line of the API, in the order of the document: by file, path and method. */
export const allEndpoints: readonly Endpoint[] = listed.flatMap((file) =>
  Object.values(file).filter(isEndpoint).toSorted(byPathAndMethod),
)

function byPathAndMethod(one: Endpoint, other: Endpoint): number {
  const order = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
  if (one.path !== other.path) return one.path < other.path ? -1 : 1
  return order.indexOf(one.method) - order.indexOf(other.method)
}

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'permission' in value && 'path' in value
}
