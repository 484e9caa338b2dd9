import type { PointBalance } from '#contract/endpoints/points.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { readStandingsOf } from '#domain/ledger/read-standings.ts'

/** What each of these customers has now; those without points have an empty list. */
export async function balancesOf(
  { database, clock }: Context,
  customerIds: readonly string[],
): Promise<{ customerId: string; points: PointBalance[] }[]> {
  if (customerIds.length === 0) return []
  return await readOnly(database, async (tx) => {
    const roots = await rootsOf(tx, customerIds)
    const standings = await readStandingsOf(tx, [...new Set(roots.values())], clock.now())
    return customerIds.map((customerId) => ({
      customerId,
      points: standings.get(roots.get(customerId)!) ?? [],
    }))
  })
}
