import { pino } from 'pino'
import type { Route } from '#contract/route.ts'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { openDataFolder } from '#database/data-folder.ts'
import { migrate } from '#database/migrate.ts'
import { type Database, openDatabase } from '#database/open.ts'
import type { ReadReplica } from '#database/read-replica.ts'
import { routes as customerPageRoutes } from '#domain/analytics/customers/routes.ts'
import { routes as reportRoutes } from '#domain/analytics/routes.ts'
import { sourceWatchWorker } from '#domain/analytics/watch/watch-sources.ts'
import { type KeptKeys, openKeptKeys } from '#domain/business/kept-keys.ts'
import { readMailEnvironment } from '#domain/business/mail/mail-server.ts'
import { mailWorker } from '#domain/business/mail/send-mails.ts'
import { placeReach } from '#domain/business/places/place.ts'
import { placeRoutes } from '#domain/business/places/routes.ts'
import { readClockOffsetMillis } from '#domain/business/queries.ts'
import { routes as businessRoutes } from '#domain/business/routes.ts'
import { openSecret, takeNextSecret } from '#domain/business/secret.ts'
import {
  companyWorker,
  followCompanies,
  recountCompanies,
} from '#domain/companies/follow-purchases.ts'
import { routes as companyRoutes } from '#domain/companies/routes.ts'
import { routes as customerRoutes } from '#domain/customers/routes.ts'
import { guestAskWorker } from '#domain/customers/sign-in/answer-asks.ts'
import type { Within } from '#domain/events/record.ts'
import { routes as eventRoutes } from '#domain/events/routes.ts'
import { routes as balanceFileRoutes } from '#domain/exchange/balance-file/routes.ts'
import { routes as companyFileRoutes } from '#domain/exchange/company-file/routes.ts'
import { deliveryWorker } from '#domain/exchange/connections/delivery-worker.ts'
import { routes as connectionRoutes } from '#domain/exchange/connections/routes.ts'
import { routes as customerFileRoutes } from '#domain/exchange/customer-file/routes.ts'
import { dropWorker } from '#domain/exchange/drop/drop-worker.ts'
import { fetchWorker } from '#domain/exchange/drop/fetch-worker.ts'
import { routes as dropRoutes } from '#domain/exchange/drop/routes.ts'
import { importWorker } from '#domain/exchange/import-worker.ts'
import { routes as importRoutes } from '#domain/exchange/routes.ts'
import { tillReceiptWorker } from '#domain/exchange/tills/export/decide-receipts.ts'
import { routes as tillRoutes } from '#domain/exchange/tills/routes.ts'
import { routes as webhookRoutes } from '#domain/exchange/webhooks/routes.ts'
import { webhookMessagesWorker, webhooksWorker } from '#domain/exchange/webhooks/webhook-workers.ts'
import { bookTimeWorker } from '#domain/ledger/book-time.ts'
import { closuresWorker } from '#domain/ledger/keep-over-closures.ts'
import { liabilityWorker } from '#domain/ledger/liability/close-months.ts'
import { routes as liabilityRoutes } from '#domain/ledger/liability/routes.ts'
import { birthdayWorker } from '#domain/loyalty/birthdays/say-birthdays.ts'
import { routes as cardRoutes } from '#domain/loyalty/cards/routes.ts'
import { cartReturnsWorker } from '#domain/loyalty/cart/follow-returns.ts'
import { routes as cartRoutes } from '#domain/loyalty/cart/routes.ts'
import { sweepCartsWorker } from '#domain/loyalty/cart/sweep-carts.ts'
import { routes as programRoutes } from '#domain/loyalty/definition/routes.ts'
import { endingWorker } from '#domain/loyalty/ending/ending-worker.ts'
import { readProgramEnd } from '#domain/loyalty/ending/read-ending.ts'
import { routes as endingRoutes } from '#domain/loyalty/ending/routes.ts'
import { routes as extraRoutes } from '#domain/loyalty/extras/routes.ts'
import { followProgram, keptPlan } from '#domain/loyalty/follow-program.ts'
import { routes as giftRoutes } from '#domain/loyalty/gifts/routes.ts'
import { judgeAnew } from '#domain/loyalty/judge-anew.ts'
import { readPartnerMovements } from '#domain/loyalty/partners/partner-movements.ts'
import { routes as partnerRoutes } from '#domain/loyalty/partners/routes.ts'
import { balancesOf } from '#domain/loyalty/points/balances-of.ts'
import { routes as pointRoutes } from '#domain/loyalty/points/routes.ts'
import { previews } from '#domain/loyalty/preview/routes.ts'
import { sweepCodesWorker } from '#domain/loyalty/redemption-codes/sweep-codes.ts'
import { routes as referralRoutes } from '#domain/loyalty/referrals/routes.ts'
import { referralWorker } from '#domain/loyalty/referrals/settle-referrals.ts'
import { routes as rewardRoutes } from '#domain/loyalty/rewards/routes.ts'
import { voucherReturnsWorker } from '#domain/loyalty/vouchers/follow-returns.ts'
import { GuessLimit } from '#domain/loyalty/vouchers/guess-limit.ts'
import { routes as voucherRoutes } from '#domain/loyalty/vouchers/routes.ts'
import { routes as memberCardRoutes } from '#domain/people/cards/routes.ts'
import { routes as changeRoutes } from '#domain/people/change/routes.ts'
import { routes as contactRoutes } from '#domain/people/contact/routes.ts'
import { routes as rightsRoutes } from '#domain/people/rights/routes.ts'
import { routes as peopleRoutes } from '#domain/people/routes.ts'
import { expireDataWorker } from '#domain/people/storage/expire-data.ts'
import { routes as portalRoutes } from '#domain/portal/routes.ts'
import { codeRoutes } from '#domain/pos/code-routes.ts'
import { routes as posRoutes } from '#domain/pos/routes.ts'
import { placesWorker } from '#domain/profile/places.ts'
import { beginRecount, type CountedAnew, recountWorker } from '#domain/profile/recount.ts'
import { routes as profileRoutes } from '#domain/profile/routes.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { routes as startRoutes } from '#domain/start/routes.ts'
import { usualAddresses } from '#domain/wallet/addresses.ts'
import { followCardsWorker } from '#domain/wallet/follow-cards.ts'
import { routes as walletRoutes } from '#domain/wallet/routes.ts'
import { tellWalletsWorker } from '#domain/wallet/tell-worker.ts'
import { type Clock, shiftedClock } from '#kernel/clock.ts'

/** Everything behind the doors: the same for the server, the command line, demo, tests, benches. */
export type House = {
  context: Context
  routes: readonly Route[]
  /** Work beside the requests; whoever serves runs them. */
  workers: readonly Worker[]
  /** The modules' part in every intake, from left to right. */
  within: readonly Within[]
  /** Signs cookies and seals what must be read again. */
  secret: string
  /** Seals replies, whatever secret comes after this one. */
  replyKey: string
  close(): Promise<void>
}

export type HouseOptions = {
  /** Of the bundled database; else STAMMGAST_DATA, else the usual place. */
  dataFolder?: string | undefined
  /** A server of one's own; else DATABASE_URL. */
  databaseUrl?: string | undefined
  /** An open database, which stays the caller's to migrate and to close. */
  database?: Database | undefined
  /** Where reports are read, which stays the caller's to close. */
  replica?: ReadReplica | undefined
  /** Else the system's, shifted where the database is a demo's. */
  clock?: Clock | undefined
  log?: Context['log'] | undefined
  /** Else the environment's STAMMGAST_SECRET, else one that is made and kept. */
  secret?: string | undefined
}

const countedAnew =
  (...follow: readonly CountedAnew[]): CountedAnew =>
  async (tx, customerIds, now) => {
    for (const one of follow) await one(tx, customerIds, now)
  }

/** Opens the database, brings it up to date and wires the modules, from left to right. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const log = options.log ?? pino({ level: 'silent' })
  const database = options.database ?? (await openDatabase({ ...options, log }))
  const close = async () => {
    if (!options.database) await database.close()
  }
  try {
    if (!options.database) await migrate(database)
    const clock = options.clock ?? shiftedClock(await readClockOffsetMillis(database))
    const { secret, erasureKey, replyKey } = await openKeys(database, options)
    const context = { database, clock, log, erasureKey, replica: options.replica }
    return { ...wire(context, secret), secret, replyKey, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Wires the modules; touches nothing. */
export function wire(
  context: Context,
  secret: string,
): Pick<House, 'context' | 'routes' | 'workers' | 'within'> {
  const within = [updateProfiles, followProgram(), followCompanies]
  const guesses = new GuessLimit()
  const telling = { ...context, sealKey: secret, reach: webhookReach(), planFor: keptPlan() }
  const previewing = previews(context)
  const dropFolder = process.env.STAMMGAST_DROP || null
  const mailEnvironment = readMailEnvironment()
  const wallets = { context, sealKey: secret, planFor: keptPlan() }
  const routes = [
    ...businessRoutes(context, { recount: beginRecount }),
    ...placeRoutes({ ...context, sealKey: secret, reach: placeReach() }),
    ...profileRoutes(context),
    ...customerRoutes(context),
    ...eventRoutes(context, within, (customerIds) => balancesOf(context, customerIds)),
    ...programRoutes(context),
    ...endingRoutes(context),
    ...previewing.routes,
    ...cardRoutes(context),
    ...pointRoutes(context),
    ...liabilityRoutes(context, readPartnerMovements),
    ...voucherRoutes(context, guesses),
    ...rewardRoutes(context),
    ...partnerRoutes(context),
    ...giftRoutes(context),
    ...extraRoutes(context),
    ...referralRoutes(context),
    ...cartRoutes(context, guesses),
    ...customerPageRoutes(context),
    ...companyRoutes(context),
    ...companyFileRoutes(context),
    ...reportRoutes(context),
    ...importRoutes(context),
    ...customerFileRoutes(context),
    ...balanceFileRoutes(context),
    ...peopleRoutes(context, within),
    ...changeRoutes(context),
    ...tillRoutes(context, within),
    ...dropRoutes(context, dropFolder),
    ...memberCardRoutes(context),
    ...contactRoutes(context),
    ...rightsRoutes(context, secret),
    ...posRoutes(context, within),
    ...startRoutes(context),
    ...walletRoutes(wallets),
    ...codeRoutes(context),
    ...portalRoutes({ context, within, planFor: keptPlan(), secret }, mailEnvironment),
    ...connectionRoutes(context, secret),
    ...webhookRoutes(telling),
  ]
  return {
    context,
    routes,
    within,
    workers: [
      placesWorker(context),
      recountWorker(context, countedAnew(judgeAnew(), recountCompanies)),
      companyWorker(context),
      bookTimeWorker(context),
      closuresWorker(context, readProgramEnd),
      endingWorker(context),
      ...previewing.workers,
      liabilityWorker(context),
      voucherReturnsWorker(context),
      referralWorker(context, within),
      birthdayWorker(context, within),
      cartReturnsWorker(context),
      sweepCartsWorker(context),
      expireDataWorker(context),
      sourceWatchWorker(context),
      importWorker({ ...context, within }),
      tillReceiptWorker({ ...context, within }),
      ...(dropFolder ? [dropWorker({ ...context, within }, dropFolder)] : []),
      fetchWorker({ ...context, within, sealKey: secret, reach: placeReach() }),
      deliveryWorker({ ...context, within, sealKey: secret }),
      followCardsWorker(wallets),
      tellWalletsWorker(wallets, walletAddresses()),
      webhookMessagesWorker(telling),
      webhooksWorker(telling),
      guestAskWorker(context, secret),
      mailWorker({ ...context, sealKey: secret, mailEnvironment }),
      sweepCodesWorker(context),
    ],
  }
}

/** A proxy of one's own may stand between, and in tests a receiver. */
const walletAddresses = () => ({
  apnsUrl: process.env.STAMMGAST_APNS_URL ?? usualAddresses.apnsUrl,
  googleUrl: process.env.STAMMGAST_GOOGLE_WALLET_URL ?? usualAddresses.googleUrl,
  googleTokenUrl: process.env.STAMMGAST_GOOGLE_TOKEN_URL ?? usualAddresses.googleTokenUrl,
})

/** Messages leave for the internet alone, unless whoever runs this says otherwise. */
const webhookReach = () =>
  process.env.STAMMGAST_PRIVATE_WEBHOOKS === 'allowed'
    ? ('anywhere' as const)
    : ('internet' as const)

/** A program that was stopped while it took a new secret goes on with it. */
async function openKeys(
  database: Database,
  options: HouseOptions,
): Promise<KeptKeys & { secret: string }> {
  const given = options.secret || process.env.STAMMGAST_SECRET
  if (given) return { secret: given, ...(await openKeptKeys(database, given)) }
  const folder = database.kind === 'bundled' ? await openDataFolder(options.dataFolder) : null
  return await takeNextSecret(folder, await openSecret(database, folder), async (secret) => ({
    secret,
    ...(await openKeptKeys(database, secret)),
  }))
}
