import type { BalanceFileRow } from '#contract/endpoints/balance-files.ts'
import type { Tx } from '#database/transaction.ts'
import { readStandingsOf } from '#domain/ledger/read-standings.ts'
import { isFit, type Judged } from './judge-rows.ts'

/** What rows bring, with the balance before and after; several cards may fill one balance. */
export async function tellRows(
  tx: Tx,
  judged: readonly Judged[],
  now: Date,
): Promise<BalanceFileRow[]> {
  const customers = [...new Set(judged.flatMap(({ customerId }) => customerId ?? []))]
  const standings = await readStandingsOf(tx, customers, now)
  const running = new Map<string, number>()
  return judged.map((one) => {
    const { row, customerId } = one
    const { line, currency, points, reasons } = row
    const told = {
      line,
      currency,
      points,
      reasons,
      customerId,
      cardNumber: row.card?.shown ?? null,
    }
    const nothing = { before: null, after: null }
    if (!isFit(one)) {
      return { ...told, ...nothing, outcome: reasons.length > 0 ? 'refused' : 'unchanged' }
    }
    const key = `${customerId ?? row.card?.value} ${currency}`
    const standing = standings.get(customerId ?? '')?.find((held) => held.currency === currency)
    const before = running.get(key) ?? standing?.balance ?? 0
    const after = before + one.row.points
    running.set(key, after)
    return { ...told, before, after, outcome: customerId === null ? 'created' : 'updated' }
  })
}
