import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { cancelHandOver as cancelEndpoint } from '#contract/endpoints/gifts.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { refuseOtherStore } from '#domain/business/store-of.ts'
import { customerOf, lockMember } from '#domain/loyalty/customer-named.ts'
import { refuseLateUndo } from '#domain/loyalty/undo.ts'
import { notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { lockArticle } from './article-rows.ts'
import { countHandedOver } from './basket-gifts.ts'
import { movePieces } from './stock.ts'

type Canceled = Reply<typeof cancelEndpoint>

/** The piece comes back and the gift is due again; done once, however often it is asked for. */
export async function cancelHandOver(
  { database, clock }: Context,
  caller: Caller,
  handOverId: string,
): Promise<Canceled> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const mayTakeBack = (given: Given) => refuseLateUndo(caller, given, now, 'gift_undo_too_late')
    return await cancelWithin(tx, { caller, now, mayTakeBack }, handOverId)
  })
}

type Canceling = { caller: Caller; now: Date; mayTakeBack(given: Given): void }

/** The same in a caller's transaction, for who decides otherwise whether it is too late. */
export async function cancelWithin(
  tx: Tx,
  { caller, now, mayTakeBack }: Canceling,
  handOverId: string,
): Promise<Canceled> {
  const given = await findGiven(tx, handOverId)
  if (caller.stores !== null) refuseOtherStore(given.storeNumber, caller.stores)
  await lockMember(tx, () => customerOf(tx, given.customerId))
  const known = await findCancellation(tx, handOverId)
  if (known) return known
  mayTakeBack(given)
  const id = await writeCancellation(tx, given, { caller, now })
  if (given.basketGift !== null) await countHandedOver(tx, given.basketGift, -1)
  await lockArticle(tx, given.article)
  const { article, storeNumber } = given
  const createdBy = callerKey(caller) ?? ''
  const move = { article, reason: 'returned' as const, pieces: 1, storeNumber, now, createdBy }
  await movePieces(tx, { ...move, cause: id })
  return { id, cancels: handOverId, occurredAt: now }
}

type Given = {
  id: string
  customerId: string
  basketGift: string | null
  article: string
  storeNumber: number | null
  createdBy: string
  occurredAt: Date
}

async function findGiven(tx: Tx, handOverId: string): Promise<Given> {
  const { rows } = await sql<Given>`
    select hand_over_id as id, customer_id as "customerId", basket_gift as "basketGift", article,
      store_number as "storeNumber", created_by as "createdBy", occurred_at as "occurredAt"
    from gift_hand_overs where hand_over_id = ${handOverId} and cancels is null`.execute(tx)
  if (!rows[0]) throw notFound('gift_hand_over')
  return rows[0]
}

async function findCancellation(tx: Tx, handOverId: string): Promise<Canceled | undefined> {
  const { rows } = await sql<Canceled>`
    select hand_over_id as id, cancels, occurred_at as "occurredAt"
    from gift_hand_overs where cancels = ${handOverId}`.execute(tx)
  return rows[0]
}

async function writeCancellation(
  tx: Tx,
  { id: canceledId }: Given,
  { caller, now }: { caller: Caller; now: Date },
): Promise<string> {
  const id = newId()
  await sql`
    insert into gift_hand_overs (customer_id, hand_over_id, ladder, round, step, basket_gift,
      purchase_source, purchase_external_id, article, cost, store_number, occurred_at, created_by,
      cancels)
    select customer_id, ${id}, ladder, round, step, basket_gift, purchase_source,
      purchase_external_id, article, -cost, store_number, ${now}, ${callerKey(caller) ?? ''},
      hand_over_id
    from gift_hand_overs where hand_over_id = ${canceledId}`.execute(tx)
  return id
}
