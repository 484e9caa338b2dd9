import type { Reply } from '#contract/endpoint.ts'
import type { CatalogArticle } from '#contract/endpoints/gift-articles.ts'
import type { DefinedReward, listCustomerRewards } from '#contract/endpoints/rewards.ts'
import type { Reward, RewardReason } from '#contract/language/reward.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readStandings } from '#domain/ledger/read-standings.ts'
import { currentTier } from '#domain/loyalty/current-state.ts'
import { customerOf, type Member } from '#domain/loyalty/customer-named.ts'
import type { PlanFor } from '#domain/loyalty/follow-program.ts'
import { giftOf, readArticlesNamed } from '#domain/loyalty/gifts/article-rows.ts'
import { judgeReward, type RewardVerdict } from '#domain/loyalty/reward.ts'
import { readTerms } from '#domain/loyalty/vouchers/terms.ts'
import type { Language } from '#locales/language.ts'
import { articleOf } from './define-reward.ts'
import { reasonInWords } from './reason-in-words.ts'
import { readRewards, readTimes } from './reward-rows.ts'

type Items = Reply<typeof listCustomerRewards>['items']

/** What a customer has, as far as rewards ask. */
export type Means = {
  tier: string | null
  available: ReadonlyMap<string, number>
  times: ReadonlyMap<string, number>
  endsAtMillis: number | null
  now: Date
}

export async function readMeans(
  tx: Tx,
  member: Member,
  planFor: PlanFor,
  now: Date,
): Promise<Means> {
  const standings = await readStandings(tx, member.customerId, now)
  return await meansOf(tx, member, standings, { planFor, now })
}

/** The same where the balances are known. */
export async function meansOf(
  tx: Tx,
  { customerId, ids }: Member,
  standings: readonly { currency: string; balance: number }[],
  { planFor, now }: { planFor: PlanFor; now: Date },
): Promise<Means> {
  const plan = await planFor(tx)
  return {
    tier: await currentTier(tx, customerId, plan, now),
    available: new Map(standings.map(({ currency, balance }) => [currency, balance])),
    times: await readTimes(tx, ids),
    endsAtMillis: plan?.inForce(now.getTime()).ending?.redeemEndMillis ?? null,
    now,
  }
}

/** Whether these means get the reward for so many points; an ended one is not to be had. */
export function judge(
  defined: DefinedReward,
  article: CatalogArticle | null,
  means: Means,
  points?: number,
): RewardVerdict {
  const { key, content, status } = defined
  const wish = {
    atMillis: means.now.getTime(),
    available: means.available.get(content.currency) ?? 0,
    tier: means.tier,
    redeemed: means.times.get(key) ?? 0,
    endsAtMillis: means.endsAtMillis,
    ...(points === undefined ? {} : { points }),
  }
  const verdict = judgeReward({ key, ...content, stock: stockOf(defined, article) }, wish)
  if (status === 'active') return verdict
  const others = verdict.kind === 'refused' ? verdict.reasons : []
  return { kind: 'refused', reasons: [...new Set<RewardReason>(['reward_ended', ...others])] }
}

/** The less of what the reward and its article still have. */
function stockOf({ content, remaining }: DefinedReward, article: CatalogArticle | null) {
  if (articleOf(content) === null) return remaining
  const pieces = article ? giftOf(article).stock : 0
  if (pieces === null || remaining === null) return pieces ?? remaining
  return Math.min(pieces, remaining)
}

/** Every reward, whether the customer can have it now, and all reasons why not. */
export async function customerRewards(
  { database, clock }: Context,
  planFor: PlanFor,
  customerId: string,
  language: Language | undefined,
): Promise<{ items: Items }> {
  return await readOnly(database, async (tx) => {
    const member = await customerOf(tx, customerId)
    const means = await readMeans(tx, member, planFor, clock.now())
    return { items: await rewardsFor(tx, await readOffer(tx), means, language) }
  })
}

/** The rewards of now, and the articles they give. */
export type Offer = {
  rewards: readonly DefinedReward[]
  articles: ReadonlyMap<string, CatalogArticle>
}

export async function readOffer(tx: Tx): Promise<Offer> {
  const rewards = (await readRewards(tx, 'of a stock')).filter(({ status }) => status === 'active')
  const keys = rewards.flatMap(({ content }) => articleOf(content) ?? [])
  const articles = await readArticlesNamed(tx, keys)
  return { rewards, articles: new Map(articles.map((one) => [one.key, one])) }
}

/** The same of an offer that is known, by means that are. */
export async function rewardsFor(
  tx: Tx,
  { rewards, articles }: Offer,
  means: Means,
  language: Language | undefined,
): Promise<Items> {
  const words = language ?? (await readTerms(tx, means.now)).language
  return rewards.map((defined) => {
    const article = articles.get(articleOf(defined.content) ?? '') ?? null
    return itemOf(defined, judge(defined, article, means, fewest(defined, means)), means, words)
  })
}

/** Where it can be paid in part and the points do not suffice: as many as there are. */
function fewest({ content }: DefinedReward, { available }: Means): number {
  const has = available.get(content.currency) ?? 0
  if (has >= content.price) return content.price
  return Math.max(pointsMinOf(content), Math.min(has, content.price))
}

const pointsMinOf = ({ inPart, price }: Pick<Reward, 'inPart' | 'price'>) =>
  inPart ? Math.min(inPart.pointsMin, price) : price

function itemOf(
  { key, content }: DefinedReward,
  verdict: RewardVerdict,
  means: Means,
  language: Language,
): Items[number] {
  const { name, currency, price, gives } = content
  const available = means.available.get(currency) ?? 0
  const reasons = verdict.kind === 'refused' ? verdict.reasons : []
  const pointsMin = pointsMinOf(content)
  return {
    ...{ key, name, currency, price, gives, pointsMin, available },
    redeemable: reasons.length === 0,
    reasons: reasons.map((code) => reasonInWords(code, language)),
    missing: Math.max(0, pointsMin - available),
  }
}
