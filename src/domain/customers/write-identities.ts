import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Addition } from './matching.ts'

/**
 * Writes identities down where nobody has them yet, with the customers who become known by them.
 * @returns how many were still free
 */
export async function insertIdentities(
  tx: Tx,
  additions: readonly Addition[],
  newCustomerIds: readonly string[],
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ added: number }>`
    with addition as (
      select *
      from unnest(
        ${additions.map(({ kind }) => kind)}::text[],
        ${additions.map(({ value }) => value)}::text[],
        ${additions.map(({ shown }) => shown)}::text[],
        ${additions.map(({ memberId }) => memberId)}::uuid[],
        ${additions.map(({ customerId }) => customerId)}::uuid[]
      ) as addition (kind, value, shown, member_id, customer_id)
    ), added as (
      -- in order of the key, so that two batches never wait for each other in a circle
      insert into identities (kind, value, customer_id, shown)
      select kind, value, member_id, shown from addition order by kind, value
      on conflict do nothing
      returning kind, value
    ), gained as (
      select customer_id, string_agg(lower(value), e'\n' order by kind, value) as search
      from added join addition using (kind, value)
      group by customer_id
    ), newcomers as (
      select * from gained where customer_id = any(${newCustomerIds}::uuid[])
    ), made as (
      insert into customers (customer_id, created_at) select customer_id, ${at} from newcomers
    ), described as (
      insert into persons (customer_id, search) select customer_id, search from newcomers
    ), seen as (
      insert into profiles (customer_id, last_seen_at) select customer_id, ${at} from newcomers
    ), placed as (
      insert into list_places (customer_id) select customer_id from newcomers
    ), already_known as (
      select customer_id
      from persons
      where customer_id in (select customer_id from gained)
      order by customer_id
      for update
    ), found_by_more as (
      update persons
      set search = concat_ws(e'\n', nullif(persons.search, ''), gained.search)
      from gained join already_known using (customer_id)
      where persons.customer_id = gained.customer_id
    )
    select count(*)::int as added from added`.execute(tx)
  return rows[0]!.added
}

/** Takes back customers made a moment ago in this transaction, of whom nobody else knows. */
export async function withdraw(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    with nameless as (
      delete from identities where customer_id = any(${customerIds}::uuid[])
    ), undescribed as (
      delete from persons where customer_id = any(${customerIds}::uuid[])
    ), unseen as (
      delete from profiles where customer_id = any(${customerIds}::uuid[])
    ), unplaced as (
      delete from list_places where customer_id = any(${customerIds}::uuid[])
    )
    delete from customers where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
