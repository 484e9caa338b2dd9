import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { listSuspiciousReferrers } from '#contract/endpoints/referrals.ts'
import type { Queryable } from '#database/transaction.ts'

type Suspicious = Omit<Reply<typeof listSuspiciousReferrers>['items'][number], 'customer'>

const listedMax = 200

/** From how much on it looks like no friends. */
const signs = { refused: 3, inADay: 5, paid: 5, neverAgain: 0.8 }

/** Referrers whose recruits look like no friends, those with the most signs first. */
export async function suspiciousReferrers({ kysely }: Queryable): Promise<Suspicious[]> {
  const { rows } = await sql<Suspicious>`
    with counted as (
      select referrer_id, count(*) as recruits,
        count(*) filter (where exists (
          select from unnest(reasons) as reason
          where reason like 'referral_same_%' or reason = 'referral_of_oneself'
        )) as refused,
        count(*) filter (where state = 'paid') as paid,
        count(*) filter (where state = 'paid' and coalesce(purchases, 0) <= 1) as never_again,
        coalesce(sum((content ->> 'referrerPoints')::bigint) filter (where state = 'paid'), 0)
          as points
      from referrals join referral_terms on revision = terms_revision
      left join profiles using (customer_id)
      group by referrer_id
    ), traits as (
      select referrer_id, referrals.customer_id, trait, hash as value
      from referrals join customer_traits using (customer_id)
      union all
      select referrer_id, referrals.customer_id, kind,
        case kind
          when 'email' then regexp_replace(value, '[+][^@]*@', '@')
          else right(value, 9) end
      from referrals join identities using (customer_id) where kind in ('email', 'phone')
    ), alike as (
      select distinct referrer_id from (
        select referrer_id from traits
        group by referrer_id, trait, value having count(distinct customer_id) >= 2
      ) as shared
    ), hasty as (
      select distinct referrer_id from (
        select referrer_id, count(*) over (
          partition by referrer_id order by recorded_at
          range between interval '1 day' preceding and current row
        ) as within_a_day
        from referrals
      ) as counts
      where within_a_day >= ${signs.inADay}::integer
    ), chained as (
      select distinct first.referrer_id
      from referrals as first
      join referrals as second on second.referrer_id = first.customer_id
      join referrals as third on third.referrer_id = second.customer_id
    ), judged as (
      select counted.*, array_remove(array[
        case when refused >= ${signs.refused}::integer then 'often_refused' end,
        case when referrer_id in (select referrer_id from alike) then 'recruits_alike' end,
        case when referrer_id in (select referrer_id from hasty) then 'many_in_a_day' end,
        case when paid >= ${signs.paid}::integer and never_again >= paid * ${signs.neverAgain}::numeric
          then 'one_purchase_each' end,
        case when referrer_id in (select referrer_id from chained) then 'long_chain' end
      ], null) as signs
      from counted
    )
    select referrer_id as "customerId", signs, recruits, refused, paid, points::bigint as points
    from judged where cardinality(signs) > 0
    order by cardinality(signs) desc, recruits desc, referrer_id
    limit ${listedMax}`.execute(kysely)
  return rows
}
