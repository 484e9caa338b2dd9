import type { Customer } from '#contract/endpoints/customers.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readCustomer as read } from '#domain/customers/read-customer.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'

export async function readCustomer(
  { database }: Pick<Context, 'database'>,
  customerId: string,
  stores: Caller['stores'],
): Promise<Customer> {
  return await readOnly(database, async (tx) => {
    const seen = await seeCustomer(tx, customerId, stores)
    return await read(tx, seen.customerId, seen.memberIds)
  })
}
