import { createHash } from 'node:crypto'
import * as portal from '#contract/endpoints/portal-sign-in.ts'
import { guestOf } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, transaction } from '#database/transaction.ts'
import { refuseClosed } from '#domain/business/portal-settings.ts'
import { beginAttempt, forgiveAttempt } from '#domain/business/sign-in/attempts.ts'
import { deviceOf } from '#domain/business/sign-in/device-words.ts'
import { type Asked, keepAsk, readAsk } from '#domain/customers/sign-in/asks.ts'
import { enterByCard, enterByCode, enterByLink } from '#domain/customers/sign-in/enter.ts'
import * as sessions from '#domain/customers/sign-in/sessions.ts'
import { readGuestSession } from '#domain/portal/read-session.ts'
import { type Door, sayWait } from './door.ts'
import { placeOf } from './limits.ts'
import type { Web, WebRoute } from './register-route.ts'
import { onWeb, signInLimit } from './session-routes.ts'

/** Customers coming in and going, by cookies of their own. */
export const guestRoutes = (door: Door): WebRoute[] => [...entranceRoutes(door), ...ownRoutes(door)]

function entranceRoutes(door: Door): WebRoute[] {
  const { context, secret, cookies, limits } = door
  const { database } = context
  const rim = { context, secret }
  const limit = signInLimit(limits)
  return [
    onWeb(
      portal.askSignIn,
      async ({ body, origin }, web) => {
        await refuseClosed(database)
        await attempt(door, web, 'ask', body)
        const asked = { ...body, origin: linkOrigin(origin, door) }
        const kept = await keepAsk(database, secret, { kind: 'sign_in', customerId: null, asked })
        cookies.set(web.reply, 'guest_step', kept.step)
        return { expiresAt: kept.expiresAt, digits: portal.signInCodeDigits }
      },
      limit,
    ),
    onWeb(
      portal.enterPortalCode,
      async ({ body: { code } }, web) => {
        await refuseClosed(database)
        const step = cookies.read(web.request, 'guest_step')
        const ask = await readAsk(database, secret, step, 'sign_in')
        const tried = await attempt(door, web, 'code', ask.asked)
        const token = await enterByCode(rim, ask, { code, device: deviceIn(web) })
        await tried.succeeded()
        await forgiveAsk(door, web, ask.asked)
        return await begin(door, web, token)
      },
      limit,
    ),
    onWeb(
      portal.enterPortalLink,
      async ({ body }, web) => {
        await refuseClosed(database)
        const asking = { token: body.token, device: deviceIn(web) }
        const { session, ask } = await enterByLink(rim, asking)
        await forgiveAsk(door, web, ask.asked)
        return await begin(door, web, session)
      },
      limit,
    ),
    onWeb(
      portal.enterPortalCard,
      async ({ body: { cardNumber, cardCode: code } }, web) => {
        await refuseClosed(database)
        const tried = await attempt(door, web, 'card', { cardNumber })
        const device = deviceIn(web)
        const token = await enterByCard(rim, { cardNumber, code, device })
        await tried.succeeded()
        return await begin(door, web, token)
      },
      limit,
    ),
  ]
}

/** Whether there is such an address or card makes no difference; staff who try are counted apart. */
const attempt = (door: Door, web: Web, at: Counted, who: Named) =>
  beginAttempt(door.context.database, countedAs(door, web, at, who)).catch(sayWait)

/** Guests share the address of the Wi-Fi they sit in: who got in leaves nothing counted behind. */
const forgiveAsk = (door: Door, web: Web, who: Named) =>
  forgiveAttempt(door.context.database, countedAs(door, web, 'ask', who))

type Counted = 'ask' | 'code' | 'card'
type Named = Pick<Asked, 'email' | 'cardNumber'>

function countedAs(
  { secret, limits }: Door,
  { request }: Web,
  at: Counted,
  { email, cardNumber = '' }: Named,
) {
  // However an address or a number is written, it is one.
  const who = email?.trim().toLowerCase() ?? cardNumber.replace(/[\s-]/g, '').toUpperCase()
  return {
    secret: `guest ${at} ${secret}`,
    triesFree: limits.signInTriesFree,
    who: createHash('sha256').update(who).digest('hex'),
    trier: { device: null, address: placeOf(request.ip) },
  }
}

/**
 * Who asks names the host they reached us by, and the mail goes to somebody else: without a
 * `PUBLIC_URL` it holds no link, unless all of it happens on one machine.
 */
function linkOrigin(origin: string, { publicUrl }: Pick<Door, 'publicUrl'>): string | null {
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(origin).hostname)
  return publicUrl || isHere ? origin : null
}

const deviceIn = ({ request }: Web) => deviceOf(request.headers['user-agent'])

async function begin({ context, cookies }: Door, web: Web, token: string) {
  const { database } = context
  const { caller } = web.request
  // The browser has one session at a time; the one before it would only stay behind.
  if (caller.kind === 'guest') await endOwn(context, caller)
  cookies.set(web.reply, 'guest', token)
  cookies.clear(web.reply, 'guest_step')
  const found = await sessions.findGuestSession(database, token)
  if (!found) throw new Error('a session ended as it began')
  return await readGuestSession(context, found.customerId)
}

const endOwn = ({ database }: Context, own: { customerId: string; sessionId: string }) =>
  transaction(database, (tx) => sessions.endGuestSession(tx, own))

function ownRoutes({ context, cookies }: Door): WebRoute[] {
  const { database } = context
  return [
    onWeb(portal.readPortalSession, ({ caller }) =>
      readGuestSession(context, guestOf(caller).customerId),
    ),
    onWeb(portal.leavePortal, async ({ caller }, web) => {
      await endOwn(context, guestOf(caller))
      cookies.clear(web.reply, 'guest')
    }),
    onWeb(portal.listGuestSessions, async ({ caller }) => ({
      items: await readOnly(database, (tx) => sessions.listGuestSessions(tx, guestOf(caller))),
    })),
    onWeb(portal.endGuestSession, async ({ caller, params }, web) => {
      const { customerId, sessionId } = guestOf(caller)
      await endOwn(context, { customerId, sessionId: params.sessionId })
      if (params.sessionId === sessionId) cookies.clear(web.reply, 'guest')
    }),
    onWeb(portal.endOtherGuestSessions, ({ caller }) =>
      transaction(database, (tx) => sessions.endOtherGuestSessions(tx, guestOf(caller))),
    ),
  ]
}
