import * as cashiers from '#contract/endpoints/cashiers.ts'
import { readOnly } from '#database/transaction.ts'
import { lockTill, readLock, unlockTill } from '#domain/business/cashiers/unlocking.ts'
import { storeOf } from '#domain/business/store-of.ts'
import type { Door } from './door.ts'
import type { WebRoute } from './register-route.ts'
import { onWeb, sessionOf } from './session-routes.ts'

/** Who stands at the till of a session: locked and unlocked by PIN. */
export const cashierRoutes = ({ context: { database }, attempt }: Door): WebRoute[] => [
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
