import { type Caller, may } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'
import { visibleAmong } from '#domain/profile/customer-queries.ts'

type Held = { customerId: string | null }

/** Says of each row whose it is, for callers who may look at those customers; else null. */
export async function nameHolders<Row extends Held>(
  { database }: Context,
  caller: Caller,
  rows: readonly Row[],
): Promise<(Row & { customerName: string | null })[]> {
  const ids = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))]
  const nobody = rows.map((row) => ({ ...row, customerName: null }))
  if (ids.length === 0 || !may(caller, 'customers:read')) return nobody
  return await readOnly(database, async (tx) => {
    const roots = await rootsOf(tx, ids)
    const visible = await visibleAmong(tx, [...new Set(roots.values())], caller.stores)
    const names = await nameCustomers(tx, visible)
    return rows.map((row) => {
      const named = names.get(roots.get(row.customerId ?? '') ?? '')
      return { ...row, customerName: named?.name ?? named?.shown ?? null }
    })
  })
}
