import type { Endpoint } from '#contract/endpoint.ts'
import * as session from '#contract/endpoints/session.ts'
import * as sessions from '#contract/endpoints/sessions.ts'
import { type Asked, staffIdOf } from '#contract/route.ts'
import { readSession } from '#domain/business/find-caller.ts'
import { finishSetUp } from '#domain/business/finish-set-up.ts'
import { changePassword, findByPassword, requirePassword } from '#domain/business/password.ts'
import { findSetUpLink } from '#domain/business/set-up-link.ts'
import { isPasswordClosed } from '#domain/business/sign-in/provider.ts'
import { findSecondFactor } from '#domain/business/sign-in/second-factor.ts'
import {
  confirmSession,
  endSession,
  endSessions,
  type KnownSession,
  listSessions,
} from '#domain/business/sign-in/sessions.ts'
import { beginStep } from '#domain/business/sign-in/steps.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Door } from './door.ts'
import { type Limits, minuteMillis } from './limits.ts'
import type { Web, WebRoute } from './register-route.ts'

/** Signing in and out, and the sessions one has. */
export const sessionRoutes = (door: Door): WebRoute[] => [
  ...passwordRoutes(door),
  ...setUpRoutes(door),
  ...ownSessionRoutes(door),
]

function passwordRoutes(door: Door): WebRoute[] {
  const { context, attempt, note, limits } = door
  const { database } = context
  return [
    onWeb(
      session.signIn,
      async ({ body }, web) => {
        const email = body.email.toLowerCase()
        const tried = await attempt(web, { email })
        const staffId = await findByPassword(database, email, body.password)
        if (staffId === null) {
          await note(web, session.signIn, { subject: 'sign_in_failed', staffId, email })
          throw failed()
        }
        await tried.succeeded()
        if (await isPasswordClosed(database, staffId)) throw closed()
        return await enterOrAsk(door, web, session.signIn, { staffId, method: 'password' })
      },
      signInLimit(limits),
    ),
    onWeb(
      session.changePassword,
      async ({ caller, body }, web) => {
        const staffId = staffIdOf(caller)
        const tried = await attempt(web, { passwordOf: staffId })
        await changePassword(context, staffId, body)
        await tried.succeeded()
        await note(web, session.changePassword, { subject: 'password_changed', staffId })
        return await door.enter(web, session.changePassword, { staffId, method: 'password' })
      },
      signInLimit(limits),
    ),
    onWeb(
      session.confirmSession,
      async ({ body }, web) => {
        const { staffId, sessionId } = sessionOf(web)
        const tried = await attempt(web, { passwordOf: staffId })
        await requirePassword(database, staffId, body.password, '/password')
        await tried.succeeded()
        await confirmSession(database, sessionId)
      },
      signInLimit(limits),
    ),
  ]
}

/** A second factor somebody has is asked for, whichever way the password was proved. */
async function enterOrAsk(
  { context, cookies, enter }: Door,
  web: Web,
  endpoint: Endpoint,
  who: { staffId: string; method: 'password' | 'link' },
): Promise<session.Entered> {
  const secondFactor = await findSecondFactor(context.database, who.staffId)
  if (!secondFactor) return await enter(web, endpoint, who)
  const { staffId } = who
  const step = await beginStep(context.database, { kind: 'second_factor', staffId })
  cookies.set(web.reply, 'step', step)
  return { secondFactor }
}

const failed = () =>
  new Refusal('unauthenticated', 'sign_in_failed', 'E-mail and password do not belong together.')

const closed = () =>
  new Refusal('forbidden', 'passwords_closed', 'Sign in with the provider of this business.')

function setUpRoutes(door: Door): WebRoute[] {
  const { context, limits } = door
  return [
    onWeb(
      session.readSetUpLink,
      async ({ body }) => await findSetUpLink(context.database, body.token),
      signInLimit(limits),
    ),
    onWeb(
      session.finishSetUp,
      async ({ body }, web) => {
        const { staffId } = await finishSetUp(context, body)
        return await enterOrAsk(door, web, session.finishSetUp, { staffId, method: 'link' })
      },
      signInLimit(limits),
    ),
  ]
}

function ownSessionRoutes({ context: { database }, cookies, note }: Door): WebRoute[] {
  return [
    onWeb(session.readSession, (_asked, web) => {
      const { staffId, secondFactorMissing } = sessionOf(web)
      return readSession(database, staffId, secondFactorMissing)
    }),
    onWeb(session.signOut, async (_asked, web) => {
      const { staffId, sessionId } = sessionOf(web)
      await endSession(database, { staffId, sessionId })
      cookies.clear(web.reply, 'session')
      await note(web, session.signOut, { subject: 'signed_out', staffId })
    }),
    onWeb(sessions.listSessions, async (_asked, web) => ({
      items: await listSessions(database, sessionOf(web)),
    })),
    onWeb(sessions.endSession, async ({ params }, web) => {
      const { staffId } = sessionOf(web)
      await endSession(database, { staffId, sessionId: params.sessionId })
      await note(web, sessions.endSession, { subject: 'sessions_ended', staffId })
    }),
    onWeb(sessions.endOtherSessions, async (_asked, web) => {
      const { staffId, sessionId } = sessionOf(web)
      await endSessions(database, staffId, sessionId)
      await note(web, sessions.endOtherSessions, { subject: 'sessions_ended', staffId })
    }),
  ]
}

export const signInLimit = ({ signInPerAddress }: Limits) => ({
  max: signInPerAddress,
  timeWindow: minuteMillis,
})

/** Only staff have the permission `self`: keys have no session. */
export function sessionOf({ request }: Web): KnownSession {
  if (!request.session) throw new TypeError('A person of staff without a session.')
  return request.session
}

export const onWeb = <const E extends Endpoint>(
  endpoint: E,
  handle: (asked: Asked<E>, web: Web) => Promise<unknown>,
  limit?: WebRoute['limit'],
): WebRoute => ({
  endpoint,
  // As in `on`: the server hands over what this endpoint's own schemas have parsed.
  handle: handle as unknown as WebRoute['handle'],
  ...(limit ? { limit } : {}),
})
