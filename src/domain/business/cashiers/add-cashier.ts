import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { Cashier, addCashier as endpoint } from '#contract/endpoints/cashiers.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { storeNumbers } from '../stores.ts'
import { cashierColumns, refuseOthersStores } from './cashier-rows.ts'
import { hashPin } from './pin.ts'

/** More than stand at the tills of any business we know; a till lists those of its store. */
const cashiersMax = 2000

/** Adds somebody who unlocks tills by PIN. */
export async function addCashier(
  { database, clock }: Context,
  caller: Caller,
  { name, pin, storeIds, ownCustomerId }: Input<typeof endpoint>['body'],
): Promise<Cashier> {
  const hash = await hashPin(pin)
  return await transaction(database, async (tx) => {
    const numbers = await storeNumbers(tx, storeIds)
    refuseOthersStores(numbers, caller.stores)
    await requireCustomer(tx, ownCustomerId)
    await refuseTooMany(tx)
    const { rows } = await sql<Cashier>`
      insert into cashiers (cashier_id, name, store_numbers, pin_hash, own_customer_id, created_at)
      values (${newId()}, ${name}, ${numbers}::smallint[], ${hash}, ${ownCustomerId}, ${clock.now()})
      on conflict (lower(name)) where ended_at is null do nothing
      returning ${cashierColumns}`.execute(tx)
    if (!rows[0]) throw taken()
    return rows[0]
  })
}

export const taken = () =>
  conflict('cashier_exists', 'There is already a cashier of this name. The till shows the names.')

export async function requireCustomer(tx: Tx, customerId: string | null): Promise<void> {
  if (customerId === null) return
  const { rows } = await sql`select from customers where customer_id = ${customerId}`.execute(tx)
  if (rows.length === 0) throw notFound('customer')
}

async function refuseTooMany(tx: Tx): Promise<void> {
  const { rows } = await sql<{ full: boolean }>`
    select count(*) >= ${cashiersMax} as full from cashiers where ended_at is null`.execute(tx)
  if (rows[0]!.full) {
    throw conflict('cashiers_too_many', `A business has at most ${cashiersMax} cashiers.`)
  }
}
