import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import type { Database } from '#database/open.ts'
import { Refusal } from '#kernel/errors.ts'

/** Cookies to set on the reply, as `Set-Cookie` has them. */
type Cookies = { cookies: string[] }

export type SignIn = {
  /** Starts a session for whoever knows the password. */
  withPassword(email: string, password: string): Promise<Cookies>
  /** The user of a session, which is prolonged now and then; null where there is none. */
  userOf(cookie: string): Promise<(Cookies & { userId: string }) | null>
  end(cookie: string): Promise<Cookies>
}

export type SignInOptions = { database: Database; secret: string; publicUrl: URL | null }

const dayMinutes = 24 * 60
const sessionMinutes = 7 * dayMinutes

/**
 * Staff sign-in by better-auth, of which we call three functions. None of its own paths is on the
 * web: whatever it would open by default (sign-up with a role of one's choice, for one) is not there.
 */
export function createSignIn({ database, secret, publicUrl }: SignInOptions): SignIn {
  const { api } = createAuth({ database, secret, publicUrl })
  return {
    withPassword: async (email, password) => {
      const body = { email, password }
      const { headers } = await api.signInEmail({ body, returnHeaders: true }).catch(refuseSignIn)
      return { cookies: headers.getSetCookie() }
    },
    userOf: async (cookie) => {
      const { headers, response } = await api.getSession({
        headers: new Headers({ cookie }),
        returnHeaders: true,
      })
      if (response === null) return null
      return { userId: response.user.id, cookies: headers.getSetCookie() }
    },
    end: async (cookie) => {
      const { headers } = await api.signOut({
        headers: new Headers({ cookie }),
        returnHeaders: true,
      })
      return { cookies: headers.getSetCookie() }
    },
  }
}

function createAuth({ database, secret, publicUrl }: SignInOptions) {
  const secure = publicUrl?.protocol === 'https:'
  return betterAuth({
    appName: 'Stammgast',
    secret,
    baseURL: publicUrl?.origin ?? 'http://127.0.0.1',
    database: { db: database.kysely, type: 'postgres' },
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: 128 },
    user: { modelName: 'auth_users', fields: named(['emailVerified', 'createdAt', 'updatedAt']) },
    session: {
      modelName: 'auth_sessions',
      fields: named(['userId', 'expiresAt', 'ipAddress', 'userAgent', 'createdAt', 'updatedAt']),
      expiresIn: sessionMinutes * 60,
      updateAge: dayMinutes * 60,
    },
    account: {
      modelName: 'auth_accounts',
      fields: named([
        'userId',
        'accountId',
        'providerId',
        'accessToken',
        'refreshToken',
        'idToken',
        'accessTokenExpiresAt',
        'refreshTokenExpiresAt',
        'createdAt',
        'updatedAt',
      ]),
    },
    verification: {
      modelName: 'auth_verifications',
      fields: named(['expiresAt', 'createdAt', 'updatedAt']),
    },
    advanced: {
      cookiePrefix: 'stammgast',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', secure, path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    // Ours stand before it; its log would tell of passwords that failed, and for whom.
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
}

/** Columns are written with underscores. */
const named = <const Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(
    names.map((name) => [name, name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
  ) as Record<Name, string>

function refuseSignIn(error: unknown): never {
  if (error instanceof APIError && error.statusCode < 500) {
    throw new Refusal(
      'unauthenticated',
      'sign_in_failed',
      'E-mail and password do not belong together.',
    )
  }
  throw error
}
