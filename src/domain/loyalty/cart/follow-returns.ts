import { sql } from 'kysely'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { cancelAct } from '#domain/ledger/cancel-act.ts'
import { giveBackByHand } from '#domain/ledger/grant-by-hand.ts'
import {
  type Concerned,
  type Follower,
  type Returned,
  readReturned,
} from '#domain/loyalty/returned-purchases.ts'
import { roundHalfUp } from '#kernel/money.ts'
import type { Keeps } from './held-cart.ts'

const carts: Follower = {
  cursor: sql.table('cart_returns_read'),
  taken: sql`
    select cart_id as taken_id, cart_id as lock_id, purchase_source as source,
      purchase_external_id as external_id
    from carts where capture_act is not null`,
}

/**
 * Gives back the points that paid for purchases that were returned, in proportion. It follows the
 * log by cursor; what it writes and how far it has read are one transaction.
 */
export const cartReturnsWorker = (context: Context): Worker => ({
  name: 'cart returns',
  restMillis: 1_000,
  work: async (signal) => {
    const more = await transaction(context.database, async (tx) => {
      const read = await readReturned(tx, carts)
      for (const one of read.concerned) await follow(tx, one, context.clock.now())
      return read.more
    })
    return more && !signal.aborted ? 'more' : 'done'
  },
})

type Captured = {
  id: string
  customerId: string
  storeNumber: number | null
  captureAct: string
  heldAt: Date
  points: NonNullable<Keeps['points']>
  back: number
  backActs: string[]
}

async function follow(tx: Tx, { takenId, ...purchase }: Concerned, now: Date): Promise<void> {
  const cart = await lockCaptured(tx, takenId)
  const { points } = cart.points
  const owed = owedBack(points, purchase)
  // What came back stays, should a return turn out to be none: nobody is charged for our mistake.
  if (owed <= cart.back) return
  const acts =
    owed === points ? await giveAllBack(tx, cart, now) : [await givePart(tx, cart, owed, now)]
  await sql`
    update carts set points_back = ${owed}, back_acts = back_acts || ${acts}::uuid[]
    where cart_id = ${cart.id}`.execute(tx)
}

/** By the sum of the returns alone, so that their order does not matter. */
function owedBack(points: number, { paid, returned, returns }: Returned): number {
  if (returns === 0) return 0
  return returned >= paid ? points : roundHalfUp(points * (returned / paid))
}

const asked = ({ customerId, storeNumber }: Captured) => ({
  ...{ customerId, store: storeNumber ?? 0, doneBy: null },
  reason: { key: 'returned.cart' as const },
})

/** The capture is undone to its lots; what parts gave before it is taken back after that. */
async function giveAllBack(tx: Tx, cart: Captured, now: Date): Promise<string[]> {
  const done: string[] = []
  for (const act of [cart.captureAct, ...cart.backActs]) {
    const canceled = await cancelAct(tx, { ...asked(cart), act, allowed: 'any_time' }, now)
    done.push(canceled.actId)
  }
  return done
}

async function givePart(tx: Tx, cart: Captured, owed: number, now: Date): Promise<string> {
  const { actId } = await giveBackByHand(
    tx,
    {
      ...asked(cart),
      ...{ currency: cart.points.currency, identity: `cart ${cart.id} returned ${owed}` },
      ...{ points: owed - cart.back, spentAt: cart.heldAt },
    },
    now,
  )
  return actId
}

async function lockCaptured(tx: Tx, cartId: string): Promise<Captured> {
  const { rows } = await sql<Captured>`
    select cart_id as id, customer_id as "customerId", store_number as "storeNumber",
      capture_act as "captureAct", created_at as "heldAt", keeps -> 'points' as points, points_back as back,
      back_acts as "backActs"
    from carts where cart_id = ${cartId} for update`.execute(tx)
  return rows[0]!
}
