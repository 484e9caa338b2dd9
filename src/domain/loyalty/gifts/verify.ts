import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'

export type StockDifference = { table: string; key: string; stored: string; replayed: string }

type Kept = { table: string; key: string; stored: number; replayed: number }

const differencesMax = 100

/**
 * Compares the stock of each article with the sum of what came and went, how often each gift for
 * baskets was handed over and each reward of a limited stock redeemed with the lines of the book, and
 * the points of each redemption with the act that took them. Writes nothing.
 */
export async function verifyStock({
  database,
}: Pick<Context, 'database'>): Promise<{ articles: number; differences: StockDifference[] }> {
  return await readOnly(database, async (tx) => {
    const { rows } = await sql<Kept>`
      select 'gift_articles' as table, article as key, gift_articles.pieces as stored,
        coalesce(sum(stock_movements.pieces), 0)::bigint as replayed
      from gift_articles left join stock_movements using (article)
      group by article
      union all
      select 'rewards', reward, redeemed, coalesce(sum(times), 0)
      from rewards left join reward_redemptions using (reward)
      where redeemed is not null
      group by reward
      union all
      select 'basket_gifts', basket_gift, handed_over, (
        select coalesce(sum(case when cancels is null then 1 else -1 end), 0)::bigint
        from gift_hand_overs where gift_hand_overs.basket_gift = basket_gifts.basket_gift
      )
      from basket_gifts
      union all
      select 'reward_redemptions', redemption_id::text, points, coalesce((
        select (deed ->> 'points')::bigint from ledger_acts
        where ledger_acts.customer_id = reward_redemptions.customer_id
          and ledger_acts.act_id = reward_redemptions.act_id
      ), 0)
      from reward_redemptions
      where cancels is null and points <> coalesce((
        select (deed ->> 'points')::bigint from ledger_acts
        where ledger_acts.customer_id = reward_redemptions.customer_id
          and ledger_acts.act_id = reward_redemptions.act_id
      ), 0)
      order by 1, 2`.execute(tx)
    const differences = rows
      .filter(({ stored, replayed }) => stored !== replayed)
      .slice(0, differencesMax)
      .map((row) => ({ ...row, stored: String(row.stored), replayed: String(row.replayed) }))
    return { articles: rows.filter(({ table }) => table === 'gift_articles').length, differences }
  })
}
