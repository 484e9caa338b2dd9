import { type RawBuilder, sql } from 'kysely'
import type { CustomerOrder } from '#contract/endpoints/customers.ts'
import type { Tx } from '#database/transaction.ts'
import { identityKinds } from '#domain/customers/identity.ts'
import { anywhere, beginningWith, type Search } from '#domain/customers/search.ts'

/** Purchase days from `from` to `to`, both inclusive, that make a regular. */
export type RegularDays = { purchaseDays: number; from: string; to: string }

/** Which customers. Null: it does not matter. */
export type Wanted = {
  search: Search | null
  /** Bought in one of these stores. */
  stores: readonly number[] | null
  tags: readonly number[]
  lastPurchaseFrom: Date | null
  lastPurchaseBefore: Date | null
  regular: 'yes' | 'no' | null
  minPurchases: number | null
  hasEmail: 'yes' | 'no' | null
}

/** Where a page begins: the place of the last line of the page before. */
export type Place =
  | { order: 'last_seen'; lastSeenAt: string; customerId: string }
  | { order: 'name'; sortName: string; customerId: string }
  | { order: 'revenue'; revenue: number; customerId: string }

export type ListedCustomer = {
  customerId: string
  name: string | null
  email: string | null
  identity: { kind: string; value: string } | null
  tags: { number: number; name: string }[]
  attributes: Record<string, string | number | boolean>
  /** To the microsecond, in UTC; the Date beside it knows milliseconds only. */
  lastSeenText: string
  lastSeenAt: Date
  sortName: string
  firstPurchaseAt: Date | null
  lastPurchaseAt: Date | null
  purchases: number
  purchaseDays: number
  visits: number
  revenue: number
  regular: boolean
}

/** The next lines of the list. */
export async function readPage(
  tx: Tx,
  wanted: Wanted,
  regular: RegularDays,
  { order, after, limit }: { order: CustomerOrder; after: Place | null; limit: number },
): Promise<ListedCustomer[]> {
  const conditions = [...conditionsOf(wanted, regular), ...(after ? [behind(after)] : [])]
  const tables =
    order === 'name' ? sql`profiles join persons using (customer_id)` : tablesFor(wanted)
  // Chosen by their ids alone, so that many can be passed over within the index.
  const { rows } = await sql<ListedCustomer>`
    with chosen as materialized (
      select customer_id from ${tables}
      where ${sql.join(conditions, sql` and `)}
      order by ${orders[order]}
      limit ${limit}
    )
    ${linesOf(sql`select customer_id from chosen`, regular)}
    order by ${orders[order]}`.execute(tx)
  return rows
}

/** The next customers by id: nobody moves in this order while one reads. */
export async function readPortion(
  tx: Tx,
  wanted: Wanted,
  regular: RegularDays,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<ListedCustomer[]> {
  const ids = await portionOf(tx, wanted, regular, { after, limit })
  const { rows } = await sql<ListedCustomer>`
    ${linesOf(sql`select unnest(${ids}::uuid[])`, regular)}
    order by customer_id`.execute(tx)
  return rows
}

/** The ids of the next customers by id. */
export async function portionOf(
  tx: Tx,
  wanted: Wanted,
  regular: RegularDays,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  const conditions = conditionsOf(wanted, regular)
  if (after !== undefined) conditions.push(sql`profiles.customer_id > ${after}`)
  const { rows } = await sql<{ customerId: string }>`
    select profiles.customer_id as "customerId"
    from ${tablesFor(wanted)}
    where ${sql.join(conditions, sql` and `)}
    order by profiles.customer_id
    limit ${limit}`.execute(tx)
  return rows.map(({ customerId }) => customerId)
}

/** How many there are, counted up to a limit. */
export async function countUpTo(
  tx: Tx,
  wanted: Wanted,
  regular: RegularDays,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (${selection(wanted, regular)} limit ${limit}) as counted`.execute(tx)
  return rows[0]!.count
}

/** How many the planner of the database thinks there are, from its statistics. */
export async function estimateCount(tx: Tx, wanted: Wanted, regular: RegularDays): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`
    explain (format json) ${selection(wanted, regular)}`.execute(tx)
  return rows[0]!['QUERY PLAN'][0].Plan['Plan Rows']
}

/** Those of the customers who bought in one of the stores; null: every store. */
export async function visibleAmong(
  tx: Tx,
  customerIds: readonly string[],
  stores: readonly number[] | null,
): Promise<string[]> {
  const conditions = [sql`customer_id = any(${customerIds}::uuid[])`, notMergedAway]
  if (stores) conditions.push(boughtIn(stores))
  const { rows } = await sql<{ customerId: string }>`
    select customer_id as "customerId" from profiles
    where ${sql.join(conditions, sql` and `)}
    order by customer_id`.execute(tx)
  return rows.map(({ customerId }) => customerId)
}

const orders: Record<CustomerOrder, RawBuilder<unknown>> = {
  last_seen: sql`last_seen_at desc, customer_id desc`,
  name: sql`sort_name, customer_id`,
  revenue: sql`revenue desc, customer_id desc`,
}

function behind(place: Place): RawBuilder<unknown> {
  switch (place.order) {
    case 'last_seen':
      return sql`(last_seen_at, profiles.customer_id) < (${place.lastSeenAt}::timestamptz, ${place.customerId}::uuid)`
    case 'name':
      return sql`(sort_name, persons.customer_id) > (${place.sortName}, ${place.customerId}::uuid)`
    case 'revenue':
      return sql`(revenue, profiles.customer_id) < (${place.revenue}::bigint, ${place.customerId}::uuid)`
  }
}

const selection = (wanted: Wanted, regular: RegularDays) => sql`
  select from ${tablesFor(wanted)}
  where ${sql.join(conditionsOf(wanted, regular), sql` and `)}`

const tablesFor = ({ search }: Wanted) =>
  search ? sql`profiles join persons using (customer_id)` : sql`profiles`

const notMergedAway = sql`not exists (
  select from customers
  where customers.customer_id = profiles.customer_id and customers.merged_into is not null
)`

/** Adding zero keeps the store out of the index condition, whose cost PostgreSQL 18 overrates. */
const boughtIn = (stores: readonly number[]) => sql`exists (
  select from customer_days
  where customer_days.customer_id = profiles.customer_id
    and store_number + 0 = any(${stores}::integer[]) and customer_days.purchases > 0
)`

function conditionsOf(wanted: Wanted, regular: RegularDays): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [notMergedAway]
  if (wanted.search) conditions.push(found(wanted.search))
  if (wanted.stores) conditions.push(boughtIn(wanted.stores))
  for (const tag of wanted.tags) conditions.push(tagged(tag))
  if (wanted.lastPurchaseFrom) {
    // Nobody was last seen before they last bought, which tells the list where to stop.
    conditions.push(sql`last_purchase_at >= ${wanted.lastPurchaseFrom}`)
    conditions.push(sql`last_seen_at >= ${wanted.lastPurchaseFrom}`)
  }
  if (wanted.lastPurchaseBefore) {
    conditions.push(sql`last_purchase_at < ${wanted.lastPurchaseBefore}`)
  }
  if (wanted.minPurchases !== null) {
    conditions.push(sql`profiles.purchases >= ${wanted.minPurchases}::integer`)
  }
  if (wanted.hasEmail) conditions.push(either(wanted.hasEmail, hasEmail))
  if (wanted.regular) conditions.push(either(wanted.regular, isRegular(regular)))
  return conditions
}

const either = (answer: 'yes' | 'no', condition: RawBuilder<unknown>) =>
  answer === 'yes' ? condition : sql`not (${condition})`

const tagged = (tag: number) => sql`exists (
  select from customer_tags
  where customer_tags.customer_id = profiles.customer_id and tag_number = ${tag}
)`

const hasEmail = sql`exists (
  select from identities
  where identities.customer_id = profiles.customer_id and kind = 'email'
)`

/** Cheap conditions first: few are regulars, and fewer need their days counted. */
const isRegular = ({ purchaseDays, from, to }: RegularDays) => sql`(
  profiles.purchase_days >= ${purchaseDays}::integer
  and ${purchaseDays} <= (
    select count(distinct day) from customer_days
    where customer_days.customer_id = profiles.customer_id
      and day between ${from}::date and ${to}::date and customer_days.purchases > 0
  )
)`

function found(search: Search): RawBuilder<unknown> {
  if (search.kind === 'beginning') return sql`sort_name like ${beginningWith(search.text)}`
  const words = sql.join(
    search.words.map((word) => sql`search like ${anywhere(word)}`),
    sql` and `,
  )
  if (search.phoneDigits === null) return words
  return sql`(${words} or search like ${anywhere(search.phoneDigits)})`
}

const linesOf = (ids: RawBuilder<unknown>, regular: RegularDays) => sql`
  select customer_id as "customerId", name, attributes, last_seen_at as "lastSeenAt",
    to_char(last_seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "lastSeenText",
    sort_name as "sortName", first_purchase_at as "firstPurchaseAt",
    last_purchase_at as "lastPurchaseAt", purchases, purchase_days as "purchaseDays", visits, revenue,
    (
      select shown from identities
      where identities.customer_id = profiles.customer_id and kind = 'email'
      order by value limit 1
    ) as email,
    (
      select json_build_object('kind', kind, 'value', shown) from identities
      where identities.customer_id = profiles.customer_id
      order by array_position(${[...identityKinds]}::text[], kind), value limit 1
    ) as identity,
    coalesce((
      select json_agg(json_build_object('number', number, 'name', tags.name)
        order by lower(tags.name), tags.name)
      from customer_tags join tags on number = tag_number
      where customer_tags.customer_id = profiles.customer_id
    ), '[]') as tags,
    ${isRegular(regular)} as regular
  from profiles join persons using (customer_id)
  where customer_id in (${ids})`
