import { type RawBuilder, sql } from 'kysely'
import type { DefinedReward } from '#contract/endpoints/rewards.ts'
import type { RewardContent } from '#contract/language/reward.ts'
import type { Tx } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'

type Row = Omit<DefinedReward, 'remaining'> & { codesLeft: number | null }

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
 * As it is until the end of `tx`. Of a limited stock, or of a partner's codes, one after another is
 * served; without one all
 * go side by side, and only its definition waits for them.
 */
export async function lockReward(tx: Tx, { key, content }: DefinedReward): Promise<DefinedReward> {
  const locking = isLimited(content) ? sql`for no key update` : sql`for share`
  await sql`select from rewards where reward = ${key} ${locking}`.execute(tx)
  // In a statement of its own: who waited must see what the other did.
  const locked = await readReward(tx, key, 'of a stock')
  if (isLimited(content) || !isLimited(locked.content)) return locked
  throw conflict('reward_changed', 'The reward was changed at this moment. Ask once more.')
}

const isLimited = ({ stock, gives }: RewardContent) =>
  stock !== null || gives.kind === 'partner_code'

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
      ) else 0 end as redeemed,
      case when content -> 'gives' ->> 'kind' = 'partner_code' then (
        select count(*) from (
          select from voucher_codes
          where voucher_codes.voucher_id = reward_revisions.voucher_id and customer_id is null
          limit case when ${counted === 'all'}::boolean then null else 1 end
        ) as free
      ) end as "codesLeft"
    from rewards join reward_revisions using (reward, revision)
    where ${which} order by reward`.execute(tx)
  return rows.map(({ codesLeft, ...row }) => ({
    ...row,
    remaining: lessOf(remainingOf(row.content, row.redeemed), codesLeft),
  }))
}

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
