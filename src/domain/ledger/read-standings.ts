import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { readAccounts } from './account-rows.ts'
import { type Result, type Standings, settleAll } from './book.ts'
import { noFacts } from './facts.ts'
import { type Standing, standingOf } from './standing.ts'
import { readLedgerTerms } from './terms.ts'

/** What a customer has now, whether or not time has been booked. */
export async function readStandings(tx: Tx, customerId: string, now: Date): Promise<Standing[]> {
  const current = await settledNow(tx, customerId, now)
  return current.map(({ kept }) => standingOf(kept.currency, kept.account))
}

/** The same of many; whoever has nothing is left out. */
export async function readStandingsOf(
  tx: Tx,
  customerIds: readonly string[],
  now: Date,
): Promise<Standings> {
  const standings: Standings = new Map()
  for (const { kept } of await settledRoots(tx, customerIds, now)) {
    const known = standings.get(kept.customerId) ?? []
    standings.set(kept.customerId, [...known, standingOf(kept.currency, kept.account)])
  }
  return standings
}

/** A customer's accounts as of now, with the entries that are yet to be booked. Writes nothing. */
export async function settledNow(tx: Tx, customerId: string, now: Date): Promise<Result[]> {
  const root = (await rootsOf(tx, [customerId])).get(customerId)!
  return await settledRoots(tx, [root], now)
}

/** The same of customers who are known not to be merged into others. */
export async function settledRoots(tx: Tx, roots: readonly string[], now: Date): Promise<Result[]> {
  const accounts = await readAccounts(tx, roots)
  const due = accounts.map((kept) => ({ ...kept, added: { ...noFacts, acts: [] } }))
  return await settleAll(tx, due, await readLedgerTerms(tx), now.getTime())
}
