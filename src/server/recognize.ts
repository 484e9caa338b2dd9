import { nobody } from '#contract/route.ts'
import type { Database } from '#database/open.ts'
import { findKeyCaller } from '#domain/business/find-caller.ts'
import { findSession } from '#domain/business/sign-in/sessions.ts'
import type { Recognize, Recognized } from './caller.ts'
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
    const device = readDevice(cookies.read(request, 'device'), secret)
    const token = cookies.read(request, 'session')
    const found = token === null ? null : await findSession(database, token)
    if (token === null || !found) return { ...unknown, device }
    if (found.prolonged) cookies.set(reply, 'session', token)
    return { caller: found.caller, session: found.session, device }
  }
