import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '#contract/endpoint.ts'
import { everyStorePermissions } from '#contract/of-every-store.ts'
import { type Caller, may, nobody } from '#contract/route.ts'
import type { KnownSession } from '#domain/business/sign-in/sessions.ts'
import { Refusal } from '#kernel/errors.ts'

/** Finds who sends a request: by key, by session, or nobody. */
export type Recognize = (request: FastifyRequest, reply: FastifyReply) => Promise<Recognized>

export type Recognized = {
  caller: Caller
  /** Of a person of staff; programs with a key have none. */
  session: KnownSession | null
  /** A device that somebody has signed in from, whoever asks now. */
  device: string | null
}

declare module 'fastify' {
  interface FastifyRequest extends Recognized {}
}

/**
 * The address as it was routed: letters may be written as `%61` too, and what was meant by that is the
 * router's to say. Where there is no such route, as it was written.
 */
export const addressOf = ({ routeOptions, url }: Pick<FastifyRequest, 'routeOptions' | 'url'>) =>
  routeOptions?.url ?? url

export const isApi = (request: Pick<FastifyRequest, 'routeOptions' | 'url'>) =>
  addressOf(request).startsWith('/api/')

export function recognizeCallers(app: FastifyInstance, recognize: Recognize) {
  app.decorateRequest('caller')
  app.decorateRequest('session', null)
  app.decorateRequest('device', null)
  app.addHook('onRequest', async (request, reply) => {
    request.caller = nobody
    if (!isApi(request)) return
    Object.assign(request, await recognize(request, reply))
  })
}

/** Looks the endpoint's line up in the permission table. */
export function refuseUnpermitted(
  { permission }: Endpoint,
  { caller, session }: Pick<Recognized, 'caller' | 'session'>,
) {
  refuseLimited(permission, caller)
  if (session?.secondFactorMissing) refuseUnproved(permission)
  if (permission === 'public' || permission === 'signed') return
  if (permission === 'guest' ? caller.kind === 'guest' : may(caller, permission)) return
  switch (caller.kind) {
    case 'guest':
      throw new Refusal('forbidden', 'guest_not_permitted', 'This is for staff.')
    case 'nobody':
      throw new Refusal('unauthenticated', 'unauthenticated', 'Sign in, or send an API key.')
    case 'staff':
      throw new Refusal('forbidden', 'role_not_permitted', 'Your role does not include this.')
    case 'key':
      throw new Refusal(
        'forbidden',
        'scope_missing',
        'This API key does not have the scope for it.',
      )
  }
}

/** What concerns every store is nothing for staff of some stores only, whatever their role. */
function refuseLimited(permission: Endpoint['permission'], caller: Caller) {
  if (caller.stores === null) return
  const asked = everyStorePermissions.find((one) => one === permission)
  if (asked === undefined || !may(caller, asked)) return
  throw new Refusal(
    'forbidden',
    'caller_limited_to_stores',
    'This concerns every store; your access is limited to some.',
  )
}

/** Until there is a second factor, only what leads to one is open. */
function refuseUnproved(permission: Endpoint['permission']) {
  if (permission === 'public' || permission === 'signed' || permission === 'self') return
  throw new Refusal(
    'forbidden',
    'second_factor_missing',
    'Your role needs a second factor. Set one up first.',
  )
}

const reading = new Set(['GET', 'HEAD'])

/**
 * A browser sends our cookie along with whatever another site makes it send, but another site
 * can neither set this header nor hide its origin. Keys are no cookies and need no such proof.
 */
export function refuseForgery(
  { permission }: Endpoint,
  request: FastifyRequest,
  publicUrl: URL | null,
) {
  // What is signed by a shop looks at no cookie.
  if (permission === 'signed') return
  if (reading.has(request.method) || request.caller.kind === 'key') return
  if (request.headers['x-stammgast'] === '1' && isSameOrigin(request, publicUrl)) return
  throw new Refusal(
    'forbidden',
    'request_cross_site',
    'Writes from a browser need the header "x-stammgast: 1" and come from our own pages.',
  )
}

function isSameOrigin(request: FastifyRequest, publicUrl: URL | null): boolean {
  const { origin } = request.headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  return origin === publicUrl?.origin || new URL(origin).host === request.host
}
