import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { keyText, lockAccounts } from './account-rows.ts'
import { performAll, saveActs, type ToPerform } from './record-act.ts'
import { readLedgerTerms } from './terms.ts'

/** An act that is new: whoever asks sees to it that it is asked once. */
export type ToRecord = Omit<ToPerform, 'kept'>

/** Records acts of many customers; the statements do not grow with their number. */
export async function recordMany(tx: Tx, asked: readonly ToRecord[], now: Date): Promise<void> {
  const terms = await readLedgerTerms(tx)
  const roots = await holdFamilies(
    tx,
    asked.map(({ planned }) => planned.request.customerId),
  )
  for (const round of roundsOf(asked, roots)) {
    const keys = round.map((one) => keyOf(one, roots))
    const kept = new Map((await lockAccounts(tx, keys)).map((one) => [keyText(one), one]))
    const due = round.map((one, index) => ({ ...one, kept: kept.get(keyText(keys[index]!))! }))
    await saveActs(tx, await performAll(tx, due, terms, now), terms, now)
  }
}

/** Nobody of them is merged from here on. @returns the root of each */
export async function holdFamilies(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, string>> {
  const members = [...new Set(customerIds)]
  await sql`
    select from customers where customer_id = any(${members}::uuid[])
    order by customer_id for share`.execute(tx)
  return await rootsOf(tx, members)
}

const keyOf = ({ planned: { request } }: ToRecord, roots: ReadonlyMap<string, string>) => ({
  customerId: roots.get(request.customerId)!,
  currency: request.currency,
})

/** An account at most once in each round: several cards of a family may fill one. */
function roundsOf(asked: readonly ToRecord[], roots: ReadonlyMap<string, string>): ToRecord[][] {
  const used = new Map<string, number>()
  const rounds: ToRecord[][] = []
  for (const one of asked) {
    const key = keyText(keyOf(one, roots))
    const round = used.get(key) ?? 0
    used.set(key, round + 1)
    rounds[round] ??= []
    rounds[round].push(one)
  }
  return rounds
}
