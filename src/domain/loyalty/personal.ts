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
  codes: { name: string; points: number; state: string; createdAt: Date }[]
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
    ), codes as (
      select name, points, state, made_at as "createdAt" from own join redemption_codes using (customer_id)
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
      (select coalesce(json_agg(kept order by "createdAt"), '[]') from kept) as carts,
      (select coalesce(json_agg(codes order by "createdAt"), '[]') from codes) as codes`.execute(tx)
  return rows[0]!
}

/**
 * Forgets codes, traits, what carts said and what was known of the person when. What was redeemed and
 * handed over stays in the books, under an id that leads to nobody, and the program follows them no
 * more: it cannot judge anew without what is forgotten. To be called before the log forgets its
 * numbers, with it open for erasing.
 */
export async function eraseRewards(
  tx: Tx,
  customerIds: readonly string[],
  { erasureKey, now }: { erasureKey: string; now: Date },
): Promise<void> {
  await forgetReferences(tx, customerIds)
  await endReferrals(tx, customerIds, now)
  await sql`
    update gift_hand_overs set
      purchase_external_id = erased_external_id(${erasureKey}, purchase_source, purchase_external_id)
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
  await sql`
    with unfollowed as (
      delete from program_states where customer_id = any(${customerIds}::uuid[])
    ), unknown as (
      delete from person_revisions where customer_id = any(${customerIds}::uuid[])
    ), codes as (
      delete from referral_codes where customer_id = any(${customerIds}::uuid[])
    ), unredeemed as (
      delete from redemption_codes where customer_id = any(${customerIds}::uuid[])
    ), traits as (
      delete from customer_traits where customer_id = any(${customerIds}::uuid[])
    )
    delete from carts where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}

/** What other systems call what was done for them: asked again it would find nobody anyway. */
async function forgetReferences(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    with own as (select unnest(${customerIds}::uuid[]) as customer_id)
    delete from act_references where target_id in (
      select redemption_id from own join reward_redemptions using (customer_id)
      union all select hand_over_id from own join gift_hand_overs using (customer_id)
      union all select claim_id from own join extra_claims using (customer_id)
      union all select referral_id from own join referrals using (customer_id)
      union all select referral_id from own join referrals on referrer_id = own.customer_id
      union all select cart_id from own join carts using (customer_id)
    )`.execute(tx)
}

/** Nobody is paid for bringing somebody who is gone, nor can somebody who is gone be paid. */
async function endReferrals(tx: Tx, customerIds: readonly string[], now: Date): Promise<void> {
  await sql`
    update referrals set state = 'refused', waits_for = null, next_at = null,
      reasons = array['erased'], decided_at = ${now}
    where state = 'waiting' and (
      customer_id = any(${customerIds}::uuid[]) or referrer_id = any(${customerIds}::uuid[])
    )`.execute(tx)
}
