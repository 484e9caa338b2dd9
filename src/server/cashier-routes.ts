import * as cashiers from '#contract/endpoints/cashiers.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { setOwnPin } from '#domain/business/cashiers/set-own-pin.ts'
import { lockTill, readLock, unlockTill } from '#domain/business/cashiers/unlocking.ts'
import { requirePassword } from '#domain/business/password.ts'
import { storeOf } from '#domain/business/store-of.ts'
import type { Door } from './door.ts'
import type { WebRoute } from './register-route.ts'
import { onWeb, sessionOf, signInLimit } from './session-routes.ts'

/** Who stands at the till of a session: locked and unlocked by PIN. */
export const cashierRoutes = ({ context, attempt, limits }: Door): WebRoute[] => [
  ...lockRoutes(context, attempt),
  onWeb(
    cashiers.setOwnPin,
    async ({ body: { password, pin }, caller }, web) => {
      const { sessionId, staffId } = sessionOf(web)
      const tried = await attempt(web, { passwordOf: staffId })
      await requirePassword(context.database, staffId, password, '/password')
      await tried.succeeded()
      return await setOwnPin(context, caller, { sessionId, pin })
    },
    signInLimit(limits),
  ),
]

const lockRoutes = ({ database }: Context, attempt: Door['attempt']): WebRoute[] => [
  onWeb(cashiers.readTillLock, async ({ query: { store }, caller }, web) => {
    const { sessionId } = sessionOf(web)
    const place =
      store === undefined
        ? null
        : await readOnly(database, (tx) => storeOf(tx, store, caller.stores))
    return await readLock(database, { sessionId, stores: caller.stores }, place?.number ?? null)
  }),
  onWeb(cashiers.unlockTill, async ({ body, caller }, web) => {
    const { sessionId } = sessionOf(web)
    const tried = await attempt(web, { cashierId: body.cashierId })
    const unlocked = await unlockTill(database, { sessionId, stores: caller.stores }, body)
    await tried.succeeded()
    return unlocked
  }),
  // Whoever asks for it has said so already, at the door.
  onWeb(cashiers.keepTillUnlocked, async () => undefined),
  onWeb(cashiers.lockTill, (_asked, web) => lockTill(database, sessionOf(web).sessionId)),
]
