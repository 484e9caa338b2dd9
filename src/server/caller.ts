import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Endpoint } from '#contract/endpoint.ts'
import { everyStorePermissions } from '#contract/of-every-store.ts'
import { type Caller, may, nobody } from '#contract/route.ts'
import { Refusal } from '#kernel/errors.ts'

/** Finds who sends a request: by key, by session, or nobody. */
export type Recognize = (request: FastifyRequest) => Promise<Recognized>

export type Recognized = {
  caller: Caller
  /** Cookies of a session that was prolonged. */
  cookies: readonly string[]
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller
  }
}

export function recognizeCallers(app: FastifyInstance, recognize: Recognize) {
  app.decorateRequest('caller')
  app.addHook('onRequest', async (request, reply) => {
    request.caller = nobody
    if (!request.url.startsWith('/api/')) return
    const { caller, cookies } = await recognize(request)
    request.caller = caller
    for (const cookie of cookies) reply.header('set-cookie', cookie)
  })
}

/** Looks the endpoint's line up in the permission table. */
export function refuseUnpermitted({ permission }: Endpoint, caller: Caller) {
  refuseLimited(permission, caller)
  if (permission === 'public' || permission === 'signed' || may(caller, permission)) return
  switch (caller.kind) {
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
