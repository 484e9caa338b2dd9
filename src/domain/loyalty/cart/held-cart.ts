import { sql } from 'kysely'
import type { CartAnswer, HeldCart } from '#contract/endpoints/cart.ts'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import type { ActReference } from '#domain/loyalty/act-reference.ts'
import { conflict, notFound } from '#kernel/errors.ts'

/** What a cart keeps for its checkout. */
export type Keeps = {
  points: { currency: string; points: number; hold: string } | null
  vouchers: readonly { hold: string; discount: number }[]
}

export type CartRow = {
  id: string
  customerId: string | null
  storeNumber: number | null
  answer: CartAnswer
  keeps: Keeps
  expiresAt: Date
  status: 'open' | 'captured' | 'released'
  endedAt: Date | null
}

/** @throws Refusal where it was removed: a reference outlives its cart */
export async function readHeldCart(tx: Tx, cartId: string): Promise<HeldCart> {
  const cart = await findCart(tx, cartId)
  if (!cart) throw cartOver()
  const { id, answer, expiresAt } = cart
  return { ...answer, id, expiresAt }
}

export const cartOver = () => conflict('cart_over', 'The time of this cart is over.')

export async function writeCart(
  tx: Tx,
  { id, customerId, storeNumber, answer, keeps, expiresAt }: Omit<CartRow, 'status' | 'endedAt'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into carts (cart_id, customer_id, store_number, answer, keeps, created_at, expires_at)
    values (${id}, ${customerId}, ${storeNumber}, ${JSON.stringify(answer)}::json,
      ${JSON.stringify(keeps)}::jsonb, ${now}, ${expiresAt})`.execute(tx)
}

/** Locked, so that of capture and release only one acts. */
export async function lockCart(tx: Tx, caller: Caller, cartId: string): Promise<CartRow> {
  await sql`select from carts where cart_id = ${cartId} for update`.execute(tx)
  const cart = await findCart(tx, cartId)
  if (!cart) throw notFound('cart')
  if (caller.stores !== null) refuseOtherStore(cart.storeNumber, caller.stores)
  return cart
}

/** @param captureAct that redeemed its points */
export async function noteCaptured(
  tx: Tx,
  cartId: string,
  { purchase, captureAct }: { purchase: ActReference; captureAct: string | null },
  now: Date,
): Promise<void> {
  await sql`
    update carts set status = 'captured', ended_at = ${now}, purchase_source = ${purchase.source},
      purchase_external_id = ${purchase.externalId}, capture_act = ${captureAct}
    where cart_id = ${cartId}`.execute(tx)
}

export async function noteReleased(tx: Tx, cartId: string, now: Date): Promise<void> {
  await sql`
    update carts set status = 'released', ended_at = ${now} where cart_id = ${cartId}`.execute(tx)
}

async function findCart(tx: Tx, cartId: string): Promise<CartRow | undefined> {
  const { rows } = await sql<CartRow>`
    select cart_id as id, customer_id as "customerId", store_number as "storeNumber", answer, keeps,
      expires_at as "expiresAt", status, ended_at as "endedAt"
    from carts where cart_id = ${cartId}`.execute(tx)
  return rows[0]
}
