import * as audit from '#contract/endpoints/audit.ts'
import * as business from '#contract/endpoints/business.ts'
import * as cashiers from '#contract/endpoints/cashiers.ts'
import * as keys from '#contract/endpoints/keys.ts'
import * as opening from '#contract/endpoints/opening-hours.ts'
import { readWelcome } from '#contract/endpoints/session.ts'
import { providerReturnPath, readSignInProvider } from '#contract/endpoints/sign-in-provider.ts'
import * as rules from '#contract/endpoints/sign-in-rules.ts'
import * as staff from '#contract/endpoints/staff.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route, staffIdOf } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { conflict } from '#kernel/errors.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import { exportEntries } from './audit/export-audit.ts'
import { listEntries } from './audit/read-audit.ts'
import { addCashier } from './cashiers/add-cashier.ts'
import { listCashiers } from './cashiers/cashier-rows.ts'
import { changeCashier, endCashier } from './cashiers/change-cashier.ts'
import { listExchangeRates, removeExchangeRate, setExchangeRate } from './exchange-rates.ts'
import type { Hooks } from './hooks.ts'
import { readLogo, removeLogo, setLogo } from './logo.ts'
import { listMarginRates, removeMarginRate, setMarginRate } from './margin-rates.ts'
import { listOpenings } from './opening/opening-rows.ts'
import { setOpeningHours } from './opening/set-opening-hours.ts'
import { readBusiness, readEntrance } from './queries.ts'
import { readProvider, readWaysIn } from './sign-in/provider.ts'
import { readSignInRules, setSignInRules } from './sign-in/rules.ts'
import { resetSecondFactor } from './sign-in/second-factor.ts'
import { endSessions } from './sign-in/sessions.ts'
import {
  addStaff,
  endStaff,
  listStaff,
  renewSetUpLink,
  requireStaff,
  updateStaff,
  withdrawSetUpLink,
} from './staff.ts'
import { createStore, listStores, updateStore } from './stores.ts'
import { updateBusiness } from './update-business.ts'

export const routes = (context: Context, hooks: Hooks): Route[] => [
  ...settingsRoutes(context, hooks),
  ...rateRoutes(context, hooks),
  ...staffRoutes(context),
  ...cashierRoutes(context),
  ...auditRoutes(context),
]

const settingsRoutes = (context: Context, hooks: Hooks): Route[] => [
  on(readWelcome, async () => {
    const { business: summary, owned } = await readEntrance(context.database)
    const ways = await readWaysIn(context.database)
    return { business: summary, ...ways, setUpNeeded: !owned }
  }),
  on(business.readBusiness, () => readBusiness(context.database)),
  on(business.updateBusiness, ({ body }) => updateBusiness(context, hooks, body)),
  on(business.readLogo, () => readLogo(context)),
  on(business.uploadLogo, async ({ upload }) => {
    await setLogo(context, upload)
    return await readBusiness(context.database)
  }),
  on(business.removeLogo, async () => {
    await removeLogo(context)
    return await readBusiness(context.database)
  }),
  on(business.listStores, async ({ caller }) => ({
    items: await listStores(context.database, caller.stores),
  })),
  on(business.createStore, ({ body }) => createStore(context, body)),
  on(business.updateStore, ({ params, body }) => updateStore(context, params.storeId, body)),
  on(opening.listOpeningHours, async ({ caller }) => ({
    items: await listOpenings(context.database, caller.stores),
  })),
  on(opening.setOpeningHours, ({ params, body, caller }) =>
    setOpeningHours(context, caller, params.storeId, body),
  ),
]

const rateRoutes = (context: Context, hooks: Hooks): Route[] => [
  on(business.listMarginRates, async () => ({ items: await listMarginRates(context.database) })),
  on(business.setMarginRate, ({ body }) => setMarginRate(context, hooks, body)),
  on(business.removeMarginRate, ({ query: { category = null, validFrom } }) =>
    removeMarginRate(context, hooks, { category, validFrom }),
  ),
  on(business.listExchangeRates, async () => ({
    items: await listExchangeRates(context.database),
  })),
  on(business.setExchangeRate, ({ body }) => setExchangeRate(context, body)),
  on(business.removeExchangeRate, ({ query }) => removeExchangeRate(context, query)),
]

const staffRoutes = (context: Context): Route[] => [
  on(staff.listStaff, async () => ({ items: await listStaff(context.database) })),
  on(staff.addStaff, ({ body }) => addStaff(context, body)),
  on(staff.updateStaff, ({ params, body }) => updateStaff(context, params.staffId, body)),
  on(staff.endStaff, ({ params }) => endStaff(context, params.staffId)),
  on(staff.renewSetUpLink, ({ params }) => renewSetUpLink(context, params.staffId)),
  on(staff.withdrawSetUpLink, ({ params }) => withdrawSetUpLink(context, params.staffId)),
  on(staff.endStaffSessions, async ({ params }) => {
    await requireStaff(context.database, params.staffId)
    await endSessions(context.database, params.staffId)
  }),
  on(staff.resetSecondFactor, async ({ params, caller }) => {
    if (staffIdOf(caller) === params.staffId) {
      throw conflict(
        'second_factor_own',
        'Change your own under "My access", or ask another owner.',
      )
    }
    await resetSecondFactor(context, params.staffId)
  }),
  on(rules.readSignInRules, () => readSignInRules(context.database)),
  on(rules.setSignInRules, ({ body, caller }) => setSignInRules(context, staffIdOf(caller), body)),
  on(readSignInProvider, async ({ origin }) => ({
    provider: await readProvider(context.database),
    redirectUri: `${origin}${providerReturnPath}`,
  })),
  on(keys.listApiKeys, async () => ({ items: await listApiKeys(context.database) })),
  on(keys.createApiKey, ({ body, caller }) =>
    createApiKey(context, body, caller.kind === 'staff' ? caller.staffId : null),
  ),
  on(keys.revokeApiKey, ({ params }) => revokeApiKey(context, params.apiKeyId)),
]

const cashierRoutes = (context: Context): Route[] => [
  on(cashiers.listCashiers, async ({ caller }) => ({
    items: await listCashiers(context.database, caller.stores),
  })),
  on(cashiers.addCashier, ({ body, caller }) => addCashier(context, caller, body)),
  on(cashiers.changeCashier, ({ params, body, caller }) =>
    changeCashier(context, caller, params.cashierId, body),
  ),
  on(cashiers.endCashier, ({ params, caller }) => endCashier(context, caller, params.cashierId)),
]

const auditRoutes = ({ database }: Context): Route[] =>
  [
    on(audit.listAudit, ({ query }) => listEntries(database, query)),
    on(audit.exportAudit, async ({ query, signal }) => exportEntries(database, query, signal)),
  ].map(ofEveryStore('What was changed concerns every store.'))
