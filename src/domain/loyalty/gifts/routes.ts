import * as articles from '#contract/endpoints/gift-articles.ts'
import * as gifts from '#contract/endpoints/gifts.ts'
import { ofEveryStore } from '#contract/of-every-store.ts'
import { on, type Route } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { customerOf } from '#domain/loyalty/customer-named.ts'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { pageOf, placeOf } from '#domain/loyalty/page-of.ts'
import { notFound } from '#kernel/errors.ts'
import { readArticles, readArticlesNamed } from './article-rows.ts'
import { defineBasketGift, endBasketGift, readBasketGifts } from './basket-gifts.ts'
import { cancelHandOver } from './cancel-hand-over.ts'
import { customerGifts } from './customer-gifts.ts'
import { archiveArticle, defineArticle } from './define-article.ts'
import { handOver } from './hand-over.ts'
import { readHandOvers } from './hand-over-rows.ts'
import { moveStock } from './move-stock.ts'
import { readMovements } from './stock.ts'

export const routes = (context: Context): Route[] => [
  ...readingRoutes(context),
  ...definingRoutes(context).map(forAllStores),
  ...givingRoutes(context),
]

const forAllStores = ofEveryStore('Gifts concern every store; your access is limited to some.')

const readingRoutes = (context: Context): Route[] => [
  on(articles.listGiftArticles, async ({ query: { low, archived } }) => {
    const all = await readOnly(context.database, readArticles)
    const items = all
      .filter(({ archivedAt }) => archived === 'yes' || archivedAt === null)
      .filter(({ isLow }) => low !== 'yes' || isLow)
    return { items }
  }),
  on(articles.readGiftArticle, ({ params }) => readArticle(context, params.articleKey)),
  on(articles.listStockMovements, async ({ params, query: { cursor, limit } }) => {
    await readArticle(context, params.articleKey)
    const after = placeOf(cursor)
    const rows = await readMovements(context.database, params.articleKey, after, limit + 1)
    return pageOf(rows, limit, ({ id }) => id)
  }),
  on(gifts.listBasketGifts, async () => ({ items: await readBasketGifts(context.database) })),
]

async function readArticle({ database }: Context, key: string) {
  const [article] = await readOnly(database, (tx) => readArticlesNamed(tx, [key]))
  if (!article) throw notFound('gift_article')
  return article
}

const definingRoutes = (context: Context): Route[] => [
  on(articles.defineGiftArticle, ({ params, body, caller }) =>
    defineArticle(context, caller, params.articleKey, body),
  ),
  on(articles.archiveGiftArticle, ({ params }) => archiveArticle(context, params.articleKey)),
  on(gifts.defineBasketGift, ({ params, body, caller }) =>
    defineBasketGift(context, caller, params.basketGiftKey, body),
  ),
  on(gifts.endBasketGift, ({ params }) => endBasketGift(context, params.basketGiftKey)),
]

function givingRoutes(context: Context): Route[] {
  const planFor = keptPlan()
  return [
    on(articles.moveStock, ({ params, body, caller }) =>
      moveStock(context, caller, params.articleKey, body),
    ),
    on(gifts.readCustomerGifts, ({ params }) => customerGifts(context, planFor, params.customerId)),
    on(gifts.handOverGift, ({ body, caller }) => handOver({ context, caller, planFor }, body)),
    on(gifts.cancelHandOver, ({ params, caller }) =>
      cancelHandOver(context, caller, params.handOverId),
    ),
    on(gifts.listHandOvers, async ({ params, query: { cursor, limit } }) => {
      const { ids } = await readOnly(context.database, (tx) => customerOf(tx, params.customerId))
      const rows = await readHandOvers(context.database, ids, placeOf(cursor), limit + 1)
      return pageOf(rows, limit, ({ id }) => id)
    }),
  ]
}
