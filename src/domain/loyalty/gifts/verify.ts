import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'

export type StockDifference = { table: string; key: string; stored: string; replayed: string }

const differencesMax = 100

/** Compares the stock of each article with the sum of what came and went. Writes nothing. */
export async function verifyStock({
  database,
}: Pick<Context, 'database'>): Promise<{ articles: number; differences: StockDifference[] }> {
  return await readOnly(database, async (tx) => {
    const { rows } = await sql<{ article: string; pieces: number; moved: number }>`
      select article, gift_articles.pieces, coalesce(sum(stock_movements.pieces), 0)::bigint as moved
      from gift_articles left join stock_movements using (article)
      group by article order by article`.execute(tx)
    const differences = rows
      .filter(({ pieces, moved }) => pieces !== moved)
      .slice(0, differencesMax)
      .map(({ article, pieces, moved }) => ({
        table: 'gift_articles',
        key: article,
        stored: String(pieces),
        replayed: String(moved),
      }))
    return { articles: rows.length, differences }
  })
}
