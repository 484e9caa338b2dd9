import { Refusal } from '#kernel/errors.ts'
import type { Permission } from './permissions.ts'
import type { Route } from './route.ts'

/** All that these open concerns every store: nothing for staff of some stores only, in any role. */
export const everyStorePermissions: readonly Permission[] = [
  'business:write',
  'stores:write',
  'staff:manage',
  'keys:manage',
  'program:define',
  'vouchers:define',
  'rewards:define',
  'partners:define',
  'imports:manage',
  'balances:take_over',
  'connections:read',
  'connections:manage',
  'webhooks:read',
  'webhooks:manage',
  'liability:read',
  'liability:write',
  'companies:hand_over',
  'attributes:define',
  'consents:define',
  'event_types:define',
  'audit:read',
  'system:read',
  'system:manage',
  'privacy:manage',
]

/** A route for what concerns every store, and so is nothing for staff of some stores only. */
export const ofEveryStore =
  (message: string) =>
  ({ endpoint, handle }: Route): Route => ({
    endpoint,
    handle: async (asked) => {
      if (asked.caller.stores === null) return await handle(asked)
      throw new Refusal('forbidden', 'caller_limited_to_stores', message)
    },
  })
