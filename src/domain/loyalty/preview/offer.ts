import { sql } from 'kysely'
import type { GiftArticle } from '#contract/language/gift-ladder.ts'
import type { Reward } from '#contract/language/reward.ts'
import type { Tx } from '#database/transaction.ts'
import { dateText } from '#kernel/calendar.ts'
import { readCardsNow } from '../cards/card-rows.ts'
import { giftOf, readArticles } from '../gifts/article-rows.ts'
import type { Offer } from '../lint.ts'
import type { BusiestCustomer } from '../most-points.ts'
import type { Program } from '../program.ts'
import { readRewards } from '../rewards/reward-rows.ts'

const daysBack = 365
const busiestLookedAt = 200

/** What is offered beside the ways to earn, else as it is kept, and what the business has seen. */
export async function readOffer(
  tx: Tx,
  { zone, giftLadders }: Program,
  given: Partial<Pick<Offer, 'rewards' | 'stampCards' | 'articles'>>,
  now: Date,
): Promise<Offer> {
  const { rows } = await sql<Offer['known']>`
    select array(select code from stores order by 1) as stores,
      array(select code from channels order by 1) as channels,
      array(select code from categories order by 1) as categories`.execute(tx)
  return {
    rewards: given.rewards ?? (await readRewardsNow(tx, now)),
    stampCards: given.stampCards ?? (await readCardsNow(tx, now)),
    articles: given.articles ?? (await readStock(tx, giftLadders)),
    known: rows[0]!,
    busiest: await readBusiest(tx, zone.dayOf(now)),
  }
}

async function readRewardsNow(tx: Tx, now: Date): Promise<Reward[]> {
  const rewards = await readRewards(tx, 'of a stock')
  return rewards
    .filter(({ status }) => status === 'active')
    .map(({ key, content }) => ({ key, ...content }))
    .filter(({ validUntil }) => validUntil === undefined || Date.parse(validUntil) > now.getTime())
}

/** Who keeps no book of articles gives as many as wished. */
async function readStock(tx: Tx, ladders: Program['giftLadders']): Promise<GiftArticle[]> {
  const articles = await readArticles(tx)
  return articles.length > 0 ? articles.map(giftOf) : unlimited(ladders)
}

const unlimited = (ladders: Program['giftLadders']): GiftArticle[] =>
  ladders
    .flatMap(({ rounds }) => rounds.flatMap(({ steps }) => steps.flatMap((one) => one.articles)))
    .map((key) => ({ key, name: key, stock: null, cost: 0 }))

type Row = { customers: number; amountPerDay: number; purchasesPerDay: number }

/**
 * The most that any of the best customers did a day over a year, or over the part of it in which
 * they came. Of articles and other events no sums are kept: nothing bounds them.
 */
async function readBusiest(tx: Tx, today: number): Promise<BusiestCustomer | null> {
  const from = dateText(today - daysBack)
  const { rows } = await sql<Row>`
    with best as (
      (select customer_id from profiles order by purchases desc limit ${busiestLookedAt})
      union
      (select customer_id from list_places order by revenue desc limit ${busiestLookedAt})
    ), years as (
      select sum(sales) as amount, sum(receipts) as purchases,
        greatest(28, ${dateText(today)}::date - min(day) + 1) as days
      from best join customer_days using (customer_id)
      where day > ${from}::date
      group by customer_id
    )
    select count(*)::int as customers,
      coalesce(max(amount::float8 / days), 0) as "amountPerDay",
      coalesce(max(purchases::float8 / days), 0) as "purchasesPerDay"
    from years`.execute(tx)
  const { customers, ...most } = rows[0]!
  if (customers === 0) return null
  return {
    ...most,
    articlesPerDay: Number.POSITIVE_INFINITY,
    eventsPerDay: Number.POSITIVE_INFINITY,
  }
}
