import * as wallet from '#contract/endpoints/wallet.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { guestOf, on, type Route } from '#contract/route.ts'
import { clearIssuer, readSettings, setApple, setGoogle } from './issuers.ts'
import { makePass, type WalletRim, walletLinks } from './wallet-links.ts'
import { fetchPass, listChanged, registerDevice, takeLog, unregisterDevice } from './web-service.ts'

export const routes = (rim: WalletRim): Route[] => [
  ...settingsRoutes(rim).map(ofEveryStore('Wallets concern every store.')),
  on(wallet.readGuestWallets, ({ caller, origin }) =>
    walletLinks(rim, guestOf(caller).customerId, origin),
  ),
  on(wallet.fetchGuestPass, ({ caller, origin }) =>
    makePass(rim, guestOf(caller).customerId, origin),
  ),
  ...phoneRoutes(rim),
]

function settingsRoutes({ context, sealKey }: WalletRim): Route[] {
  const setting = { ...context, sealKey }
  return [
    on(wallet.readWalletSettings, () => readSettings(context.database)),
    on(wallet.setAppleIssuer, ({ body }) => setApple(setting, body)),
    on(wallet.setGoogleIssuer, ({ body }) => setGoogle(setting, body)),
    on(wallet.removeIssuer, ({ params }) => clearIssuer(context, params.kind)),
  ]
}

const phoneRoutes = (rim: WalletRim): Route[] => [
  on(wallet.registerDevice, ({ params, headers, body }) =>
    registerDevice(rim, claimOf(params, headers), params.device, body),
  ),
  on(wallet.unregisterDevice, ({ params, headers }) =>
    unregisterDevice(rim, claimOf(params, headers), params.device),
  ),
  on(wallet.listChangedPasses, ({ params, query }) =>
    listChanged(rim, params, query.passesUpdatedSince),
  ),
  on(wallet.fetchPass, ({ params, headers, origin }) =>
    fetchPass(rim, claimOf(params, headers), origin),
  ),
  on(wallet.takeWalletLog, ({ body }) => takeLog(rim, body)),
]

const claimOf = (
  { passType, serial }: { passType: string; serial: string },
  { authorization }: Readonly<Record<string, string>>,
) => ({ passType, serial, authorization })
