import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { Cashier, changeCashier as endpoint } from '#contract/endpoints/cashiers.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { storeNumbers } from '../stores.ts'
import { requireCustomer, taken } from './add-cashier.ts'
import { cashierColumns, lockCashier, refuseOthersStores } from './cashier-rows.ts'
import { hashPin } from './pin.ts'

type Change = Input<typeof endpoint>['body']

/** Changes what is named. Whoever changes the PIN locks every till that was unlocked with the old one. */
export async function changeCashier(
  { database }: Context,
  caller: Caller,
  cashierId: string,
  { name, pin, storeIds, ownCustomerId }: Change,
): Promise<Cashier> {
  const hash = pin === undefined ? null : await hashPin(pin)
  return await transaction(database, async (tx) => {
    if ((await lockCashier(tx, cashierId, caller.stores)).ended) throw notFound('cashier')
    const numbers = await storeNumbers(tx, storeIds ?? null)
    if (storeIds !== undefined) refuseOthersStores(numbers, caller.stores)
    await requireCustomer(tx, ownCustomerId ?? null)
    if (name !== undefined) await refuseTaken(tx, cashierId, name)
    const { rows } = await sql<Cashier>`
      update cashiers set
        name = coalesce(${name ?? null}, name),
        pin_hash = coalesce(${hash}, pin_hash),
        store_numbers = case when ${storeIds !== undefined}::boolean
          then ${numbers}::smallint[] else store_numbers end,
        own_customer_id = case when ${ownCustomerId !== undefined}::boolean
          then ${ownCustomerId ?? null}::uuid else own_customer_id end
      where cashier_id = ${cashierId}
      returning ${cashierColumns}`.execute(tx)
    if (hash !== null || storeIds !== undefined) await lockTills(tx, cashierId)
    return rows[0]!
  })
}

/** They unlock nothing any more; what they booked keeps their name. */
export async function endCashier(
  { database }: Context,
  caller: Caller,
  cashierId: string,
): Promise<void> {
  await transaction(database, async (tx) => {
    if ((await lockCashier(tx, cashierId, caller.stores)).ended) return
    await sql`
      update cashiers set ended_at = ${new Date()}, own_customer_id = null
      where cashier_id = ${cashierId}`.execute(tx)
    await lockTills(tx, cashierId)
  })
}

async function refuseTaken(tx: Tx, cashierId: string, name: string): Promise<void> {
  const { rows } = await sql`
    select from cashiers
    where lower(name) = lower(${name}) and ended_at is null and cashier_id <> ${cashierId}`.execute(
    tx,
  )
  if (rows.length > 0) throw taken()
}

async function lockTills(tx: Tx, cashierId: string): Promise<void> {
  await sql`delete from cashier_unlockings where cashier_id = ${cashierId}`.execute(tx)
}
