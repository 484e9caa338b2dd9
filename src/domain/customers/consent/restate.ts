import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { familiesOf } from '../families.ts'

/**
 * Writes anew what holds for these customers and all who count for them. Of what was said for each
 * member the latest counts (a no before a yes at the same moment), of several members the stricter.
 */
export async function restateConsents(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const families = await familiesOf(tx, customerIds)
  const members = [...families].flatMap(([customer, ids]) =>
    ids.map((member) => ({ customer: customer === ids[0] ? customer : null, member })),
  )
  await sql`
    with family as (
      select * from json_to_recordset(${JSON.stringify(members)}::json)
        as family (customer uuid, member uuid)
    ), fresh as (
      ${statesOf(sql`(select customer, member from family where customer is not null)`)}
    ), gone as (
      delete from consents
      where (customer_id in (select member from family))
        and not exists (
          select from fresh
          where fresh.customer_id = consents.customer_id and fresh.purpose = consents.purpose
            and fresh.channel = consents.channel
        )
    )
    insert into consents (customer_id, purpose, channel, state, since, text_id)
    select customer_id, purpose, channel, state, since, text_id from fresh
    on conflict (customer_id, purpose, channel) do update
      set state = excluded.state, since = excluded.since, text_id = excluded.text_id`.execute(tx)
}

/** What the receipts say of each customer; `family` has the columns customer and member. */
export const statesOf = (family: ReturnType<typeof sql>) => sql`
  select distinct on (customer, purpose, channel)
    customer as customer_id, purpose, channel, act as state, occurred_at as since,
    case when act = 'granted' then text_id end as text_id
  from (
    select distinct on (covered.customer, covered.member, purpose, channel)
      covered.customer, purpose, channel, act, occurred_at, text_id
    from ${family} as sayer
      join consent_receipts on consent_receipts.customer_id = sayer.member
      join ${family} as covered
        on covered.customer = sayer.customer and covered.member = any(covers)
    order by covered.customer, covered.member, purpose, channel, occurred_at desc, act desc,
      text_id
  ) as latest
  order by customer, purpose, channel, act desc, occurred_at desc, text_id`
