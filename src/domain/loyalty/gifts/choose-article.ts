import type { GiftArticle } from '#contract/language/gift-ladder.ts'
import type { Tx } from '#database/transaction.ts'
import { suggestGifts, type Taste } from '#domain/loyalty/gift-ladder.ts'
import { conflict } from '#kernel/errors.ts'
import { giftOf, lockArticles } from './article-rows.ts'

type Choice = {
  /** To choose from. */
  articles: readonly string[]
  wanted: string | undefined
  taste: Taste
  received: readonly string[]
}

/**
 * The article that is handed over, locked: the one wished for if it may be, else the one that fits
 * best. Whoever waits for the same pieces decides on what is left.
 */
export async function chooseArticle(tx: Tx, choice: Choice): Promise<GiftArticle> {
  const { articles, wanted, taste, received } = choice
  const locked = (await lockArticles(tx, articles)).map(giftOf)
  const offered = suggestGifts(locked, taste, received)
  if (wanted === undefined) {
    if (offered[0]) return offered[0]
    throw conflict('gifts_out_of_stock', 'None of the articles is in stock.')
  }
  const chosen = offered.find(({ key }) => key === wanted)
  if (chosen) return chosen
  const known = locked.find(({ key }) => key === wanted)
  if (!known) throw conflict('gift_article_not_offered', 'This article is not among the gifts.')
  if (known.stock !== null && known.stock < 1) {
    throw conflict('gift_article_out_of_stock', 'This article is not in stock.')
  }
  throw conflict('gift_article_received', 'They got this article before; another is in stock.')
}
