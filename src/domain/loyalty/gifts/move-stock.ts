import type { Input } from '#contract/endpoint.ts'
import type {
  moveStock as moveStockEndpoint,
  StockMovement,
} from '#contract/endpoints/gift-articles.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { storeOf } from '#domain/business/store-of.ts'
import { claimAct } from '#domain/loyalty/act-reference.ts'
import { conflict } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { lockArticle } from './article-rows.ts'
import { movePieces, readMovement } from './stock.ts'

type Moving = Input<typeof moveStockEndpoint>['body']

/** Books pieces that came, came back, or were counted; the same reference books them once. */
export async function moveStock(
  { database, clock }: Context,
  caller: Caller,
  key: string,
  { source, externalId, ...moving }: Moving,
): Promise<StockMovement> {
  return await transaction(database, async (tx) => {
    const movementId = newId()
    const reference = { source, externalId }
    const known = await claimAct(tx, 'stock', reference, { key, ...moving }, movementId)
    if (known !== null) return await readMovement(tx, known)
    const store = await storeOf(tx, moving.store, caller.stores)
    const article = await lockArticle(tx, key)
    if (moving.reason === 'corrected' && article.stock === null) {
      throw conflict('gift_article_uncounted', 'Pieces of this article are not counted.')
    }
    await movePieces(tx, {
      movementId,
      article: key,
      reason: moving.reason,
      pieces: moving.reason === 'corrected' ? moving.stock - (article.stock ?? 0) : moving.pieces,
      storeNumber: store?.number ?? null,
      now: clock.now(),
      createdBy: callerKey(caller) ?? '',
      cause: null,
    })
    return await readMovement(tx, movementId)
  })
}
