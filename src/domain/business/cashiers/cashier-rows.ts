import { sql } from 'kysely'
import type { Cashier } from '#contract/endpoints/cashiers.ts'
import type { Caller } from '#contract/route.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { notFound, Refusal } from '#kernel/errors.ts'

/** The columns a cashier is read by; the hash of the PIN never leaves. */
export const cashierColumns = sql`
  cashier_id as id, name, own_customer_id as "ownCustomerId", created_at as "createdAt",
  ended_at as "endedAt",
  case when store_numbers is not null then
    array(select store_id from stores where number = any(store_numbers) order by number)
  end as "storeIds"`

/** Those who stand in one of these stores; null: in any. */
export const standsIn = (stores: Caller['stores']) => sql`
  (${stores}::smallint[] is null or store_numbers is null or store_numbers && ${stores}::smallint[])`

export async function listCashiers(
  { kysely }: Queryable,
  stores: Caller['stores'],
): Promise<Cashier[]> {
  const { rows } = await sql<Cashier>`
    select ${cashierColumns} from cashiers where ${standsIn(stores)}
    order by ended_at is not null, lower(name), cashier_id`.execute(kysely)
  return rows
}

/** @throws Refusal where there is none, or they stand in stores that are not the caller's alone */
export async function lockCashier(
  tx: Tx,
  cashierId: string,
  stores: Caller['stores'],
): Promise<{ ended: boolean }> {
  const { rows } = await sql<{ ended: boolean; numbers: number[] | null }>`
    select ended_at is not null as ended, store_numbers as numbers
    from cashiers where cashier_id = ${cashierId} for update`.execute(tx)
  if (!rows[0]) throw notFound('cashier')
  refuseOthersStores(rows[0].numbers, stores)
  return rows[0]
}

/** Whoever manages some stores decides about nobody who stands in others as well. */
export function refuseOthersStores(
  numbers: readonly number[] | null,
  stores: Caller['stores'],
): void {
  if (stores === null || numbers?.every((number) => stores.includes(number))) return
  throw new Refusal('forbidden', 'store_not_allowed', 'This concerns a store that is not yours.')
}
