import type { CartAnswer } from '#contract/endpoints/cart.ts'
import type { Tx } from '#database/transaction.ts'
import { positionOn } from '#domain/loyalty/gift-ladder.ts'
import { giftOf, readArticlesNamed } from '#domain/loyalty/gifts/article-rows.ts'
import { isGivenNow, readBasketGifts } from '#domain/loyalty/gifts/basket-gifts.ts'
import { handedOf } from '#domain/loyalty/gifts/due-gifts.ts'
import { type Handed, readHanded } from '#domain/loyalty/gifts/hand-over-rows.ts'
import type { Plan } from '#domain/loyalty/program.ts'
import type { ProgramState } from '#domain/loyalty/program-state.ts'

type Gift = CartAnswer['giftsDue'][number]

type Buying = {
  ids: readonly string[]
  /** After the purchase; null: there is no program. */
  after: { plan: Plan; state: ProgramState } | null
  paid: number
  now: Date
}

/** The gifts of ladders and for baskets that are due once the cart is bought; articles in stock. */
export async function giftsDue(tx: Tx, { ids, after, paid, now }: Buying): Promise<Gift[]> {
  const handed = await readHanded(tx, ids)
  const ofLadders = after && ids.length > 0 ? stepsDue(after, handed, now) : []
  const baskets = (await readBasketGifts({ kysely: tx })).filter(
    (gift) =>
      isGivenNow(gift, now) &&
      paid >= gift.content.basketMin &&
      (gift.content.perCustomer === null ||
        handed.filter((one) => one.basketGift === gift.key).length < gift.content.perCustomer),
  )
  const ofBaskets = baskets.map(({ key, content: { name, articles } }) => ({
    ...{ kind: 'basket' as const, key, name, round: null, count: null },
    articles: [...articles],
  }))
  return await inStock(tx, [...ofLadders, ...ofBaskets])
}

function stepsDue(
  { plan, state }: { plan: Plan; state: ProgramState },
  handed: readonly Handed[],
  now: Date,
): Gift[] {
  return plan.inForce(now.getTime()).giftLadders.flatMap(({ ladder }) => {
    const { key, name } = ladder
    const { due } = positionOn(ladder, state.ladders[key] ?? 0, handedOf(key, handed))
    return due.map(({ round, count, articles }) => ({
      ...{ kind: 'ladder' as const, key, name, round: round + 1, count },
      articles: [...articles],
    }))
  })
}

async function inStock(tx: Tx, gifts: readonly Gift[]): Promise<Gift[]> {
  const keys = gifts.flatMap(({ articles }) => articles)
  const there = (await readArticlesNamed(tx, keys)).map(giftOf)
  const has = new Set(
    there.filter(({ stock }) => stock === null || stock > 0).map(({ key }) => key),
  )
  return gifts
    .map((gift) => ({ ...gift, articles: gift.articles.filter((key) => has.has(key)) }))
    .filter(({ articles }) => articles.length > 0)
}
