import { type RawBuilder, sql } from 'kysely'
import type { CustomerOrder } from '#contract/endpoints/customers.ts'
import type { Tx } from '#database/transaction.ts'
import { identityKinds } from '#domain/customers/identity.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import {
  conditionsOf,
  found,
  isCompany,
  isRegular,
  isStanding,
  placeConditionsOf,
  type RegularDays,
  type Wanted,
  wasIn,
} from './customer-conditions.ts'
import { everSeenAt, isMoved, isPlaced, moved } from './places.ts'
import { daysThere, firstDayThere, lastDayThere } from './presence.ts'

/** Where a page begins: the place of the last line of the page before. */
export type Place =
  | { order: 'last_seen'; lastSeenAt: string | null; customerId: string }
  | { order: 'name'; sortName: string; customerId: string }
  | { order: 'revenue'; revenue: number; customerId: string }

export type ListedCustomer = {
  customerId: string
  isCompany: boolean
  name: string | null
  email: string | null
  identity: { kind: string; value: string } | null
  tags: { number: number; name: string }[]
  attributes: Record<string, string | number | boolean>
  /** null: they are known by name alone, and stand last in the list, the newest first. */
  lastSeenAt: Date | null
  /** To the microsecond, in UTC; the Date above knows milliseconds only. */
  lastSeenText: string | null
  sortName: string
  firstPurchaseAt: Date | null
  lastPurchaseAt: Date | null
  firstDay: string | null
  lastDay: string | null
  daysThere: number
  purchases: number
  purchaseDays: number
  visits: number
  revenue: number
  regular: boolean
}

export type PageRequest = { order: CustomerOrder; after: Place | null; limit: number }

/** The next lines of the list. */
export async function readPage(
  tx: Tx,
  wanted: Wanted,
  regular: RegularDays,
  page: PageRequest,
): Promise<ListedCustomer[]> {
  const conditions = conditionsOf({ ...wanted, search: null }, regular)
  const read = (chosen: RawBuilder<unknown>) => readChosen(tx, regular, wanted.zone, page, chosen)
  const along = { page, conditions, early: placeConditionsOf(wanted) }
  if (!wanted.search) return await read(chosenAlong(along))
  // Which of the two ways is short, nobody can foretell; so first a short way along the list.
  const near = await read(chosenNear(page, [...conditions, found(wanted.search)]))
  if (near.length === page.limit) return near
  return await read(sql`
    with matches as materialized (
      select customer_id, sort_name from persons where ${found(wanted.search)}
    ), chosen as materialized (
      ${choice(sql`profiles join matches using (customer_id)`, [...conditions, ...behind(page)], page)}
    )`)
}

/** Chosen by their ids alone, so that many can be passed over within an index. */
const choice = (
  tables: RawBuilder<unknown>,
  conditions: readonly RawBuilder<unknown>[],
  { order, limit }: PageRequest,
) => sql`
  select customer_id from ${tables}
  where ${sql.join(conditions, sql` and `)}
  order by ${orders[order]}
  limit ${limit}`

type Along = {
  page: PageRequest
  conditions: readonly RawBuilder<unknown>[]
  early: readonly RawBuilder<unknown>[]
}

/** The table whose index has the order stands first: it gives `customer_id` its name. */
function chosenAlong({ page, conditions, early }: Along): RawBuilder<unknown> {
  if (page.order === 'name') {
    const tables = sql`persons join profiles using (customer_id)`
    return sql`
      with chosen as materialized (${choice(tables, [...conditions, ...behind(page)], page)})`
  }
  return sql`
    with ${moved}, chosen as materialized (
      ${nextPlaces({ ...page, order: page.order }, conditions, early)}
    )`
}

type PlacedPage = PageRequest & { order: keyof typeof placesBy }

/**
 * The next along an order of `list_places`, with those who moved since at the places where they belong.
 * Their ids, and `place`.
 */
const nextPlaces = (
  page: PlacedPage,
  conditions: readonly RawBuilder<unknown>[],
  early: readonly RawBuilder<unknown>[] = [],
) => sql`
  select customer_id, place from (
    (
      select list_places.customer_id, ${placesBy[page.order].kept} as place
      from ${conditions.length > 0 ? sql`list_places join profiles using (customer_id)` : sql`list_places`}
      where ${sql.join([isPlaced, ...early, ...placedBehind(page), ...conditions], sql` and `)}
      order by ${placesBy[page.order].kept} desc, list_places.customer_id desc
      limit ${page.limit}
    ) union all (
      select profiles.customer_id, ${placesBy[page.order].now}
      from profiles
      where ${sql.join([isMoved(sql`profiles.customer_id`), ...conditions, ...behind(page)], sql` and `)}
      order by ${placesBy[page.order].now} desc, profiles.customer_id desc
      limit ${page.limit}
    )
  ) as next
  order by place desc, customer_id desc
  limit ${page.limit}`

async function readChosen(
  tx: Tx,
  regular: RegularDays,
  zone: TimeZone,
  { order }: PageRequest,
  chosen: RawBuilder<unknown>,
): Promise<ListedCustomer[]> {
  const { rows } = await sql<ListedCustomer>`
    ${chosen}
    ${linesOf(sql`select customer_id from chosen`, regular, zone)}
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
    ${linesOf(sql`select unnest(${ids}::uuid[])`, regular, wanted.zone)}
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

/** Those of the customers who were in one of the stores; null: every store. */
export async function visibleAmong(
  tx: Tx,
  customerIds: readonly string[],
  stores: readonly number[] | null,
): Promise<string[]> {
  const conditions = [sql`customer_id = any(${customerIds}::uuid[])`, isStanding]
  if (stores) conditions.push(wasIn(stores))
  const { rows } = await sql<{ customerId: string }>`
    select customer_id as "customerId" from profiles
    where ${sql.join(conditions, sql` and `)}
    order by customer_id`.execute(tx)
  return rows.map(({ customerId }) => customerId)
}

/** By the place that is kept, and by the profile as it is now. */
const placesBy = {
  last_seen: { kept: sql`list_places.seen_at`, now: everSeenAt },
  revenue: { kept: sql`list_places.revenue`, now: sql`profiles.revenue` },
}

const orders: Record<CustomerOrder, RawBuilder<unknown>> = {
  last_seen: sql`${everSeenAt} desc, customer_id desc`,
  name: sql`sort_name, customer_id`,
  revenue: sql`profiles.revenue desc, customer_id desc`,
}

/** So many lines of the list are looked through before a search goes by what it looks for. */
const nearLines = 3000

function chosenNear(
  page: PageRequest,
  conditions: readonly RawBuilder<unknown>[],
): RawBuilder<unknown> {
  const { order } = page
  if (order === 'name') {
    const near = sql`(
      select * from persons where ${sql.join([sql`true`, ...behind(page)], sql` and `)}
      order by ${orders.name}
      limit ${nearLines}
    ) as persons join profiles using (customer_id)`
    return sql`with chosen as materialized (${choice(near, conditions, page)})`
  }
  const near = sql`near join persons using (customer_id) join profiles using (customer_id)`
  return sql`
    with ${moved}, near as materialized (
      ${nextPlaces({ ...page, order, limit: nearLines }, [])}
    ), chosen as materialized (${choice(near, conditions, page)})`
}

function behind({ after }: PageRequest): RawBuilder<unknown>[] {
  switch (after?.order) {
    case undefined:
      return []
    case 'last_seen':
      return [sql`(${everSeenAt}, profiles.customer_id) < ${placeOf(after)}`]
    case 'name':
      return [sql`(sort_name, customer_id) > (${after.sortName}, ${after.customerId}::uuid)`]
    case 'revenue':
      return [sql`(profiles.revenue, profiles.customer_id) < ${placeOf(after)}`]
  }
}

const placedBehind = ({ order, after }: PlacedPage): RawBuilder<unknown>[] =>
  after === null || after.order === 'name'
    ? []
    : [sql`(${placesBy[order].kept}, list_places.customer_id) < ${placeOf(after)}`]

const placeOf = (after: Exclude<Place, { order: 'name' }>) =>
  after.order === 'last_seen'
    ? sql`(coalesce(${after.lastSeenAt}::timestamptz, '-infinity'), ${after.customerId}::uuid)`
    : sql`(${after.revenue}::bigint, ${after.customerId}::uuid)`

/** Whoever was there lately is few among all, and found by their places. */
function selection(wanted: Wanted, regular: RegularDays): RawBuilder<unknown> {
  const conditions = sql.join(conditionsOf(wanted, regular), sql` and `)
  if (wanted.lastThereFrom === null) {
    return sql`select from ${tablesFor(wanted)} where ${conditions}`
  }
  return sql`
    with ${moved}
    select from (
      select list_places.customer_id from list_places
      where ${sql.join([isPlaced, ...placeConditionsOf(wanted)], sql` and `)}
      union all
      select customer_id from moved
    ) as lately join ${tablesFor(wanted)} using (customer_id)
    where ${conditions}`
}

const tablesFor = ({ search }: Wanted) =>
  search ? sql`(profiles join persons using (customer_id))` : sql`profiles`

const linesOf = (ids: RawBuilder<unknown>, regular: RegularDays, zone: TimeZone) => sql`
  select customer_id as "customerId", ${isCompany} as "isCompany", name, attributes,
    nullif(${everSeenAt}, '-infinity') as "lastSeenAt",
    to_char(nullif(${everSeenAt}, '-infinity') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
      as "lastSeenText",
    sort_name as "sortName", first_purchase_at as "firstPurchaseAt",
    last_purchase_at as "lastPurchaseAt",
    ${firstDayThere(regular.presence, zone)} as "firstDay",
    ${lastDayThere(regular.presence, zone)} as "lastDay",
    ${daysThere(regular.presence)} as "daysThere", purchases, purchase_days as "purchaseDays", visits, revenue,
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
