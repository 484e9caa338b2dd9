import { type RawBuilder, sql } from 'kysely'
import type { DefinedReward } from '#contract/endpoints/rewards.ts'
import type { RewardContent } from '#contract/language/reward.ts'
import type { Tx } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'

/** What `rewardColumns` give. */
export type RewardRow = Omit<DefinedReward, 'remaining'> & { codesLeft: number | null }

/** Counting reads the book, and a partner's codes; where nobody asks for it, it is left out. */
type Counted = 'all' | 'of a stock'

export const readRewards = (tx: Tx, counted: Counted): Promise<DefinedReward[]> =>
  select(tx, sql`true`, counted)

export async function readReward(
  tx: Tx,
  key: string,
  counted: Counted = 'all',
): Promise<DefinedReward> {
  const [reward] = await select(tx, sql`reward = ${key}`, counted)
  if (!reward) throw notFound('reward')
  return reward
}

/** By the lines of the book, net of what was canceled. */
export const timesRedeemed = sql`(
  select coalesce(sum(times), 0) from reward_redemptions
  where reward_redemptions.reward = rewards.reward
)`

/** Of `rewards` and the revision it stands at. */
export const rewardColumns = (counted: Counted): RawBuilder<unknown> => {
  const isAll = counted === 'all' ? sql`true` : sql`false`
  return sql`
    reward as key, status, rewards.revision, content, voucher_id as "voucherId",
    coalesce(rewards.redeemed, case when ${isAll} then ${timesRedeemed} else 0 end) as redeemed,
    case when content -> 'gives' ->> 'kind' = 'partner_code' then (
      select count(*) from (
        select from voucher_codes
        where voucher_codes.voucher_id = reward_revisions.voucher_id and customer_id is null
        limit case when ${isAll} then null else 1 end
      ) as free
    ) end as "codesLeft"`
}

async function select(
  tx: Tx,
  which: RawBuilder<unknown>,
  counted: Counted,
): Promise<DefinedReward[]> {
  const { rows } = await sql<RewardRow>`
    select ${rewardColumns(counted)}
    from rewards join reward_revisions using (reward, revision)
    where ${which} order by reward`.execute(tx)
  return rows.map(rewardView)
}

export const rewardView = ({ codesLeft, ...row }: RewardRow): DefinedReward => ({
  ...row,
  remaining: lessOf(remainingOf(row.content, row.redeemed), codesLeft),
})

const remainingOf = ({ stock }: RewardContent, redeemed: number) =>
  stock === null ? null : Math.max(0, stock - redeemed)

const lessOf = (stock: number | null, codes: number | null) =>
  stock === null || codes === null ? (stock ?? codes) : Math.min(stock, codes)

/** How often these redeemed each reward, net of what was canceled. */
export async function readTimes(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ reward: string; times: number }>`
    select reward, sum(times) as times from reward_redemptions
    where customer_id = any(${customerIds}::uuid[]) group by reward`.execute(tx)
  return new Map(rows.map(({ reward, times }) => [reward, times]))
}
