import { sql } from 'kysely'
import { advisoryLocks } from '#database/advisory-locks.ts'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { categoriesMax } from '#domain/business/categories.ts'
import { storesMax } from '#domain/business/stores.ts'
import { isCurrency } from '#kernel/money.ts'
import { type TimeZone, zoneNamed } from '#kernel/time-zone.ts'

/** The business's own terms that decide how an event counts, as far as one batch needs them. */
export type Terms = {
  zone: TimeZone
  currency: string
  defaultTaxRate: number
  stores: ReadonlyMap<string, number>
  channels: ReadonlyMap<string, number>
  categories: ReadonlyMap<string, number>
  /** Share of net revenue that is margin, for a category at an instant. */
  marginRate: (category: number, at: Date) => number
  /** Units of the business's currency for one unit of `currency` on that day, or null. */
  exchangeRate: (currency: string, at: Date) => number | null
  /** Property schemas of the business's own event types. */
  eventTypes: ReadonlyMap<string, PropertySchemas>
  /** Somebody has been erased, so what comes in may be known under another key. */
  anyErased: boolean
}

export type PropertySchema = { type: 'text' | 'number' | 'boolean'; required: boolean }
export type PropertySchemas = Readonly<Record<string, PropertySchema>>
export type Codes = {
  stores: Iterable<string>
  channels: Iterable<string>
  categories: Iterable<string>
}

/** Of channels there are a handful; more means that something else was taken for one. */
export const channelsMax = 500

type SortedCodes = { stores: string[]; channels: string[]; categories: string[] }
type MarginRate = { category: number | null; from: number; margin: number }
type Row = {
  time_zone: string
  currency: string
  default_tax_rate: string
  default_margin: string
  stores: Record<string, number> | null
  channels: Record<string, number> | null
  categories: Record<string, number> | null
  margin_rates: { category: number | null; from: string; margin: number }[] | null
  exchange_rates: { currency: string; from: string; rate: number }[] | null
  event_types: Record<string, PropertySchemas> | null
  any_erased: boolean
  undisturbed: boolean
}

/**
 * Keeps intake out until this transaction ends: for changes after which all state is rebuilt.
 * Whoever waited reads the terms anew.
 */
export async function holdTerms(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${advisoryLocks.terms})`.execute(tx)
}

/** Whoever holds them, as one who erases somebody does, waits until this transaction ends. */
export async function shareTerms(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${advisoryLocks.terms})`.execute(tx)
}

/** Reads the terms and gives every code of the batch a number; new codes are added, as far as there is room. A category
 * without a number counts as none. */
export async function loadTerms(tx: Tx, codes: Codes, at: Date): Promise<Terms> {
  const wanted = {
    stores: [...new Set(codes.stores)].sort(),
    channels: [...new Set(codes.channels)].sort(),
    categories: [...new Set(codes.categories)].sort(),
  }
  let row = await readTerms(tx, wanted)
  if (await addMissing(tx, wanted, row, at)) row = await readTerms(tx, wanted)
  return termsOf(row)
}

/** The terms with every category's number: for replaying the log. */
export async function loadAllTerms(tx: Tx): Promise<Terms> {
  return termsOf(await readTerms(tx, null))
}

async function readTerms(tx: Tx, codes: SortedCodes | null): Promise<Row> {
  const row = await askTerms(tx, codes)
  if (row.undisturbed) return row
  // Held from here on: what is read now stays.
  await shareTerms(tx)
  return askTerms(tx, codes)
}

async function askTerms(tx: Tx, codes: SortedCodes | null): Promise<Row> {
  const among = (wanted: string[] | undefined) =>
    wanted ? sql`where code = any(${wanted}::text[])` : sql``
  const { rows } = await sql<Row>`${prepared}
    select time_zone, currency, default_tax_rate, default_margin,
      (select json_object_agg(code, number) from stores ${among(codes?.stores)}) as stores,
      (select json_object_agg(code, number) from channels ${among(codes?.channels)}) as channels,
      (select json_object_agg(code, number) from categories ${among(codes?.categories)}) as categories,
      (select json_agg(json_build_object('category', category_number, 'from', valid_from, 'margin', margin)
         order by valid_from) from margin_rates) as margin_rates,
      (select json_agg(json_build_object('currency', currency, 'from', valid_from, 'rate', rate)
         order by valid_from) from exchange_rates) as exchange_rates,
      (select json_object_agg(name, properties) from event_types) as event_types,
      exists (select from customers where erased_at is not null) as any_erased,
      coalesce(try_to_hold_terms(${advisoryLocks.terms}) = business.xmin, false) as undisturbed
    from business`.execute(tx)
  return rows[0]!
}

async function addMissing(tx: Tx, wanted: SortedCodes, row: Row, at: Date): Promise<boolean> {
  const missing = (codes: string[], known: Record<string, number> | null) =>
    codes.filter((code) => !Object.hasOwn(known ?? {}, code))
  const stores = missing(wanted.stores, row.stores)
  const channels = missing(wanted.channels, row.channels)
  const categories = missing(wanted.categories, row.categories)
  if (stores.length + channels.length + categories.length === 0) return false
  await sql`
    with new_stores as (
      insert into stores (store_id, code, name, created_at)
      select gen_random_uuid(), code, code, ${at} from unnest(${stores}::text[]) as code
      limit greatest(0, ${storesMax}::bigint - (select count(*) from stores))
      on conflict (code) do nothing
    ), new_channels as (
      insert into channels (code) select unnest(${channels}::text[])
      limit greatest(0, ${channelsMax}::bigint - (select count(*) from channels))
      on conflict (code) do nothing
    )
    insert into categories (code) select unnest(${categories}::text[])
    limit greatest(0, ${categoriesMax}::bigint - (select count(*) from categories))
    on conflict (code) do nothing`.execute(tx)
  return true
}

function termsOf(row: Row): Terms {
  const rates: MarginRate[] = (row.margin_rates ?? []).map((rate) => ({
    category: rate.category,
    from: Date.parse(rate.from),
    margin: rate.margin,
  }))
  return {
    zone: zoneNamed(row.time_zone),
    currency: row.currency,
    defaultTaxRate: Number(row.default_tax_rate),
    stores: mapOf(row.stores),
    channels: mapOf(row.channels),
    categories: mapOf(row.categories),
    marginRate: marginRates(rates, Number(row.default_margin)),
    exchangeRate: (currency, at) => {
      const day = at.toISOString().slice(0, 10)
      const known = row.exchange_rates?.findLast(
        (rate) => rate.currency === currency && rate.from <= day,
      )
      return known && isCurrency(currency) ? known.rate : null
    },
    eventTypes: mapOf(row.event_types),
    anyErased: row.any_erased,
  }
}

const mapOf = <T>(record: Record<string, T> | null) => new Map(Object.entries(record ?? {}))

/** The latest revision in force at that instant; before the first one, the first one. */
function marginRates(rates: readonly MarginRate[], defaultMargin: number) {
  const byCategory = Map.groupBy(rates, (rate) => rate.category)
  const inForce = (category: number | null, millis: number) => {
    const own = byCategory.get(category)
    return own && (own.findLast((rate) => rate.from <= millis) ?? own[0])!.margin
  }
  return (category: number, at: Date) =>
    (category === 0 ? undefined : inForce(category, at.getTime())) ??
    inForce(null, at.getTime()) ??
    defaultMargin
}
