import type { FastifyRequest } from 'fastify'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Permission } from '#contract/permissions.ts'
import type { Caller } from '#contract/route.ts'
import type { Database } from '#database/open.ts'
import { standsAtTill } from '#domain/business/cashiers/unlocking.ts'

export type AtTill = (endpoint: Endpoint, request: FastifyRequest) => Promise<Caller>

/** What tills do all day, and others do elsewhere. */
const alsoAtTills: readonly Endpoint['permission'][] = [
  'rewards:redeem',
  'vouchers:redeem',
  'points:redeem',
  'receipts:show',
  'customers:write',
] satisfies Permission[]

/** Who acts: at a till the cashier who has unlocked it. @throws Refusal where it is locked */
export const atTill =
  (database: Database): AtTill =>
  async (endpoint, request) => {
    const { caller, session } = request
    if (caller.kind !== 'staff' || !session || !isAtTill(endpoint, request)) return caller
    const { sessionId } = session
    const cashier = await standsAtTill(database, { sessionId, stores: caller.stores })
    return cashier ? { ...caller, cashier } : caller
  }

/** Whoever works nowhere but at tills is at one; for others their page says so. */
function isAtTill({ till, permission }: Endpoint, { caller, headers }: FastifyRequest): boolean {
  if (till) return true
  if (!alsoAtTills.includes(permission) || caller.kind !== 'staff') return false
  return caller.role === 'cashier' || headers['x-stammgast-till'] === '1'
}
