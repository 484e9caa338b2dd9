import type { CustomerFilter } from '#contract/endpoints/customers.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { countUpTo, estimateCount } from '#domain/profile/customer-queries.ts'
import { chooseCustomers } from './choose-customers.ts'

const exactMax = 10_000
/** What is known is counted to the last: "what we know" says the same figure, and leads here. */
const knownMax = 10_000_000
/** An estimate shows by its zeros that it is one. */
const estimateStep = 100

/** Counting a million takes as long as reading them, and nobody needs the last digit. */
export async function countCustomers(
  { database }: Pick<Context, 'database'>,
  filter: CustomerFilter,
  stores: Caller['stores'],
): Promise<{ count: number; estimated: boolean }> {
  return await readOnly(database, async (tx) => {
    const { wanted, regular } = await chooseCustomers(tx, filter, stores)
    const asksWhatIsKnown = Object.values(wanted.known).some((answer) => answer !== undefined)
    const max = asksWhatIsKnown ? knownMax : exactMax
    const count = await countUpTo(tx, wanted, regular, max + 1)
    if (count <= max) return { count, estimated: false }
    const estimate = Math.max(await estimateCount(tx, wanted, regular), count)
    return { count: Math.round(estimate / estimateStep) * estimateStep, estimated: true }
  })
}
