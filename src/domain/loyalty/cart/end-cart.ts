import type { Reply } from '#contract/endpoint.ts'
import type { captureCart as captureCartEndpoint } from '#contract/endpoints/cart.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { capture, release } from '#domain/ledger/hold.ts'
import type { ActReference } from '#domain/loyalty/act-reference.ts'
import { captureHoldIn, releaseHoldIn } from '#domain/loyalty/vouchers/end-hold.ts'
import { conflict } from '#kernel/errors.ts'
import { type CartRow, cartOver, lockCart, noteCaptured, noteReleased } from './held-cart.ts'

type Captured = Reply<typeof captureCartEndpoint>

/** Redeems what a cart keeps, for the purchase it has become. */
export async function captureCart(
  { database, clock }: Context,
  caller: Caller,
  cartId: string,
  purchase: ActReference,
): Promise<Captured> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const cart = await lockCart(tx, caller, cartId)
    if (cart.status !== 'captured') {
      refuseCapture(cart, now)
      const captureAct = await capturePoints(tx, cart, caller, now)
      for (const { hold: holdId, discount } of cart.keeps.vouchers) {
        await captureHoldIn(tx, caller, { holdId, discount, purchase }, now)
      }
      await noteCaptured(tx, cartId, { purchase, captureAct }, now)
    }
    const { id, answer, keeps, endedAt } = cart
    const capturedAt = endedAt ?? now
    return { id, discount: answer.discount, points: keeps.points?.points ?? 0, capturedAt }
  })
}

function refuseCapture({ status, expiresAt }: CartRow, now: Date): void {
  if (status === 'released') throw conflict('cart_released', 'This cart was let go.')
  if (expiresAt <= now) throw cartOver()
}

async function capturePoints(
  tx: Tx,
  cart: CartRow,
  caller: Caller,
  now: Date,
): Promise<string | null> {
  const { points } = cart.keeps
  if (points === null) return null
  const request = requestOf(cart, caller, 'captured.cart')
  return (await capture(tx, { ...request, ...points, rest: 'released' }, now)).actId
}

/** Lets go what a cart keeps; letting go twice is the same as once. */
export async function releaseCart(
  { database, clock }: Context,
  caller: Caller,
  cartId: string,
): Promise<{ id: string }> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const cart = await lockCart(tx, caller, cartId)
    if (cart.status === 'captured') throw conflict('cart_captured', 'This cart was redeemed.')
    if (cart.status === 'released') return { id: cartId }
    const { points, vouchers } = cart.keeps
    // Past its time nothing is held any more, whether or not somebody lets it go.
    if (points !== null && cart.expiresAt > now) {
      await release(tx, { ...requestOf(cart, caller, 'released.cart'), ...points }, now)
    }
    for (const { hold } of vouchers) await releaseHoldIn(tx, caller, hold)
    await noteReleased(tx, cartId, now)
    return { id: cartId }
  })
}

function requestOf(
  { id, customerId, storeNumber, keeps }: CartRow,
  caller: Caller,
  key: 'captured.cart' | 'released.cart',
) {
  if (customerId === null || keeps.points === null) throw new Error('a cart that keeps no points')
  return {
    ...{ customerId, currency: keeps.points.currency, identity: `${key} ${id}` },
    ...{ store: storeNumber ?? 0, doneBy: callerKey(caller), reason: { key } },
  }
}
