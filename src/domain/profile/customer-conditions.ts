import { type RawBuilder, sql } from 'kysely'
import {
  type Contact,
  hasAddressFor,
  hasAgreed,
  mayContact,
} from '#domain/customers/consent/may-contact.ts'
import { isBlocked } from '#domain/customers/contact-block/blocked.ts'
import { anywhere, beginningWith, type Search } from '#domain/customers/search.ts'
import { dateText } from '#kernel/calendar.ts'
import type { Presence } from '#kernel/presence.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import {
  daysThere,
  firstPlaceThere,
  hasDaysBetween,
  lastDayThere,
  mayHaveVisits,
  visitsAlone,
} from './presence.ts'

/** Days there from `from` to `to`, both inclusive, that make a regular. */
export type RegularDays = { purchaseDays: number; from: string; to: string; presence: Presence }

type YesOrNo = 'yes' | 'no' | undefined

/** What must or must not be known of somebody. */
export type Known = {
  hasEmail?: YesOrNo
  hasPhone?: YesOrNo
  hasPost?: YesOrNo
  hasBirthday?: YesOrNo
  hasLanguage?: YesOrNo
  /** An attribute with a value. */
  filled?: string | undefined
  agreed?: Contact | undefined
  mayContact?: Contact | undefined
  contact?: 'open' | 'blocked' | undefined
  firstStore?: number | undefined
}

/** Which customers. Null: it does not matter. */
export type Wanted = {
  kind: 'person' | 'company' | null
  search: Search | null
  /** Was in one of these stores. */
  stores: readonly number[] | null
  tags: readonly number[]
  /** The last day there, both day numbers; `before` exclusive. */
  lastThereFrom: number | null
  lastThereBefore: number | null
  regular: 'yes' | 'no' | null
  minPurchases: number | null
  minDaysThere: number | null
  presence: Presence
  zone: TimeZone
  known: Known
}

/** Neither counts for another nor was erased; of each few are, so the answers lie in tiny indexes. */
export const isStanding = sql`not exists (
  select from customers
  where customers.customer_id = profiles.customer_id and customers.merged_into is not null
) and not exists (
  select from customers
  where customers.customer_id = profiles.customer_id and customers.erased_at is not null
)`

/**
 * Bought there or visited, whatever the business counts: it is about who may see them.
 *
 * Asked customer by customer, the visit only where no purchase answers: an "or" of two conditions
 * would have PostgreSQL read all days first. Adding zero keeps the store out of the index condition,
 * whose cost PostgreSQL 18 overrates.
 */
export const wasIn = (stores: readonly number[]) => sql`coalesce((
  select true from customer_days
  where customer_days.customer_id = profiles.customer_id
    and store_number + 0 = any(${stores}::integer[]) and customer_days.purchases > 0
  limit 1
), ${mayHaveVisits} and (
  select true from ${visitsAlone} where alone.store_number = any(${stores}::integer[]) limit 1
), false)`

/** A company is a customer with a row of its own there. */
export const isCompany = sql`exists (
  select from companies where companies.customer_id = profiles.customer_id
)`

export function conditionsOf(wanted: Wanted, regular: RegularDays): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [isStanding]
  if (wanted.kind) conditions.push(either(wanted.kind === 'company' ? 'yes' : 'no', isCompany))
  if (wanted.search) conditions.push(found(wanted.search))
  if (wanted.stores) conditions.push(wasIn(wanted.stores))
  for (const tag of wanted.tags) conditions.push(tagged(tag))
  conditions.push(...lastThere(wanted))
  if (wanted.minPurchases !== null) {
    conditions.push(sql`profiles.purchases >= ${wanted.minPurchases}::integer`)
  }
  if (wanted.minDaysThere !== null) {
    conditions.push(sql`${daysThere(wanted.presence)} >= ${wanted.minDaysThere}::integer`)
  }
  if (wanted.regular) conditions.push(either(wanted.regular, isRegular(regular)))
  return [...conditions, ...knownConditions(wanted)]
}

function lastThere({ lastThereFrom, lastThereBefore, presence, zone }: Wanted) {
  const conditions: RawBuilder<unknown>[] = []
  const lastDay = lastDayThere(presence, zone)
  if (lastThereFrom !== null) {
    const from = zone.startOf(lastThereFrom)
    conditions.push(
      presence === 'visits'
        ? sql`${lastDay} >= ${dateText(lastThereFrom)}::date`
        : sql`last_purchase_at >= ${from}`,
    )
  }
  if (lastThereBefore !== null) {
    conditions.push(
      presence === 'visits'
        ? sql`${lastDay} < ${dateText(lastThereBefore)}::date`
        : sql`last_purchase_at < ${zone.startOf(lastThereBefore)}`,
    )
  }
  return conditions
}

/**
 * What follows from the conditions and can be told from `list_places` alone, so that a list passes over
 * many without looking at each of them.
 */
export function placeConditionsOf({
  lastThereFrom,
  lastThereBefore,
  minPurchases,
  presence,
  zone,
}: Wanted): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = []
  if (lastThereFrom !== null) {
    // Nobody was last seen before they were last there, which tells the list where to stop.
    conditions.push(sql`list_places.seen_at >= ${zone.startOf(lastThereFrom)}`)
  }
  if (lastThereBefore !== null && presence === 'purchases') {
    conditions.push(sql`list_places.bought_at < ${zone.startOf(lastThereBefore)}`)
  }
  if (minPurchases !== null) {
    conditions.push(sql`list_places.purchases >= ${minPurchases}::integer`)
  }
  return conditions
}

const either = (answer: 'yes' | 'no', condition: RawBuilder<unknown>) =>
  answer === 'yes' ? condition : sql`not (${condition})`

const tagged = (tag: number) => sql`exists (
  select from customer_tags
  where customer_tags.customer_id = profiles.customer_id and tag_number = ${tag}
)`

const id = sql.ref('profiles.customer_id')

function knownConditions({ known, presence }: Wanted): RawBuilder<unknown>[] {
  const told = (answer: YesOrNo, condition: RawBuilder<unknown>) =>
    answer === undefined ? [] : [either(answer, condition)]
  return [
    ...told(known.hasEmail, hasAddressFor('email', id)),
    ...told(known.hasPhone, hasAddressFor('phone', id)),
    ...told(known.hasPost, hasAddressFor('post', id)),
    ...told(known.hasBirthday, hasOf(sql`birthday is not null`)),
    ...told(known.hasLanguage, hasOf(sql`language is not null`)),
    ...(known.filled === undefined ? [] : [hasOf(sql`attributes ? ${known.filled}`)]),
    ...(known.agreed ? [hasAgreed(known.agreed, id)] : []),
    ...(known.mayContact ? [mayContact(known.mayContact, id)] : []),
    ...told(known.contact && (known.contact === 'blocked' ? 'yes' : 'no'), isBlocked(id)),
    ...(known.firstStore === undefined
      ? []
      : [sql`${firstPlaceThere(presence, 'store')} = ${known.firstStore}::integer`]),
  ]
}

const hasOf = (condition: RawBuilder<unknown>) => sql`exists (
  select from persons as told where told.customer_id = ${id} and ${condition}
)`

/** Cheap conditions first: few are regulars, and fewer need their days counted. */
export const isRegular = ({ purchaseDays, from, to, presence }: RegularDays) =>
  presence === 'visits'
    ? hasDaysBetween(purchaseDays, from, to)
    : sql`(
  profiles.purchase_days >= ${purchaseDays}::integer
  and ${purchaseDays} <= (
    select count(distinct day) from customer_days
    where customer_days.customer_id = profiles.customer_id
      and day between ${from}::date and ${to}::date and customer_days.purchases > 0
  )
)`

export function found(search: Search): RawBuilder<unknown> {
  if (search.kind === 'beginning') return sql`sort_name like ${beginningWith(search.text)}`
  const words = sql.join(
    search.words.map((word) => sql`search like ${anywhere(word)}`),
    sql` and `,
  )
  if (search.phoneDigits === null) return words
  return sql`(${words} or search like ${anywhere(search.phoneDigits)})`
}
