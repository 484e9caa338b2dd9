import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { readLedgerTerms } from '../terms.ts'
import { pointsOfMonth } from './points-of-month.ts'
import { readIssuerFlows } from './read-books.ts'
import { unbookedFlows } from './unbooked-flows.ts'

/** What the books say is open, and what the accounts of all customers have together. */
export type Checked = { currency: string; books: number; accounts: number }

/**
 * On one unchanging picture of the database. What time has done and nobody has written down yet is
 * read from the accounts, and added to both.
 */
export async function checkBooks(tx: Tx, now: Date): Promise<Checked[]> {
  const terms = await readLedgerTerms(tx)
  const booked = Map.groupBy(await readIssuerFlows(tx), ({ currency }) => currency)
  const passed = Map.groupBy(await unbookedFlows(tx, terms, now), ({ currency }) => currency)
  const accounts = await readOpenPoints(tx)
  return [...terms.policies.keys()].sort().map((currency) => {
    const since = pointsOfMonth(0, passed.get(currency) ?? []).closing
    return {
      currency,
      books: pointsOfMonth(since, booked.get(currency) ?? []).closing,
      accounts: since + (accounts.get(currency) ?? 0),
    }
  })
}

async function readOpenPoints(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ currency: string; points: number }>`
    with sums as (
      select currency, state->'sums' as sums from ledger_accounts
      where not exists (
        select from customers
        where customers.customer_id = ledger_accounts.customer_id and merged_into is not null
      )
    )
    select currency, sum(coalesce((sums->>'available')::bigint, 0)
      + coalesce((sums->>'pending')::bigint, 0)
      + coalesce((sums->>'held')::bigint, 0))::bigint as points
    from sums group by currency`.execute(tx)
  return new Map(rows.map(({ currency, points }) => [currency, points]))
}
