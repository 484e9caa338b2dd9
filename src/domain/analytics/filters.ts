import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { mayHaveVisits, visitsAlone } from '#domain/profile/presence.ts'
import { malformed, Refusal } from '#kernel/errors.ts'
import type { Presence } from '#kernel/presence.ts'

/** Filters as they are asked for: codes and names. */
export type FilterQuery = {
  store?: string[] | undefined
  channel?: string[] | undefined
  category?: string[] | undefined
  tag?: string[] | undefined
  attribute?: string[] | undefined
  /** Left out: as the business counts. */
  presence?: Presence | undefined
}

/** Which customers, and which of their purchases. Null: all. */
export type Filters = {
  stores: readonly number[] | null
  channels: readonly number[] | null
  categories: readonly number[] | null
  tags: readonly number[]
  attributes: readonly { name: string; value: string }[]
  /** What counts as having been there. */
  presence: Presence
}

export const noFilters: Filters = {
  stores: null,
  channels: null,
  categories: null,
  tags: [],
  attributes: [],
  presence: 'purchases',
}

/** Whether only some of a customer's purchases count. */
export const choosesPurchases = ({ stores, channels, categories }: Filters) =>
  stores !== null || channels !== null || categories !== null

/**
 * Turns codes into numbers and keeps staff within their stores.
 * @throws Refusal for a code nobody knows, or a store that is not theirs
 */
export async function resolveFilters(
  tx: Tx,
  query: FilterQuery,
  limit: Caller['stores'],
): Promise<Filters> {
  return {
    stores: withinLimit(await numbersOf(tx, 'stores', query.store), limit),
    channels: await numbersOf(tx, 'channels', query.channel),
    categories: await numbersOf(tx, 'categories', query.category),
    tags: (await numbersOf(tx, 'tags', query.tag)) ?? [],
    attributes: await attributesOf(tx, query.attribute),
    presence: query.presence ?? (await readPresence(tx)),
  }
}

async function readPresence(tx: Tx): Promise<Presence> {
  const { rows } = await sql<{ presence: Presence }>`select presence from business`.execute(tx)
  return rows[0]!.presence
}

/** Visits know no category: where one is asked for, purchases alone count. */
export const visitsCount = ({ presence, categories }: Pick<Filters, 'presence' | 'categories'>) =>
  presence === 'visits' && categories === null

type Directory = 'stores' | 'channels' | 'categories' | 'tags'

const singular = { stores: 'store', channels: 'channel', categories: 'category', tags: 'tag' }

async function numbersOf(tx: Tx, directory: Directory, codes: string[] | undefined) {
  if (!codes || codes.length === 0) return null
  const word = sql.ref(directory === 'tags' ? 'name' : 'code')
  const { rows } = await sql<{ code: string; number: number }>`
    select ${word} as code, number from ${sql.table(directory)}
    where ${word} = any(${codes}::text[])`.execute(tx)
  const unknown = codes.find((code) => !rows.some((row) => row.code === code))
  if (unknown !== undefined) {
    const what = singular[directory]
    throw malformed(`${what}_unknown`, `There is no ${what} "${unknown}".`, `/${what}`)
  }
  return rows.map((row) => row.number).sort((a, b) => a - b)
}

function withinLimit(asked: number[] | null, limit: Caller['stores']): readonly number[] | null {
  if (limit === null) return asked
  if (asked === null) return limit
  if (asked.every((store) => limit.includes(store))) return asked
  throw new Refusal('forbidden', 'store_not_allowed', 'You may not see the figures of this store.')
}

async function attributesOf(tx: Tx, attributes: string[] | undefined) {
  if (!attributes || attributes.length === 0) return []
  const pairs = attributes.map((text) => {
    const at = text.indexOf('=')
    return { name: text.slice(0, Math.max(at, 0)), value: text.slice(at + 1) }
  })
  const { rows } = await sql<{ name: string; personal: boolean }>`
    select name, personal from attribute_definitions`.execute(tx)
  const unknown = pairs.find((pair) => !rows.some((row) => row.name === pair.name))
  if (unknown) {
    throw malformed('attribute_unknown', `There is no attribute "${unknown.name}".`, '/attribute')
  }
  const personal = rows.find((row) => row.personal && pairs.some((pair) => pair.name === row.name))
  if (personal) {
    throw malformed(
      'attribute_personal',
      `The attribute "${personal.name}" says something of the person: no report parts by it.`,
      '/attribute',
    )
  }
  return pairs
}

/** Conditions on the purchases of customer_days or store_days. */
export function purchaseConditions(
  filters: Pick<Filters, 'stores' | 'channels'>,
): RawBuilder<unknown>[] {
  return [
    ...(filters.stores ? [sql`store_number = any(${[...filters.stores]}::smallint[])`] : []),
    ...(filters.channels ? [sql`channel_number = any(${[...filters.channels]}::smallint[])`] : []),
  ]
}

/** The same on customer_days, which also know categories. */
export const dayRowConditions = (filters: Filters): RawBuilder<unknown>[] => [
  ...purchaseConditions(filters),
  ...(filters.categories
    ? [sql`category_number = any(${[...filters.categories]}::integer[])`]
    : []),
]

/**
 * The column of customer_days that counts purchases: of one category each that holds it, of all
 * together each once, under its largest.
 */
export const countedColumn = ({ categories }: Pick<Filters, 'categories'>) =>
  sql.ref(categories ? 'purchases' : 'receipts')

export const whereAll = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``

/**
 * Days with a visit alone that match, in the columns of customer_days, `day` a day number.
 * @param customers of whom; left out: of all
 */
export function visitDays(filters: Filters, customers = sql`true`): RawBuilder<unknown> {
  const conditions = [
    mayHaveVisits,
    customers,
    ...purchaseConditions(filters),
    ...customerConditions(filters, 'profiles'),
  ]
  return sql`(
    select customer_id, day, store_number::smallint, channel_number::smallint
    from profiles, ${visitsAlone} where ${sql.join(conditions, sql` and `)}
  ) as visited`
}

/** Conditions on customers, in a query that has a column `customer_id` of the table named. */
export function customerConditions(filters: Filters, table: string): RawBuilder<unknown>[] {
  const id = sql.ref(`${table}.customer_id`)
  return [
    ...filters.tags.map(
      (tag) =>
        sql`${id} in (select customer_id from customer_tags where tag_number = ${tag}::integer)`,
    ),
    ...filters.attributes.map(
      ({ name, value }) =>
        sql`${id} in (select customer_id from persons where attributes ->> ${name}::text = ${value}::text)`,
    ),
  ]
}
