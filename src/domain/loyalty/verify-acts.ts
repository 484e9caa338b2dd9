import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'

export type ActDifference = { table: string; key: string; stored: string; replayed: string }

const differencesMax = 100

/**
 * Compares with the acts what is kept beside them: the answer each of them got, what carts and codes hold, took and
 * gave back, and what was paid for those who were brought along. In sets; nothing is written.
 */
export async function verifyActs({
  database,
}: Pick<Context, 'database'>): Promise<{ differences: ActDifference[] }> {
  return await readOnly(database, async (tx) => {
    const differences: ActDifference[] = []
    for (const query of [answers, carts, codes, referrals]) {
      differences.push(...(await query.execute(tx)).rows)
    }
    return { differences: differences.slice(0, differencesMax) }
  })
}

/** A repeat gets what stands here. */
const answers = sql<ActDifference>`
  select 'ledger_acts' as table, concat_ws(' ', customer_id, act_id) as key,
    concat_ws(' ', answer ->> 'actId', answer ->> 'at', answer -> 'standing' ->> 'currency') as stored,
    concat_ws(' ', act_id, at, currency) as replayed
  from ledger_acts
  where (answer ->> 'actId')::uuid <> act_id or (answer ->> 'at')::timestamptz <> at
    or answer -> 'standing' ->> 'currency' <> currency
  limit ${differencesMax}`

/**
 * What a cart redeemed is what it held. What came back of it is all where the capture was canceled, and whatever was
 * given for parts of it and not taken back since.
 */
const carts = sql<ActDifference>`
  with paid as (
    select cart_id, (keeps -> 'points' ->> 'points')::bigint as points, points_back, status,
      (keeps -> 'points' ->> 'hold')::uuid as hold, capture_act, back_acts
    from carts where keeps -> 'points' ->> 'hold' is not null
  ), acted as (
    select act_id, kind, deed from ledger_acts where kind in ('hold', 'capture', 'cancel', 'grant')
  ), came_back as (
    select cart_id, sum(case
      when back.kind = 'grant' then (back.deed ->> 'points')::bigint
      when (back.deed ->> 'act')::uuid = capture_act then points
      else -(given.deed ->> 'points')::bigint end)::bigint as points
    from paid cross join lateral unnest(back_acts) as noted (act)
    join acted as back on back.act_id = noted.act
    left join acted as given on given.act_id = (back.deed ->> 'act')::uuid
    group by cart_id
  ), reckoned as (
    select paid.*, (holding.deed ->> 'points')::bigint as held,
      (capturing.deed ->> 'points')::bigint as captured,
      coalesce(came_back.points, 0) as came_back
    from paid
    left join came_back using (cart_id)
    left join acted as holding on holding.act_id = hold
    left join acted as capturing on capturing.act_id = capture_act
  )
  select 'carts' as table, cart_id::text as key,
    concat_ws(' ', status, points, points_back) as stored,
    concat_ws(' ', case when capture_act is null then status else 'captured' end,
      coalesce(captured, held, 0), came_back) as replayed
  from reckoned
  where points is distinct from held or points_back <> came_back
    or (capture_act is not null and points is distinct from captured)
    or (status = 'captured') <> (capture_act is not null)
  limit ${differencesMax}`

/** What a code on the phone holds. */
const codes = sql<ActDifference>`
  select 'redemption_codes' as table, code_id::text as key, codes.points::text as stored,
    coalesce(holding.points, 0)::text as replayed
  from redemption_codes as codes
  left join (
    select act_id, (deed ->> 'points')::bigint as points from ledger_acts where kind = 'hold'
  ) as holding on act_id = hold_act
  where codes.points is distinct from coalesce(holding.points, 0)
  limit ${differencesMax}`

/** Both are paid what the terms said, or neither. Of whom was erased nothing says any more which act was theirs. */
const referrals = sql<ActDifference>`
  with sides as (
    select referral_id, state, terms_revision, customer_id, side, points
    from referrals join referral_terms on revision = terms_revision
    cross join lateral (values
      (referrer_id, 'referrer', (content ->> 'referrerPoints')::bigint),
      (referrals.customer_id, 'recruit', (content ->> 'recruitPoints')::bigint)
    ) as side (paid_to, side, points)
    where not exists (
      select from customers where customers.customer_id = paid_to and erased_at is not null
    )
  ), paid as (
    select identity, sum((deed ->> 'points')::bigint) as points from ledger_acts
    where kind = 'grant' and reason_key in ('referral.referrer', 'referral.recruit')
    group by identity
  ), compared as (
    select referral_id, side, case when state = 'paid' then sides.points else 0 end as owed,
      coalesce(paid.points, 0) as given
    from sides left join paid
      on identity = sha256(convert_to(concat('referral.', side, ' ', referral_id), 'UTF8'))
  )
  select 'referrals' as table, concat_ws(' ', referral_id, side) as key, owed::text as stored,
    given::text as replayed
  from compared where owed <> given
  limit ${differencesMax}`
