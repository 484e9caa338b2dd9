import { type RawBuilder, sql } from 'kysely'
import { type DuplicatePair, duplicatesMax, evidenceKinds } from '#contract/endpoints/duplicates.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { answerOfAll } from '#domain/customers/many.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'

/** What so many share is the shop's own number, or a family's: it tells nobody from another. */
const sharedByMax = 20

type Pair = { one: string; other: string; evidence: DuplicatePair['evidence'] }

/**
 * Pairs who may be the same person, with what speaks for it. Among very many customers the search is of
 * a moment ago; who was merged, erased or said to be another since is left out all the same.
 */
export async function findDuplicates(
  { database }: Pick<Context, 'database'>,
  stores: Caller['stores'],
): Promise<{ items: DuplicatePair[]; searchedAt: Date }> {
  const question = `duplicates ${JSON.stringify(stores)}`
  const { answer, madeAt } = await answerOfAll(database, question, () =>
    readOnly(database, (tx) => readPairs(tx, stores)),
  )
  const items = await readOnly(database, async (tx) => {
    const pairs = await stillTwo(tx, answer)
    const names = await nameCustomers(tx, [
      ...new Set(pairs.flatMap(({ one, other }) => [one, other])),
    ])
    return pairs.map(({ one, other, evidence }) => ({
      ...{ one: names.get(one)!, other: names.get(other)!, evidence },
    }))
  })
  return { items, searchedAt: madeAt }
}

async function stillTwo(tx: Tx, pairs: readonly Pair[]): Promise<Pair[]> {
  const { rows } = await sql<Pick<Pair, 'one' | 'other'>>`
    select one, other
    from unnest(${pairs.map(({ one }) => one)}::uuid[], ${pairs.map(({ other }) => other)}::uuid[])
      as pair (one, other)
    where (
      select count(*) from customers join persons using (customer_id)
      where customer_id in (one, other) and merged_into is null
    ) = 2 and not exists (
      select from duplicate_rejections as rejected
      where rejected.one_id = least(one, other) and rejected.other_id = greatest(one, other)
    )`.execute(tx)
  const still = new Set(rows.map(({ one, other }) => `${one} ${other}`))
  return pairs.filter(({ one, other }) => still.has(`${one} ${other}`))
}

/**
 * Whoever shares something is found by grouping, never by comparing each with each; of several who
 * share one thing the first is paired with every other.
 */
async function readPairs(tx: Tx, stores: Caller['stores']): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    with recursive led as (
      select customer_id as member, merged_into as customer from customers
      where merged_into is not null
      union all
      select member, merged_into from led join customers on customers.customer_id = customer
      where merged_into is not null
    ), roots as (
      select member, customer from led where not exists (
        select from customers where customers.customer_id = customer and merged_into is not null
      )
    ), held as (${evidence}), groups as (
      select kind, array_agg(distinct coalesce(customer, customer_id)) as ids
      from held left join roots on member = customer_id
      group by kind, key
      having count(*) between 2 and ${sharedByMax}
    ), pairs as (
      select kind, ids[1] as one, other from groups, unnest(ids[2:]) as other
    )
    select one, other,
      array_agg(distinct kind order by kind)::text[] as evidence
    from pairs
    where not exists (
      select from duplicate_rejections as rejected
      where rejected.one_id = least(one, other) and rejected.other_id = greatest(one, other)
    ) and not exists (select from companies where customer_id in (one, other)) ${stores === null ? sql`` : sql`and ${boughtIn('one', stores)} and ${boughtIn('other', stores)}`}
    group by one, other
    order by count(*) desc, one desc, other
    limit ${duplicatesMax}`.execute(tx)
  const rank = (kind: Pair['evidence'][number]) => evidenceKinds.indexOf(kind)
  return rows.map((row) => ({
    ...row,
    evidence: row.evidence.toSorted((a, b) => rank(a) - rank(b)),
  }))
}

const boughtIn = (who: 'one' | 'other', stores: readonly number[]): RawBuilder<unknown> => sql`
  exists (
    select from customer_days
    where customer_days.customer_id = ${sql.ref(who)} and purchases > 0
      and store_number = any(${stores}::integer[])
  )`

/** Everything by which two can be found to be one, in the form in which it is compared. */
const evidence = sql`
  select 'email' as kind, customer_id,
    case when split_part(value, '@', 2) in ('gmail.com', 'googlemail.com')
      then replace(split_part(split_part(value, '@', 1), '+', 1), '.', '') || '@gmail.com'
      else split_part(split_part(value, '@', 1), '+', 1) || '@' || split_part(value, '@', 2)
    end as key
  from identities where kind = 'email'
  union all
  select 'phone', customer_id, regexp_replace(value, '^[+]490', '+49')
  from identities where kind = 'phone'
  union all
  select 'name_and_birthday', customer_id, sort_name || ' ' || birthday
  from persons where name is not null and birthday like '____-__-__'
  union all
  select 'name_and_address', customer_id, sort_name || ' ' || hash
  from customer_traits join persons using (customer_id)
  where trait = 'address' and name is not null
  union all
  select 'name_and_address', customer_id,
    sort_name || ' ' || regexp_replace(lower(attributes ->> 'address'), '[^[:alnum:]]+', '', 'g')
  from persons where name is not null and attributes ->> 'address' <> ''`
