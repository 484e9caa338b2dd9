import { type RawBuilder, sql } from 'kysely'
import type {
  CompanyFigures,
  CompanyFilter,
  CompanyOrder,
  CompanyOwner,
  CompanyRow,
} from '#contract/endpoints/companies.ts'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { ownerOrNone } from '#domain/customers/companies/company-rows.ts'
import { isCurrent } from '#domain/customers/companies/contact-rows.ts'
import { beginningWith, readSearch } from '#domain/customers/search.ts'
import { found } from '#domain/profile/customer-conditions.ts'
import { staffIdOf, visibleTo } from './see-company.ts'

/** As of which day, and in which money. */
export type Basis = { asOf: string; today: string; currency: string }

/** Someone stays away who is gone so many times longer than usual, and at least so long. */
const timesUsualGap = 3
const awayDaysMin = 14
const goneDays = 365

/** Never bought: behind all others. */
const neverDay = '1970-01-01'

type Line = {
  id: string
  name: string | null
  sortName: string
  number: string | null
  city: string | null
  industry: string | null
  owner: CompanyOwner | null
  contacts: number
  revenue: number
  purchases: number
  purchaseDays: number
  firstPurchaseOn: string | null
  lastPurchaseOn: string | null
  gapDays: number | null
  gapFrom: number | null
  gapTo: number | null
  awayDays: number | null
  state: CompanyFigures['state']
}

/** How a company buys, from its figures alone and the day. */
export const stateOn = (asOf: string): RawBuilder<unknown> => {
  const awayDays = sql`(${asOf}::date - last_purchase_on)`
  return sql`case
    when last_purchase_on is null then 'no_purchase'
    when ${awayDays} >= ${goneDays}::integer then 'gone'
    when gap_days is null then 'rare'
    when ${awayDays} > ${awayDaysMin}::integer
      and ${awayDays} > ${timesUsualGap}::integer * gap_days then 'at_risk'
    else 'in_rhythm'
  end`
}

export type Place = { order: CompanyOrder; at: string | number; companyId: string }

export function conditionsOf(
  { search, owner, state, industry, sizeClass, parent }: CompanyFilter,
  caller: Caller,
  { asOf }: Basis,
): RawBuilder<unknown>[] {
  return [
    visibleTo(caller),
    ...(search === undefined ? [] : searched(search)),
    ...(owner === undefined ? [] : [ownedBy(owner, caller)]),
    ...(state === undefined ? [] : [sql`${stateOn(asOf)} = ${state}`]),
    ...(industry === undefined ? [] : [sql`lower(industry) = lower(${industry})`]),
    ...(sizeClass === undefined ? [] : [sql`size_class = ${sizeClass}`]),
    ...(parent === undefined ? [] : [sql`parent_id = ${parent}`]),
  ]
}

function searched(typed: string): RawBuilder<unknown>[] {
  const search = readSearch(typed)
  if (search === null) return []
  // Each by an index or a table of its own: an `or` over both tables would read all of both.
  return [
    sql`companies.customer_id in (
      select customer_id from persons where ${found(search)}
      union all
      select customer_id from companies where number like ${beginningWith(typed.trim())}
    )`,
  ]
}

export const ownedBy = (owner: string, caller: Caller): RawBuilder<unknown> => {
  switch (owner) {
    case 'me':
      return sql`owner_id = ${staffIdOf(caller)}::uuid`
    case 'nobody':
      return sql`(owner_id is null or exists (
        select from staff where staff_id = owner_id and ended_at is not null
      ))`
    default:
      return sql`owner_id = ${owner}`
  }
}

const places: Record<CompanyOrder, { key: RawBuilder<unknown>; descends: boolean; type: string }> =
  {
    name: { key: sql`sort_name`, descends: false, type: 'text' },
    revenue: { key: sql`revenue`, descends: true, type: 'bigint' },
    last_purchase: {
      key: sql`coalesce(last_purchase_on, ${sql.lit(neverDay)})`,
      descends: true,
      type: 'date',
    },
  }

/** Of the table whose index has the order. */
const idBeside = (order: CompanyOrder) =>
  sql.ref(order === 'name' ? 'persons.customer_id' : 'company_figures.customer_id')

const behind = ({ order, at, companyId }: Place) => {
  const { key, descends, type } = places[order]
  const sign = sql.raw(descends ? '<' : '>')
  return sql`(${key}, ${idBeside(order)}) ${sign} (${at}::${sql.raw(type)}, ${companyId}::uuid)`
}

const orderOf = (order: CompanyOrder) => {
  const { key, descends } = places[order]
  const way = sql.raw(descends ? 'desc' : 'asc')
  return sql`${key} ${way}, ${idBeside(order)} ${way}`
}

/** Who is chosen is decided by their ids alone; what else is shown of them is read after. */
export async function readLines(
  tx: Tx,
  conditions: readonly RawBuilder<unknown>[],
  basis: Basis,
  { order, after, limit }: { order: CompanyOrder; after: Place | null; limit: number },
): Promise<Line[]> {
  const all = after === null ? conditions : [...conditions, behind(after)]
  const { rows } = await sql<Line>`
    with chosen as materialized (
      select companies.customer_id
      from companies join persons using (customer_id) join company_figures using (customer_id)
      where ${sql.join(all, sql` and `)}
      order by ${orderOf(order)}
      limit ${limit}
    )
    select companies.customer_id as id, persons.name, sort_name as "sortName", number, city, industry,
      ${ownerOrNone} as owner,
      (
        select count(*)::integer from company_contacts
        where company_id = companies.customer_id and ${isCurrent(basis.today)}
      ) as contacts,
      revenue, purchases, purchase_days as "purchaseDays", first_purchase_on as "firstPurchaseOn",
      last_purchase_on as "lastPurchaseOn", gap_days as "gapDays", gap_from as "gapFrom",
      gap_to as "gapTo", greatest(0, ${basis.asOf}::date - last_purchase_on) as "awayDays",
      ${stateOn(basis.asOf)} as state
    from chosen join companies using (customer_id) join persons using (customer_id)
    join company_figures using (customer_id)
    left join staff on staff_id = owner_id
    order by ${orderOf(order)}`.execute(tx)
  return rows
}

export const figuresOf = (line: Line, { currency }: Basis): CompanyFigures => ({
  contacts: line.contacts,
  revenue: { amount: line.revenue, currency },
  purchases: line.purchases,
  purchaseDays: line.purchaseDays,
  firstPurchaseOn: line.firstPurchaseOn,
  lastPurchaseOn: line.lastPurchaseOn,
  gapDays:
    line.gapDays === null
      ? null
      : { median: line.gapDays, from: line.gapFrom ?? 0, to: line.gapTo ?? 0 },
  awayDays: line.awayDays,
  state: line.state,
})

export const rowOf = (line: Line, basis: Basis): CompanyRow => ({
  id: line.id,
  name: line.name,
  number: line.number,
  city: line.city,
  industry: line.industry,
  owner: line.owner,
  figures: figuresOf(line, basis),
})

export function placeOf(line: Line, order: CompanyOrder): Place {
  switch (order) {
    case 'name':
      return { order, at: line.sortName, companyId: line.id }
    case 'revenue':
      return { order, at: line.revenue, companyId: line.id }
    case 'last_purchase':
      return { order, at: line.lastPurchaseOn ?? neverDay, companyId: line.id }
  }
}
