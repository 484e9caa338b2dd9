import type { CatalogArticle } from '#contract/endpoints/gift-articles.ts'
import type { CustomerGifts } from '#contract/endpoints/gifts.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { customerOf, type Member } from '#domain/loyalty/customer-named.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { suggestGifts, type Taste } from '#domain/loyalty/gift-ladder.ts'
import type { Plan } from '#domain/loyalty/program.ts'
import { giftOf, readArticlesNamed } from './article-rows.ts'
import { type LadderStanding, readTaste, standOnLadders } from './due-gifts.ts'
import { type Handed, readHanded } from './hand-over-rows.ts'

/** Which gifts are due for a customer, each with what to choose from, and what they got. */
export async function customerGifts(
  { database, clock }: Context,
  planFor: PlanFor,
  customerId: string,
): Promise<CustomerGifts> {
  return await readOnly(database, async (tx) => {
    const member = await customerOf(tx, customerId)
    return await giftsFor(tx, member, await planFor(tx), clock.now())
  })
}

/** The same of a customer who was found. */
export async function giftsFor(
  tx: Tx,
  member: Member,
  plan: Plan | null,
  now: Date,
): Promise<CustomerGifts> {
  const handed = await readHanded(tx, member.ids)
  const standings = await standOnLadders(tx, member, handed, plan, now)
  const keys = standings.flatMap(({ position }) => position.due.flatMap((one) => one.articles))
  const ground = {
    articles: await readArticlesNamed(tx, keys),
    taste: keys.length > 0 ? await readTaste(tx, member) : nothingBought,
    received: handed.map(({ article }) => article),
  }
  return {
    ladders: standings.map((standing) => ladderView(standing, ground)),
    received: handed.map(receivedView),
  }
}

const nothingBought: Taste = { skus: new Map(), categories: new Map() }

type Ground = { articles: readonly CatalogArticle[]; taste: Taste; received: readonly string[] }

function ladderView({ ladder, position }: LadderStanding, ground: Ground) {
  const { round, count, due, next } = position
  return {
    key: ladder.key,
    name: ladder.name,
    round: round + 1,
    count,
    next: { ...next, round: next.round + 1 },
    due: due.map((step) => ({
      round: step.round + 1,
      count: step.count,
      articles: suggested(step.articles, ground),
    })),
  }
}

function suggested(keys: readonly string[], { articles, taste, received }: Ground) {
  const among = articles.filter(({ key }) => keys.includes(key)).map(giftOf)
  return suggestGifts(among, taste, received).map(({ key, name, sku, stock }) => ({
    key,
    name,
    sku: sku ?? null,
    stock,
  }))
}

const receivedView = ({ id, article, name, occurredAt }: Handed) => ({
  id,
  article,
  name,
  occurredAt,
})
