import type { FastifyReply, FastifyRequest } from 'fastify'
import { nobody } from '#contract/route.ts'
import type { Database } from '#database/open.ts'
import { findKeyCaller } from '#domain/business/find-caller.ts'
import { findSession } from '#domain/business/sign-in/sessions.ts'
import { findGuestSession } from '#domain/customers/sign-in/sessions.ts'
import { addressOf, type Recognize, type Recognized } from './caller.ts'
import { type Cookies, readDevice } from './cookies.ts'

type Options = { database: Database; secret: string; cookies: Cookies }

const unknown: Recognized = { caller: nobody, session: null, device: null }

/** A key in the header counts before a session's cookie, and a wrong one does not fall back to it. */
export const recognizeBy =
  ({ database, secret, cookies }: Options): Recognize =>
  async (request, reply) => {
    const { authorization, cookie } = request.headers
    if (authorization !== undefined) {
      const key = /^Bearer (sg_[0-9A-Za-z]{40})$/i.exec(authorization)?.[1]
      const caller = key === undefined ? null : await findKeyCaller(database, key)
      return caller ? { ...unknown, caller } : unknown
    }
    if (cookie === undefined) return unknown
    if (isPortal(request)) return await recognizeGuest({ database, cookies }, request, reply)
    const device = readDevice(cookies.read(request, 'device'), secret)
    const token = cookies.read(request, 'session')
    const found = token === null ? null : await findSession(database, token)
    if (token === null || !found) return { ...unknown, device }
    if (found.prolonged) cookies.set(reply, 'session', token)
    return { caller: found.caller, session: found.session, device }
  }

/** What guests ask is looked at with their cookie alone, and all else without it. */
const isPortal = (request: FastifyRequest) => addressOf(request).startsWith('/api/v1/portal/')

async function recognizeGuest(
  { database, cookies }: Pick<Options, 'database' | 'cookies'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Recognized> {
  const token = cookies.read(request, 'guest')
  const found = token === null ? null : await findGuestSession(database, token)
  if (!found) return unknown
  if (found.nextToken !== null) cookies.set(reply, 'guest', found.nextToken)
  const { customerId, memberId, sessionId } = found
  return { ...unknown, caller: { kind: 'guest', customerId, memberId, sessionId, stores: null } }
}
