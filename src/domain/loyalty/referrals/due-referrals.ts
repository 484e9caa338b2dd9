import { sql } from 'kysely'
import type { ReferralTerms } from '#contract/language/referral-terms.ts'
import type { Tx } from '#database/transaction.ts'

export type DueReferral = {
  id: string
  referrerId: string
  recruitId: string
  followedAt: Date
  terms: ReferralTerms
  /** Events of the recruit by now. */
  facts: number
}

/**
 * Recruitments to look at now, locked: their time has come, or their recruit has done something
 * since they were looked at. A recruit who was merged counts as whom they were merged into.
 */
export async function lockDue(tx: Tx, now: Date, limit: number): Promise<DueReferral[]> {
  const { rows } = await sql<DueReferral>`
    select referral_id as id, referrer_id as "referrerId", referrals.customer_id as "recruitId",
      followed_at as "followedAt", content as terms, coalesce(facts, 0) as facts
    from referrals
    join referral_terms on revision = terms_revision
    cross join lateral (
      with recursive way as (
        select customer_id, merged_into from customers
        where customers.customer_id = referrals.customer_id
        union all
        select customers.customer_id, customers.merged_into
        from way join customers on customers.customer_id = way.merged_into
      )
      select customer_id as recruit from way where merged_into is null
    ) as merged
    left join profiles on profiles.customer_id = recruit
    where state = 'waiting'
      and (next_at <= ${now} or (waits_for = 'purchase' and coalesce(facts, 0) <> seen_facts))
    order by next_at, referral_id
    limit ${limit}
    for update of referrals skip locked`.execute(tx)
  return rows
}
