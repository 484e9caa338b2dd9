import { type RawBuilder, sql } from 'kysely'
import type { DefinedReward } from '#contract/endpoints/rewards.ts'
import type { RewardContent } from '#contract/language/reward.ts'
import type { Tx } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'

type Row = Omit<DefinedReward, 'remaining'>

/** Counting what was redeemed reads the book; where a stock asks for it, it is short. */
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

/**
 * As it is until the end of `tx`. Of a limited stock one after another is served; without one all
 * go side by side, and only its definition waits for them.
 */
export async function lockReward(
  tx: Tx,
  { key, content: { stock } }: DefinedReward,
): Promise<DefinedReward> {
  const locking = stock === null ? sql`for share` : sql`for no key update`
  await sql`select from rewards where reward = ${key} ${locking}`.execute(tx)
  // In a statement of its own: who waited must see what the other did.
  const locked = await readReward(tx, key, 'of a stock')
  if (stock !== null || locked.content.stock === null) return locked
  throw conflict('reward_changed', 'The reward was changed at this moment. Ask once more.')
}

async function select(
  tx: Tx,
  which: RawBuilder<unknown>,
  counted: Counted,
): Promise<DefinedReward[]> {
  const { rows } = await sql<Row>`
    select reward as key, status, rewards.revision, content, voucher_id as "voucherId",
      case when ${counted === 'all'}::boolean or content ->> 'stock' is not null then (
        select coalesce(sum(times), 0) from reward_redemptions
        where reward_redemptions.reward = rewards.reward
      ) else 0 end as redeemed
    from rewards join reward_revisions using (reward, revision)
    where ${which} order by reward`.execute(tx)
  return rows.map((row) => ({ ...row, remaining: remainingOf(row.content, row.redeemed) }))
}

const remainingOf = ({ stock }: RewardContent, redeemed: number) =>
  stock === null ? null : Math.max(0, stock - redeemed)

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
