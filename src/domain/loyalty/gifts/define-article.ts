import { sql } from 'kysely'
import type { CatalogArticle, GiftArticleContent } from '#contract/endpoints/gift-articles.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { conflict, malformed } from '#kernel/errors.ts'
import { lockArticle, readArticlesNamed } from './article-rows.ts'
import { movePieces } from './stock.ts'

const articlesMax = 2000

/** Adds an article to give away or changes it; one that was archived comes back. */
export async function defineArticle(
  { database, clock }: Context,
  caller: Caller,
  key: string,
  content: GiftArticleContent,
): Promise<CatalogArticle> {
  const rim = { caller, now: clock.now() }
  return await transaction(database, (tx) => defineArticleIn(tx, rim, key, content))
}

/** The same within a transaction, for whoever defines more than an article. */
export async function defineArticleIn(
  tx: Tx,
  { caller, now }: { caller: Caller; now: Date },
  key: string,
  content: GiftArticleContent,
): Promise<CatalogArticle> {
  await refuseTooMany(tx, key)
  await sql`
    insert into gift_articles (article, content, counted, created_at)
    values (${key}, ${JSON.stringify(content)}::jsonb, ${content.counted}, ${now})
    on conflict (article) do nothing`.execute(tx)
  await beginCounting(tx, caller, key, now)
  await sql`
    update gift_articles
    set content = ${JSON.stringify(content)}::jsonb, counted = ${content.counted},
      archived_at = null
    where article = ${key}`.execute(tx)
  return await lockArticle(tx, key)
}

/** What left uncounted was there: who begins to count begins at nothing, not below. */
async function beginCounting(tx: Tx, caller: Caller, article: string, now: Date): Promise<void> {
  const { rows } = await sql<{ pieces: number }>`
    select pieces from gift_articles where article = ${article} for no key update`.execute(tx)
  const { pieces } = rows[0]!
  if (pieces >= 0) return
  const createdBy = callerKey(caller) ?? ''
  const move = { article, reason: 'corrected' as const, pieces: -pieces, cause: null }
  await movePieces(tx, { ...move, storeNumber: null, now, createdBy })
}

export async function archiveArticle(
  { database, clock }: Context,
  key: string,
): Promise<CatalogArticle> {
  return await transaction(database, async (tx) => {
    await lockArticle(tx, key)
    await sql`
      update gift_articles set archived_at = coalesce(archived_at, ${clock.now()})
      where article = ${key}`.execute(tx)
    return await lockArticle(tx, key)
  })
}

async function refuseTooMany(tx: Tx, key: string): Promise<void> {
  const { rows } = await sql<{ others: number }>`
    select count(*) as others from gift_articles where article <> ${key}`.execute(tx)
  if (rows[0]!.others < articlesMax) return
  throw conflict('gift_articles_too_many', `There can be ${articlesMax} articles to give away.`)
}

/** @throws Refusal where one of these is no article that is given away */
export async function checkArticles(
  tx: Tx,
  keys: readonly string[],
  pointer: string,
): Promise<void> {
  const known = await readArticlesNamed(tx, keys)
  for (const key of keys) {
    if (!known.some((one) => one.key === key && one.archivedAt === null)) {
      throw malformed('gift_article_not_found', `There is no article ${key} to give away.`, pointer)
    }
  }
}
