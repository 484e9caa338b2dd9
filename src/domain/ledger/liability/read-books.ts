import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { monthOf } from '#kernel/calendar.ts'
import type { MonthFlow } from '../months.ts'
import { readLedgerTerms } from '../terms.ts'
import { type CurrencyBooks, type IssuerFlow, keepBooks } from './keep-books.ts'
import { pointsOfMonth } from './points-of-month.ts'
import { type Frame, type NamedTerms, readFrame, readKnownTerms } from './read-terms.ts'
import { termsFor } from './terms-of-month.ts'
import { unbookedFlows } from './unbooked-flows.ts'

export type LiabilityBooks = {
  frame: Frame
  /** The month that is not over yet. */
  current: number
  known: Map<string, NamedTerms>
  /** What flowed, what time has done up to now included. */
  flows: readonly IssuerFlow[]
  currencies: CurrencyBooks[]
}

/** The monthly books of all point currencies, from the first month to now. */
export async function readLiabilityBooks(tx: Tx, now: Date): Promise<LiabilityBooks> {
  const frame = await readFrame(tx)
  const known = await readKnownTerms(tx)
  const current = monthOf(frame.zone.dayOf(now))
  const booked = await readIssuerFlows(tx)
  const flows = [...booked, ...(await unbookedFlows(tx, await readLedgerTerms(tx), now))]
  const termsOf = termsFor(known, issuedUntil(flows), salesUntil(await readSales(tx)), frame)
  const currencies = keepBooks({ flows, until: current, money: frame.money, termsOf })
  return { frame, current, known, flows, currencies }
}

export async function readIssuerFlows(tx: Tx): Promise<IssuerFlow[]> {
  const { rows } = await sql<IssuerFlow>`
    select month, currency, issuer_number as issuer, from_account as "from", to_account as "to",
      sum(points)::bigint as points
    from ledger_months
    group by month, currency, issuer_number, from_account, to_account`.execute(tx)
  return rows
}

/** Flows with the store they happened in, of some months: for what stores owe each other. */
export async function readStoreFlows(tx: Tx, from: number, to: number): Promise<MonthFlow[]> {
  const { rows } = await sql<MonthFlow>`
    select month, currency, store_number as store, issuer_number as issuer,
      from_account as "from", to_account as "to", sum(points)::bigint as points
    from ledger_months where month between ${from} and ${to}
    group by month, currency, store_number, issuer_number, from_account, to_account`.execute(tx)
  return rows
}

function issuedUntil(flows: readonly IssuerFlow[]): (currency: string, month: number) => number {
  const byCurrency = Map.groupBy(flows, ({ currency }) => currency)
  return (currency, month) => {
    const own = (byCurrency.get(currency) ?? []).filter((flow) => flow.month <= month)
    const { issued, reversed } = pointsOfMonth(0, own)
    return issued - reversed
  }
}

type Sales = { month: number; sales: number }

/** What known customers paid, by month, in minor units. */
async function readSales(tx: Tx): Promise<Sales[]> {
  const { rows } = await sql<Sales>`
    select ((extract(year from day) - 1970) * 12 + extract(month from day) - 1)::int as month,
      sum(known_sales)::bigint as sales
    from store_days group by 1 order by 1`.execute(tx)
  return rows
}

const salesUntil = (all: readonly Sales[]) => (month: number) =>
  all.reduce((sum, one) => (one.month <= month ? sum + one.sales : sum), 0)
