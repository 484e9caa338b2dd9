import type { Endpoint } from '#contract/endpoint.ts'
import type { Caller } from '#contract/route.ts'
import type { Doing } from '#database/doing.ts'

/** What tills and shops do all day stands, with who did it, in books of its own. */
const booksOfTheirOwn: readonly Endpoint['permission'][] = [
  'events:write',
  'points:redeem',
  'vouchers:redeem',
  'rewards:redeem',
]

/** What the audit log is told of a request; null where nothing it could tell is changed. */
export function doingOf(endpoint: Endpoint, caller: Caller, requestId: string): Doing | null {
  const { method, path, permission } = endpoint
  if (method === 'GET') return null
  const way = { operation: `${method} ${path}`, requestId }
  switch (caller.kind) {
    case 'staff':
      return { actor: 'staff', actorId: caller.staffId, ...way }
    case 'key':
      if (booksOfTheirOwn.includes(permission)) return null
      return { actor: 'key', actorId: caller.apiKeyId, ...way }
    case 'guest':
      return { actor: 'guest', actorId: caller.customerId, ...way }
    case 'nobody':
      return { actor: 'nobody', ...way }
  }
}
