import * as provider from '#contract/endpoints/sign-in-provider.ts'
import { findByClaims } from '#domain/business/sign-in/enter-by-provider.ts'
import { claimsOf, planVisit } from '#domain/business/sign-in/open-id.ts'
import { openProvider, removeProvider, setProvider } from '#domain/business/sign-in/provider.ts'
import { beginStep, spendStep } from '#domain/business/sign-in/steps.ts'
import type { Door } from './door.ts'
import type { WebRoute } from './register-route.ts'
import { confirmed, stepToken } from './second-factor-routes.ts'
import { onWeb, signInLimit } from './session-routes.ts'

const redirectUriOf = (origin: string) => `${origin}${provider.providerReturnPath}`

/** Signing in with a provider of the business's own. */
export function providerRoutes(door: Door): WebRoute[] {
  const { context, secret, cookies, limits, enter } = door
  const { database } = context
  const place = { database, sealKey: secret }
  return [
    onWeb(provider.setSignInProvider, ({ body }, web) =>
      setProvider(place, confirmed(web).staffId, body),
    ),
    onWeb(provider.removeSignInProvider, async (_asked, web) => {
      confirmed(web)
      await removeProvider(place)
    }),
    onWeb(
      provider.goToProvider,
      async ({ origin }, web) => {
        const { url, ...visit } = await planVisit(await openProvider(place), redirectUriOf(origin))
        const step = await beginStep(database, { kind: 'provider', staffId: null, ...visit })
        cookies.set(web.reply, 'step', step)
        return { url }
      },
      signInLimit(limits),
    ),
    onWeb(
      provider.enterByProvider,
      async ({ body, origin }, web) => {
        const step = await spendStep(database, 'provider', stepToken(door, web))
        const known = await openProvider(place)
        const claims = await claimsOf(known, body, { ...step, redirectUri: redirectUriOf(origin) })
        const staffId = await findByClaims(context, known, claims)
        return await enter(web, provider.enterByProvider, { staffId, method: 'provider' })
      },
      signInLimit(limits),
    ),
  ]
}
