import type { FastifyInstance } from 'fastify'
import type { Endpoint } from '#contract/endpoint.ts'
import * as session from '#contract/endpoints/session.ts'
import type { Asked } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type AtDoor, noteAtDoor } from '#domain/business/audit/note-at-door.ts'
import { readSession } from '#domain/business/find-caller.ts'
import { finishSetUp } from '#domain/business/finish-set-up.ts'
import { changePassword } from '#domain/business/password.ts'
import { findSetUpLink } from '#domain/business/set-up-link.ts'
import { Refusal } from '#kernel/errors.ts'
import { type Limits, minuteMillis } from './limits.ts'
import { TooMany } from './problem.ts'
import type { Web, WebRoute } from './register-route.ts'
import type { SignIn } from './sign-in.ts'

type Options = { app: FastifyInstance; context: Context; signIn: SignIn; limits: Limits }

/** Routes that set or clear the session's cookie. */
export function sessionRoutes({ app, context, signIn, limits }: Options): WebRoute[] {
  const { database } = context
  const limit = { max: limits.signInPerAddress, timeWindow: minuteMillis }
  const guess = guessLimit(app, limits)

  const start = async ({ reply }: Web, email: string, password: string) => {
    setCookies(reply, (await signIn.withPassword(email, password)).cookies)
    return await readSession(database, { email })
  }
  const note = (endpoint: Endpoint, { request }: Web, what: Pick<AtDoor, 'subject'> & Who) =>
    noteAtDoor(database, {
      staffId: null,
      operation: `${endpoint.method} ${endpoint.path}`,
      requestId: request.id,
      ...what,
    })

  return [
    onWeb(session.readSession, ({ caller }) =>
      readSession(database, { staffId: staffIdOf(caller) }),
    ),
    onWeb(
      session.signIn,
      async ({ body }, web) => {
        const email = body.email.toLowerCase()
        await guess(web, email)
        const begun = await start(web, email, body.password).catch(async (error) => {
          if (hasFailed(error))
            await note(session.signIn, web, { subject: 'sign_in_failed', email })
          throw error
        })
        await note(session.signIn, web, { subject: 'signed_in', staffId: begun.staffId })
        return begun
      },
      limit,
    ),
    onWeb(session.signOut, async ({ caller }, web) => {
      setCookies(web.reply, (await signIn.end(web.request.headers.cookie ?? '')).cookies)
      await note(session.signOut, web, { subject: 'signed_out', staffId: staffIdOf(caller) })
    }),
    onWeb(
      session.changePassword,
      async ({ caller, body }, web) => {
        const staffId = staffIdOf(caller)
        await guess(web, staffId)
        const { email } = await changePassword(context, staffId, body)
        await note(session.changePassword, web, { subject: 'password_changed', staffId })
        return await start(web, email, body.next)
      },
      limit,
    ),
    onWeb(
      session.readSetUpLink,
      async ({ body }) => await findSetUpLink(database, body.token),
      limit,
    ),
    onWeb(
      session.finishSetUp,
      async ({ body }, web) => {
        const { email } = await finishSetUp(context, body)
        const begun = await start(web, email, body.password)
        await note(session.finishSetUp, web, { subject: 'signed_in', staffId: begun.staffId })
        return begun
      },
      limit,
    ),
  ]
}

type Who = Partial<Pick<AtDoor, 'staffId' | 'email'>>

const hasFailed = (error: unknown) => error instanceof Refusal && error.code === 'sign_in_failed'

const onWeb = <const E extends Endpoint>(
  endpoint: E,
  handle: (asked: Asked<E>, web: Web) => Promise<unknown>,
  limit?: WebRoute['limit'],
): WebRoute => ({
  endpoint,
  // As in `on`: the server hands over what this endpoint's own schemas have parsed.
  handle: handle as unknown as WebRoute['handle'],
  ...(limit ? { limit } : {}),
})

/** Addresses change easily; guesses at one person's password are counted by person too. */
function guessLimit(app: FastifyInstance, limits: Limits) {
  let guessed = ''
  const count = app.createRateLimit({
    max: limits.signInPerEmail,
    timeWindow: 15 * minuteMillis,
    keyGenerator: () => guessed,
    allowList: [],
  })
  return async ({ request }: Web, whom: string) => {
    guessed = whom
    const counted = await count(request)
    if ('isExceeded' in counted && counted.isExceeded) {
      throw new TooMany('attempts_too_many', counted.ttlInSeconds)
    }
  }
}

/** Only staff have the permission `self`: keys have no session. */
function staffIdOf(caller: Asked<Endpoint>['caller']): string {
  if (caller.kind !== 'staff') throw new TypeError('A session without a person of staff.')
  return caller.staffId
}

const setCookies = (reply: Web['reply'], cookies: readonly string[]) => {
  for (const cookie of cookies) reply.header('set-cookie', cookie)
}
