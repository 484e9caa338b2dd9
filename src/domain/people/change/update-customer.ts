import type { Customer, CustomerChange } from '#contract/endpoints/customers.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { changeCustomer } from '#domain/customers/change-customer.ts'
import { readCustomer } from '#domain/customers/read-customer.ts'
import { endGuestSessions } from '#domain/customers/sign-in/sessions.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'

export async function updateCustomer(
  { database, erasureKey }: Pick<Context, 'database' | 'erasureKey'>,
  customerId: string,
  change: CustomerChange,
  stores: Caller['stores'],
): Promise<Customer> {
  return await transaction(database, async (tx) => {
    const seen = await seeCustomer(tx, customerId, stores)
    await changeCustomer(tx, seen.customerId, seen.memberIds, change, erasureKey)
    // It may never have been theirs, and whoever has it came in by it.
    if (change.removeIdentities?.some(({ kind }) => kind === 'email')) {
      await endGuestSessions(tx, seen.memberIds)
    }
    return await readCustomer(tx, seen.customerId, seen.memberIds)
  })
}
