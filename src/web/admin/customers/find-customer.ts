import { listCustomers } from '#contract/endpoints/customers.ts'
import { call, Problem } from '../../client/index.ts'

/** The one customer a search means, or null where it may be several or nobody. */
export async function findOnlyCustomer(search: string): Promise<string | null> {
  try {
    const { items } = await call(listCustomers, { query: { kind: 'any', search, limit: 2 } })
    return items.length === 1 ? items[0]!.id : null
  } catch (problem) {
    // The list that is shown instead says what is wrong.
    if (problem instanceof Problem) return null
    throw problem
  }
}
