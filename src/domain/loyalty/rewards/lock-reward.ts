import { sql } from 'kysely'
import type { CatalogArticle } from '#contract/endpoints/gift-articles.ts'
import type { DefinedReward } from '#contract/endpoints/rewards.ts'
import type { RewardContent } from '#contract/language/reward.ts'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { type ArticleRow, articleColumns, articleView } from '#domain/loyalty/gifts/article-rows.ts'
import { conflict } from '#kernel/errors.ts'
import { articleOf } from './define-reward.ts'
import { readReward, rewardView } from './reward-rows.ts'

export type LockedReward = { defined: DefinedReward; article: CatalogArticle | null }

/**
 * The reward and its article as they are until the end of `tx`, after it was `seen` without a lock.
 * Of a limited stock, or of a partner's codes, one after another is served; without one all go side
 * by side, and only its definition waits for them.
 */
export async function lockReward(tx: Tx, seen: DefinedReward): Promise<LockedReward> {
  const { revision, article, ...held } = await lockRows(tx, seen, articleOf(seen.content))
  if (revision !== seen.revision) return await lockChanged(tx, seen)
  // Codes are counted in a statement of its own: who waited must see what the other took.
  if (seen.content.gives.kind === 'partner_code') {
    return { defined: await readReward(tx, seen.key, 'of a stock'), article }
  }
  return { defined: rewardView({ ...seen, ...held, codesLeft: null }), article }
}

/** It was defined anew meanwhile; from here on its definition waits for us. */
async function lockChanged(tx: Tx, seen: DefinedReward): Promise<LockedReward> {
  const anew = await readReward(tx, seen.key, 'of a stock')
  if (isLimited(anew.content) && !isLimited(seen.content)) {
    throw conflict('reward_changed', 'The reward was changed at this moment. Ask once more.')
  }
  return await lockReward(tx, anew)
}

const isLimited = ({ stock, gives }: RewardContent) =>
  stock !== null || gives.kind === 'partner_code'

type Held = Pick<DefinedReward, 'status' | 'revision' | 'redeemed'>
type Row = Held & { [column in keyof ArticleRow]: ArticleRow[column] | null }

/** In this order: the reward, then the article. */
export async function lockRows(
  tx: Tx,
  { key, content }: Pick<DefinedReward, 'key' | 'content'>,
  articleKey: string | null,
): Promise<Held & { article: CatalogArticle | null }> {
  const { rows } = await sql<Row>`${prepared}
    with held as (
      select status, revision, coalesce(redeemed, 0) as redeemed from rewards
      where reward = ${key} ${isLimited(content) ? sql`for no key update` : sql`for share`}
    ), taken as (
      select ${articleColumns} from gift_articles
      where article = ${articleKey} and exists (select from held)
      for no key update
    )
    select * from held left join taken on true`.execute(tx)
  const { status, revision, redeemed, ...article } = rows[0]!
  return { status, revision, redeemed, article: isThere(article) ? articleView(article) : null }
}

const isThere = (row: { key: string | null }): row is ArticleRow => row.key !== null
