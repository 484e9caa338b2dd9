import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** What rewards, gifts, referrals and carts hold about a person. */
export type RewardsExport = {
  rewards: { name: string; points: number; times: number; occurredAt: Date }[]
  gifts: { name: string; kept: boolean; occurredAt: Date }[]
  extras: { name: string; kept: boolean; occurredAt: Date }[]
  referralCodes: string[]
  recruits: number
  broughtAt: Date[]
  carts: { status: string; toPay: number; createdAt: Date }[]
}

/** @param customerIds the customer and all who were merged into them */
export async function exportRewards(
  tx: Tx,
  customerIds: readonly string[],
): Promise<RewardsExport> {
  const { rows } = await sql<RewardsExport>`
    with own as (select unnest(${customerIds}::uuid[]) as customer_id),
    redeemed as (
      select content ->> 'name' as name, points, times, occurred_at as "occurredAt"
      from own join reward_redemptions using (customer_id)
      join reward_revisions using (reward, revision)
    ), given as (
      select content ->> 'name' as name, cancels is null as kept, occurred_at as "occurredAt"
      from own join gift_hand_overs using (customer_id) join gift_articles using (article)
    ), extras as (
      select extra as name, cancels is null as kept, occurred_at as "occurredAt"
      from own join extra_claims using (customer_id)
    ), kept as (
      select status, (answer -> 'toPay' ->> 'amount')::bigint as "toPay", created_at as "createdAt"
      from own join carts using (customer_id)
    )
    select
      (select coalesce(json_agg(redeemed order by "occurredAt"), '[]') from redeemed) as rewards,
      (select coalesce(json_agg(given order by "occurredAt"), '[]') from given) as gifts,
      (select coalesce(json_agg(extras order by "occurredAt"), '[]') from extras) as extras,
      array(select shown from own join referral_codes using (customer_id)) as "referralCodes",
      (
        select count(*) from referrals
        where referrer_id = any(${customerIds}::uuid[])
      ) as recruits,
      array(select followed_at from own join referrals using (customer_id)) as "broughtAt",
      (select coalesce(json_agg(kept order by "createdAt"), '[]') from kept) as carts`.execute(tx)
  return rows[0]!
}

/**
 * Forgets codes, traits and what carts said. What was redeemed and handed over stays in the books,
 * under an id that leads to nobody.
 */
export async function eraseRewards(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    with codes as (
      delete from referral_codes where customer_id = any(${customerIds}::uuid[])
    ), traits as (
      delete from customer_traits where customer_id = any(${customerIds}::uuid[])
    )
    delete from carts where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
