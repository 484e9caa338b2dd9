import type { NamedCustomer } from '#contract/endpoints/reports/parts.ts'
import { type Caller, may } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'
import { visibleAmong } from './customer-queries.ts'

/** Under the ids asked for, the names of those customers whom the caller may see. */
export async function nameVisible(
  tx: Tx,
  customerIds: readonly string[],
  caller: Caller,
): Promise<Map<string, NamedCustomer>> {
  if (customerIds.length === 0 || !may(caller, 'customers:read')) return new Map()
  const roots = await rootsOf(tx, customerIds)
  const visible = await visibleAmong(tx, [...new Set(roots.values())], caller.stores)
  const names = await nameCustomers(tx, visible)
  return new Map(
    [...roots].flatMap(([id, root]) => {
      const named = names.get(root)
      return named ? [[id, named] as const] : []
    }),
  )
}
