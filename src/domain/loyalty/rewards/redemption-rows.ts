import { type RawBuilder, sql } from 'kysely'
import type { RewardCancellation, RewardRedemption } from '#contract/endpoints/rewards.ts'
import { prepared } from '#database/prepared.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { type Move, moving } from '#domain/loyalty/gifts/stock.ts'

/** A line of the book of redemptions; a cancellation carries negative numbers. */
export type NewRedemption = {
  id: string
  customerId: string
  reward: string
  revision: number
  times: 1 | -1
  points: number
  money: number
  actId: string
  article: string | null
  voucherIssueId: string | null
  storeNumber: number | null
  occurredAt: Date
  createdBy: string
  cancels: string | null
}

export type Redemption = NewRedemption & {
  /** By what it is settled with a partner; null: with nobody. */
  agreementId: string | null
}

/**
 * Writes the line, takes or gives back the piece of its article, and counts where a stock is
 * limited, in one statement. The caller has locked the reward and the article.
 * @param agreed a query for agreement_id and month; no row: it is settled with nobody
 */
export async function writeRedemption(
  tx: Tx,
  line: NewRedemption,
  agreed: RawBuilder<unknown>,
): Promise<void> {
  await sql`${prepared}
    with counted as (
      update rewards set redeemed = redeemed + ${line.times}
      where reward = ${line.reward} and redeemed is not null
    ),
    ${line.article === null ? sql`` : sql`${moving(moveOf(line, line.article))},`}
    agreed as (${agreed})
    insert into reward_redemptions (customer_id, redemption_id, reward, revision, times, points,
      money, act_id, article, voucher_issue_id, store_number, occurred_at, created_by, cancels,
      agreement_id, month)
    values (${line.customerId}, ${line.id}, ${line.reward}, ${line.revision}, ${line.times},
      ${line.points}, ${line.money}, ${line.actId}, ${line.article}, ${line.voucherIssueId},
      ${line.storeNumber}, ${line.occurredAt}, ${line.createdBy}, ${line.cancels},
      (select agreement_id from agreed), (select month from agreed))`.execute(tx)
}

const moveOf = (line: NewRedemption, article: string): Move => ({
  article,
  reason: line.times === 1 ? 'handed_over' : 'returned',
  pieces: -line.times,
  storeNumber: line.storeNumber,
  now: line.occurredAt,
  createdBy: line.createdBy,
  cause: line.id,
})

/** The line itself, as a cancellation goes by it. */
export async function findRedemption(tx: Tx, id: string): Promise<Redemption | undefined> {
  const { rows } = await sql<Redemption>`
    select redemption_id as id, customer_id as "customerId", reward, revision, times, points, money,
      act_id as "actId", article, voucher_issue_id as "voucherIssueId",
      store_number as "storeNumber", occurred_at as "occurredAt", created_by as "createdBy", cancels,
      agreement_id as "agreementId"
    from reward_redemptions where redemption_id = ${id} and cancels is null`.execute(tx)
  return rows[0]
}

/** A redemption with what its view says beside it. */
export type RedemptionRow = Omit<RewardRedemption, 'money' | 'article'> & {
  moneyAmount: number
  moneyCurrency: string
  article: string | null
  articleName: string | null
  articleSku: string | null
  canceledAt: Date | null
}

export async function readRedemption(tx: Tx, id: string): Promise<RewardRedemption> {
  const [row] = await select({ kysely: tx }, sql`taken.redemption_id = ${id}`, 1)
  return redemptionView(row!)
}

/** @param after the last one of the page before: older ones follow */
export async function readRedemptions(
  db: Queryable,
  customerIds: readonly string[],
  after: string | null,
  limit: number,
): Promise<(RewardRedemption & { canceledAt: Date | null })[]> {
  const which = sql`taken.customer_id = any(${customerIds}::uuid[]) and taken.cancels is null
    and (${after}::uuid is null or taken.redemption_id < ${after})`
  const rows = await select(db, which, limit)
  return rows.map((row) => ({ ...redemptionView(row), canceledAt: row.canceledAt }))
}

/** The balance is what the act answered, so that a repeat says the same. */
async function select(
  { kysely }: Queryable,
  which: RawBuilder<unknown>,
  limit: number,
): Promise<RedemptionRow[]> {
  const { rows } = await sql<RedemptionRow>`
    select taken.redemption_id as id, taken.reward, revised.content ->> 'name' as name,
      taken.revision, taken.customer_id as "customerId", acts.currency, taken.points,
      taken.money as "moneyAmount", business.currency as "moneyCurrency",
      revised.content -> 'gives' as gives, taken.article,
      gift_articles.content ->> 'name' as "articleName",
      gift_articles.content ->> 'sku' as "articleSku", issued.code as "voucherCode",
      (acts.answer -> 'standing' ->> 'balance')::bigint as balance,
      taken.occurred_at as "occurredAt", back.occurred_at as "canceledAt"
    from reward_redemptions as taken
    join reward_revisions as revised using (reward, revision)
    join ledger_acts as acts using (customer_id, act_id)
    left join gift_articles on gift_articles.article = taken.article
    left join customer_vouchers as issued on issued.issue_id = taken.voucher_issue_id
    left join reward_redemptions as back on back.cancels = taken.redemption_id
    cross join business
    where ${which}
    order by taken.redemption_id desc limit ${limit}`.execute(kysely)
  return rows
}

export function redemptionView(row: RedemptionRow): RewardRedemption {
  const {
    moneyAmount,
    moneyCurrency,
    article,
    articleName,
    articleSku,
    canceledAt: _,
    ...rest
  } = row
  return {
    ...rest,
    money: { amount: moneyAmount, currency: moneyCurrency },
    article: article === null ? null : { key: article, name: articleName ?? '', sku: articleSku },
  }
}

/** What undid a redemption, if something did. */
export async function findCancellation(
  tx: Tx,
  redemptionId: string,
): Promise<RewardCancellation | undefined> {
  const { rows } = await sql<RewardCancellation>`
    select redemption_id as id, cancels, acts.currency, -points as points,
      (acts.answer -> 'standing' ->> 'balance')::bigint as balance, occurred_at as "occurredAt"
    from reward_redemptions join ledger_acts as acts using (customer_id, act_id)
    where cancels = ${redemptionId}`.execute(tx)
  return rows[0]
}
