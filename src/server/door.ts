import type { Endpoint } from '#contract/endpoint.ts'
import type { Session } from '#contract/endpoints/session.ts'
import type { SignInMethod } from '#contract/endpoints/sessions.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { randomText } from '#domain/business/api-keys.ts'
import { type AtDoor, noteAtDoor } from '#domain/business/audit/note-at-door.ts'
import { readSession } from '#domain/business/find-caller.ts'
import { emailOf } from '#domain/business/password.ts'
import { type Attempt, beginAttempt, MustWait } from '#domain/business/sign-in/attempts.ts'
import { deviceOf } from '#domain/business/sign-in/device-words.ts'
import { isDeviceKnown, knowDevice } from '#domain/business/sign-in/known-devices.ts'
import { beginSession, endSession, findSession } from '#domain/business/sign-in/sessions.ts'
import { Refusal } from '#kernel/errors.ts'
import { type Cookies, signDevice } from './cookies.ts'
import { type Limits, placeOf } from './limits.ts'
import { TooMany } from './problem.ts'
import type { Web } from './register-route.ts'

/** Where people come in: every way in ends here. */
export type Door = DoorOptions & {
  /** Signs somebody in who has proved to be who they are. */
  enter(web: Web, endpoint: Endpoint, who: Entering): Promise<Session>
  /** Lets a guess at somebody's secret through, or has it wait. */
  attempt(web: Web, who: Guessed): Promise<Attempt>
  /** What happens here stands in the audit log. */
  note(web: Web, endpoint: Endpoint, what: Noted): Promise<void>
}

/**
 * Whose secret is guessed at. A password is one secret wherever it is asked for, so its guesses are counted
 * together, by the address one signs in with.
 */
type Guessed =
  | { email: string }
  | { passwordOf: string }
  | { staffId: string }
  | { cashierId: string }
type DoorOptions = {
  context: Context
  secret: string
  cookies: Cookies
  limits: Limits
  publicUrl: URL | null
}
type Entering = { staffId: string; method: SignInMethod }
type Noted = Pick<AtDoor, 'subject' | 'staffId'> & { email?: string }

export function openDoor(options: DoorOptions): Door {
  const { context, secret, cookies, limits } = options
  const { database } = context

  const note: Door['note'] = ({ request }, { method, path }, what) =>
    noteAtDoor(database, { ...what, operation: `${method} ${path}`, requestId: request.id })

  return {
    ...options,
    note,
    enter: async (web, endpoint, { staffId, method }) => {
      const { request, reply } = web
      const device = request.device ?? randomText(32)
      const before = request.session
      const { token } = await transaction(database, async (tx) => {
        await knowDevice(tx, staffId, device)
        return await beginSession(tx, {
          staffId,
          method,
          device: deviceOf(request.headers['user-agent']),
        })
      })
      // The browser has one session at a time; the one before it would only stay behind.
      if (before) await endSession(database, before).catch(ignoreEnded)
      cookies.set(reply, 'session', token)
      cookies.set(reply, 'device', signDevice(device, secret))
      cookies.clear(reply, 'step')
      await note(web, endpoint, { subject: 'signed_in', staffId })
      const begun = await findSession(database, token)
      return await readSession(database, staffId, begun?.session.secondFactorMissing ?? false)
    },
    attempt: async ({ request }, guessed) => {
      const who =
        'passwordOf' in guessed ? { email: await emailOf(database, guessed.passwordOf) } : guessed
      const isKnown =
        request.device !== null &&
        // A till is known as one: somebody of staff has signed it in.
        ('cashierId' in who || (await isDeviceKnown(database, request.device, who)))
      return await beginAttempt(database, {
        secret,
        triesFree: limits.signInTriesFree,
        who: nameOf(who),
        trier: { device: isKnown ? request.device : null, address: placeOf(request.ip) },
        // Each time somebody signs a till in anew it is another device.
        together: 'cashierId' in who,
      }).catch(sayWait)
    },
  }
}

function nameOf(who: Exclude<Guessed, { passwordOf: string }>): string {
  if ('email' in who) return who.email
  return 'staffId' in who ? who.staffId : who.cashierId
}

/** The refusal of the rim also says when to come again. */
export function sayWait(error: unknown): never {
  if (error instanceof MustWait) throw new TooMany('attempts_too_many', error.waitSeconds)
  throw error
}

function ignoreEnded(error: unknown) {
  if (!(error instanceof Refusal)) throw error
}
