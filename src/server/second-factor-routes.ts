import * as factor from '#contract/endpoints/second-factor.ts'
import { enterCode } from '#contract/endpoints/session.ts'
import { beginAuthenticator, confirmAuthenticator } from '#domain/business/sign-in/authenticator.ts'
import {
  addPasskey,
  checkPasskey,
  newPasskeyOptions,
  passkeyOptions,
} from '#domain/business/sign-in/passkeys.ts'
import {
  readSecondFactor,
  removeAuthenticator,
  removePasskey,
  renewRecoveryCodes,
  takeCode,
} from '#domain/business/sign-in/second-factor.ts'
import { beginStep, readStep, spendStep, stepOver } from '#domain/business/sign-in/steps.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Door } from './door.ts'
import type { Web, WebRoute } from './register-route.ts'
import { onWeb, sessionOf, signInLimit } from './session-routes.ts'

/** What proves more than a password: authenticator apps, passkeys, recovery codes. */
export const secondFactorRoutes = (door: Door): WebRoute[] => [
  ...enteringRoutes(door),
  ...authenticatorRoutes(door),
  ...passkeyRoutes(door),
]

function enteringRoutes(door: Door): WebRoute[] {
  const { context, secret, cookies, limits, enter, attempt } = door
  const { database } = context
  return [
    onWeb(
      enterCode,
      async ({ body }, web) => {
        const token = stepToken(door, web)
        const { staffId } = await readStep(database, 'second_factor', token)
        const tried = await attempt(web, { staffId })
        const method = await takeCode({ database, sealKey: secret }, staffId, body.code)
        await spendStep(database, 'second_factor', token)
        await tried.succeeded()
        return await enter(web, enterCode, { staffId, method })
      },
      signInLimit(limits),
    ),
    onWeb(
      factor.askPasskey,
      async ({ origin }, web) => {
        const options = await passkeyOptions(origin)
        const { challenge } = options
        const step = await beginStep(database, { kind: 'passkey', staffId: null, challenge })
        cookies.set(web.reply, 'step', step)
        return { options }
      },
      signInLimit(limits),
    ),
    onWeb(
      factor.enterByPasskey,
      async ({ body: { credential }, origin }, web) => {
        const { challenge } = await spendStep(database, 'passkey', stepToken(door, web))
        const staffId = await checkPasskey(context, { credential, challenge, origin })
        return await enter(web, factor.enterByPasskey, { staffId, method: 'passkey' })
      },
      signInLimit(limits),
    ),
  ]
}

function authenticatorRoutes({ context, secret, attempt }: Door): WebRoute[] {
  const place = { database: context.database, sealKey: secret }
  return [
    onWeb(factor.readSecondFactor, (_asked, web) =>
      readSecondFactor(context.database, sessionOf(web).staffId),
    ),
    onWeb(factor.beginAuthenticator, (_asked, web) =>
      beginAuthenticator(place, confirmed(web).staffId),
    ),
    onWeb(factor.confirmAuthenticator, async ({ body }, web) => {
      const { staffId } = sessionOf(web)
      const tried = await attempt(web, { staffId })
      const recoveryCodes = await confirmAuthenticator(place, staffId, body.code)
      await tried.succeeded()
      return { recoveryCodes }
    }),
    onWeb(factor.removeAuthenticator, (_asked, web) =>
      removeAuthenticator(context, confirmed(web).staffId),
    ),
    onWeb(factor.renewRecoveryCodes, async (_asked, web) => ({
      recoveryCodes: await renewRecoveryCodes(context, confirmed(web).staffId),
    })),
  ]
}

function passkeyRoutes(door: Door): WebRoute[] {
  const { context, cookies } = door
  const { database } = context
  return [
    onWeb(factor.beginPasskey, async ({ origin }, web) => {
      const { staffId } = confirmed(web)
      const options = await newPasskeyOptions(context, staffId, origin)
      const { challenge } = options
      const step = await beginStep(database, { kind: 'new_passkey', staffId, challenge })
      cookies.set(web.reply, 'step', step)
      return { options }
    }),
    onWeb(factor.addPasskey, async ({ body: { name, credential }, origin }, web) => {
      const step = await spendStep(database, 'new_passkey', stepToken(door, web))
      const { staffId } = sessionOf(web)
      if (step.staffId !== staffId) throw stepOver()
      const { challenge } = step
      return await addPasskey(context, { staffId, name, credential, challenge, origin })
    }),
    onWeb(factor.removePasskey, ({ params }, web) =>
      removePasskey(context, confirmed(web).staffId, params.passkeyId),
    ),
  ]
}

/** Of the sign-in this browser has begun. */
export function stepToken({ cookies }: Door, { request }: Web): string {
  const token = cookies.read(request, 'step')
  if (token === null) throw stepOver()
  return token
}

const confirmedMillis = 15 * 60_000

/** Whoever finds a screen unlocked must not make a way in of their own. */
export function confirmed(web: Web) {
  const session = sessionOf(web)
  if (Date.now() - session.confirmedAt.getTime() < confirmedMillis) return session
  throw new Refusal('forbidden', 'confirmation_needed', 'Give your password once more.')
}
