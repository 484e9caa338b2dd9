import { nobody } from '#contract/route.ts'
import type { Database } from '#database/open.ts'
import { findKeyCaller, findStaffCaller } from '#domain/business/find-caller.ts'
import type { Recognize } from './caller.ts'
import type { SignIn } from './sign-in.ts'

const unknown = { caller: nobody, cookies: [] }

/** A key in the header counts before a session's cookie, and a wrong one does not fall back to it. */
export const recognizeBy =
  (database: Database, signIn: SignIn): Recognize =>
  async ({ headers }) => {
    if (headers.authorization !== undefined) {
      const secret = /^Bearer (sg_[0-9A-Za-z]{40})$/i.exec(headers.authorization)?.[1]
      const caller = secret === undefined ? null : await findKeyCaller(database, secret)
      return caller ? { caller, cookies: [] } : unknown
    }
    if (headers.cookie === undefined) return unknown
    const session = await signIn.userOf(headers.cookie)
    if (!session) return unknown
    const caller = await findStaffCaller(database, session.userId)
    return caller ? { caller, cookies: session.cookies } : unknown
  }
