import { sql } from 'kysely'
import type { CustomerFilter, CustomerOrder, CustomerRow } from '#contract/endpoints/customers.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { type ListedCustomer, readPage } from '#domain/profile/customer-queries.ts'
import { chooseCustomers } from './choose-customers.ts'
import { cursorBehind, readCursor } from './cursor.ts'

export type ListQuery = CustomerFilter & {
  order: CustomerOrder
  cursor?: string | undefined
  limit: number
}

/** One page of customers, as far as the caller may see them. */
export async function listCustomers(
  { database }: Pick<Context, 'database'>,
  { order, cursor, limit, ...filter }: ListQuery,
  stores: Caller['stores'],
): Promise<{ items: CustomerRow[]; nextCursor: string | null }> {
  const after = readCursor(cursor, order)
  return await readOnly(database, async (tx) => {
    // Starting workers takes longer than a page.
    await sql`set local max_parallel_workers_per_gather = 0`.execute(tx)
    const { frame, wanted, regular } = await chooseCustomers(tx, filter, stores)
    const lines = await readPage(tx, wanted, regular, { order, after, limit: limit + 1 })
    const shown = lines.slice(0, limit)
    return {
      items: shown.map((line) => rowOf(line, frame.currency)),
      nextCursor: lines.length > limit ? cursorBehind(shown.at(-1)!, order) : null,
    }
  })
}

const rowOf = (line: ListedCustomer, currency: string): CustomerRow => ({
  id: line.customerId,
  kind: line.isCompany ? 'company' : 'person',
  name: line.name,
  email: line.email,
  identity: line.identity,
  tags: line.tags,
  attributes: line.attributes,
  lastSeenAt: line.lastSeenAt,
  firstPurchaseAt: line.firstPurchaseAt,
  lastPurchaseAt: line.lastPurchaseAt,
  firstDay: line.firstDay,
  lastDay: line.lastDay,
  daysThere: line.daysThere,
  purchases: line.purchases,
  purchaseDays: line.purchaseDays,
  visits: line.visits,
  revenue: { amount: line.revenue, currency },
  regular: line.regular,
})
