import type { Tx } from '#database/transaction.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { readAccounts } from './account-rows.ts'
import { type Result, settleAll } from './book.ts'
import { noFacts } from './facts.ts'
import { type Standing, standingOf } from './standing.ts'
import { readLedgerTerms } from './terms.ts'

/** What a customer has now, whether or not time has been booked. */
export async function readStandings(tx: Tx, customerId: string, now: Date): Promise<Standing[]> {
  const current = await settledNow(tx, customerId, now)
  return current.map(({ kept }) => standingOf(kept.currency, kept.account))
}

/** A customer's accounts as of now, with the entries that are yet to be booked. Writes nothing. */
export async function settledNow(tx: Tx, customerId: string, now: Date): Promise<Result[]> {
  const root = (await rootsOf(tx, [customerId])).get(customerId)!
  const accounts = await readAccounts(tx, [root])
  const due = accounts.map((kept) => ({ ...kept, added: { ...noFacts, acts: [] } }))
  return await settleAll(tx, due, await readLedgerTerms(tx), now.getTime())
}
