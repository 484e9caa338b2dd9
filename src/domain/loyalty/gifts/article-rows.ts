import { type RawBuilder, sql } from 'kysely'
import type { CatalogArticle, GiftArticleContent } from '#contract/endpoints/gift-articles.ts'
import type { GiftArticle } from '#contract/language/gift-ladder.ts'
import type { Tx } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'

/** What `articleColumns` give. */
export type ArticleRow = {
  key: string
  content: GiftArticleContent
  pieces: number
  archivedAt: Date | null
}

export async function readArticles(tx: Tx): Promise<CatalogArticle[]> {
  return (await select(tx, sql`true`)).map(articleView)
}

/** Those there are of these keys, in the order of the keys. */
export async function readArticlesNamed(
  tx: Tx,
  keys: readonly string[],
): Promise<CatalogArticle[]> {
  return (await select(tx, among(keys))).map(articleView)
}

/** The same, locked: their stock stays as it is read until the end of `tx`. */
export async function lockArticles(tx: Tx, keys: readonly string[]): Promise<CatalogArticle[]> {
  return (await select(tx, among(keys), sql`for no key update`)).map(articleView)
}

export async function lockArticle(tx: Tx, key: string): Promise<CatalogArticle> {
  const [article] = await lockArticles(tx, [key])
  if (!article) throw notFound('gift_article')
  return article
}

/** As the rules of gifts read it: what is archived is not in stock. */
export const giftOf = (article: CatalogArticle): GiftArticle => ({
  key: article.key,
  name: article.name,
  sku: article.sku,
  category: article.category,
  cost: article.cost,
  stock: article.archivedAt === null ? article.stock : 0,
})

/** Of `gift_articles`. */
export const articleColumns = sql`article as key, content, pieces, archived_at as "archivedAt"`

const among = (keys: readonly string[]) => sql`article = any(${[...new Set(keys)]}::text[])`

async function select(
  tx: Tx,
  which: RawBuilder<unknown>,
  locking: RawBuilder<unknown> = sql``,
): Promise<ArticleRow[]> {
  const { rows } = await sql<ArticleRow>`
    select ${articleColumns} from gift_articles where ${which} order by article ${locking}`.execute(
    tx,
  )
  return rows
}

export const articleView = ({ key, content, pieces, archivedAt }: ArticleRow): CatalogArticle => ({
  key,
  ...content,
  stock: content.counted ? pieces : null,
  isLow: content.counted && content.lowStockAt !== null && pieces <= content.lowStockAt,
  archivedAt,
})
