import { type RawBuilder, sql } from 'kysely'
import type { ConsentChannel } from '#contract/language/consent.ts'
import type { Tx } from '#database/transaction.ts'
import { isYes } from '#domain/customers/consent/may-contact.ts'
import { firstPlaceThere } from '#domain/profile/presence.ts'
import type { Presence } from '#kernel/presence.ts'

/** Number of the store they began at; 0: none. */
export type OfStore = { store: number }

type Known = OfStore & {
  customers: number
  email: number
  phone: number
  post: number
  birthday: number
  language: number
  blocked: number
}

type Limit = readonly number[] | null

/**
 * What is known, by store, the largest first. Identities are grouped once for all customers, which
 * at a million is quicker than looking each of them up.
 */
export async function countKnown(tx: Tx, limit: Limit, presence: Presence): Promise<Known[]> {
  const { rows } = await sql<Known>`
    with ${customersOf(limit, presence)}, addresses as (
      select customer_id, bool_or(kind = 'email') as email, bool_or(kind = 'phone') as phone
      from identities where kind in ('email', 'phone') group by customer_id
    )
    select store, count(*)::int as customers,
      count(*) filter (where addresses.email)::int as email,
      count(*) filter (where addresses.phone)::int as phone,
      count(*) filter (where persons.attributes ->> 'address' <> '')::int as post,
      count(birthday)::int as birthday, count(language)::int as language,
      count(*) filter (where blocked)::int as blocked
    from known join persons using (customer_id) left join addresses using (customer_id)
    group by store
    order by 2 desc, store`.execute(tx)
  return rows
}

export async function countFilled(
  tx: Tx,
  limit: Limit,
  presence: Presence,
): Promise<(OfStore & { name: string; customers: number })[]> {
  const { rows } = await sql<OfStore & { name: string; customers: number }>`
    with ${customersOf(limit, presence)}
    select store, attribute as name, count(*)::int as customers
    from known join persons using (customer_id), jsonb_object_keys(attributes) as attribute
    where attributes <> '{}'
    group by store, attribute`.execute(tx)
  return rows
}

type Agreed = OfStore & {
  purpose: string
  channel: ConsentChannel
  agreed: number
  mayContact: number
}

/** The same conditions as `mayContact` of the customers, for all purposes at once. */
export async function countAgreed(tx: Tx, limit: Limit, presence: Presence): Promise<Agreed[]> {
  const { rows } = await sql<Agreed>`
    with ${customersOf(limit, presence)}, addresses as (
      select customer_id, bool_or(kind = 'email') as email, bool_or(kind = 'phone') as phone
      from identities join consents using (customer_id)
      where kind in ('email', 'phone') group by customer_id
    )
    select store, purpose, channel, count(*)::int as agreed,
      count(*) filter (where not blocked and case channel
        when 'email' then addresses.email
        when 'sms' then addresses.phone
        when 'phone' then addresses.phone
        when 'post' then attributes ->> 'address' <> ''
        when 'push' then true
      end)::int as "mayContact"
    from consents join known using (customer_id) join persons using (customer_id)
      left join addresses using (customer_id)
    where ${isYes}
    group by store, purpose, channel
    order by agreed desc, purpose, channel`.execute(tx)
  return rows
}

/** Every guest who counts for themselves, with the store they began at. */
const customersOf = (limit: Limit, presence: Presence): RawBuilder<unknown> => sql`known as (
  select customer_id, ${firstPlaceThere(presence, 'store')} as store,
    customer_id in (select customer_id from blocked_customers) as blocked
  from profiles
  where customer_id not in (select customer_id from customers where merged_into is not null)
    and customer_id not in (select customer_id from companies)
    ${limit === null ? sql`` : sql`and ${firstPlaceThere(presence, 'store')} = any(${[...limit]}::integer[])`}
)`
