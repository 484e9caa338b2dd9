import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { balanceOf } from '../account.ts'
import { type AccountState, decodeAccount } from '../account-state.ts'
import { compose, type Entry } from '../entry.ts'
import { noFacts } from '../facts.ts'
import { type MonthFlow, monthFlows } from '../months.ts'
import { continueWith } from '../settle.ts'
import { type LedgerTerms, policyOf } from '../terms.ts'

const accountsPerStep = 2_000

/**
 * What time has done and nobody has written down yet: points that expired or became available.
 * Whether the job ran or not, the books read the same.
 */
export async function unbookedFlows(tx: Tx, terms: LedgerTerms, now: Date): Promise<MonthFlow[]> {
  const flows: MonthFlow[] = []
  let after: DueRow | null = null
  do {
    const due: DueRow[] = await readDue(tx, now, after)
    const entries = due.flatMap((row) => passing(row, terms, now))
    flows.push(...monthFlows(entries, now.getTime(), terms.zone))
    after = due.length < accountsPerStep ? null : due.at(-1)!
  } while (after !== null)
  return flows
}

type DueRow = { customer_id: string; currency: string; state: AccountState; next_at: Date }

async function readDue(tx: Tx, now: Date, after: DueRow | null): Promise<DueRow[]> {
  const place = after
    ? sql`and (next_at, customer_id, currency)
        > (${after.next_at}, ${after.customer_id}::uuid, ${after.currency})`
    : sql``
  const { rows } = await sql<DueRow>`
    select customer_id, currency, state, next_at from ledger_accounts
    where next_at <= ${now} and not exists (
      select from customers
      where customers.customer_id = ledger_accounts.customer_id and merged_into is not null
    ) ${place}
    order by next_at, customer_id, currency limit ${accountsPerStep}`.execute(tx)
  return rows
}

function passing({ customer_id, currency, state }: DueRow, terms: LedgerTerms, now: Date): Entry[] {
  const account = decodeAccount(state)
  const shared = {
    customerId: customer_id,
    currency,
    correction: false,
    balance: balanceOf(account),
  }
  const nothing = { ...noFacts, acts: [] }
  const { movements } = continueWith(account, nothing, policyOf(terms, currency), now.getTime())
  return compose(shared, movements, noFacts)
}
