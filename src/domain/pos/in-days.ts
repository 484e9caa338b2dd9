import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { storeOf } from '#domain/business/store-of.ts'
import { readBusinessTerms } from '#domain/business/terms.ts'

/** Days of the business's calendar, the last included. */
export type Days = {
  store?: string | undefined
  from?: string | undefined
  until?: string | undefined
}

/** What lies in these days and in the stores that are the caller's, of them the one that is named. */
export async function inDays(
  tx: Tx,
  caller: Caller,
  { store, from, until }: Days,
  at: RawBuilder<unknown>,
): Promise<RawBuilder<boolean>> {
  const named = store === undefined ? null : await storeOf(tx, store, caller.stores)
  const numbers = named ? [named.number] : caller.stores
  const { zone } = await readBusinessTerms({ kysely: tx })
  return sql<boolean>`
    (${numbers}::smallint[] is null or store_number = any(${numbers}::smallint[]))
    and (${from ?? null}::date is null
      or ${at} >= ${from ?? null}::date::timestamp at time zone ${zone.name})
    and (${until ?? null}::date is null
      or ${at} < (${until ?? null}::date + 1)::timestamp at time zone ${zone.name})`
}
