import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import type { IssueMonth } from './estimate.ts'

/** So many accounts tell what all do; more would only take longer. */
const accountsMax = 20_000

type Row = {
  currency: string
  vintage: number
  age: number
  issued: number
  redeemed: number
  expired: number
}

/**
 * What became of points by month of issue and age, by when it happened, not by when we heard of it.
 * From the books of all accounts, or of a sample where there are very many.
 */
export async function readVintages(tx: Tx, zone: TimeZone): Promise<Map<string, IssueMonth[]>> {
  const share = await shareToRead(tx)
  const sample = share >= 100 ? sql`` : sql`tablesample bernoulli (${share}) repeatable (1)`
  const { rows } = await sql<Row>`
    with looked_at as (
      select customer_id, currency from ledger_accounts ${sample}
    ), moved as (
      select entry.currency, lot, points, "from", "to",
        ((extract(year from local) - 1970) * 12 + extract(month from local) - 1)::int as month
      from looked_at
      join ledger_entries as entry using (customer_id, currency)
      cross join lateral (select effective_at at time zone ${zone.name} as local) as at
      cross join lateral json_to_recordset(movements)
        as movement (lot text, "from" text, "to" text, points bigint)
      where lot is not null
    ), signed as (
      select currency, lot, month,
        points * (("from" in ('issued', 'goodwill', 'opening', 'transferred'))::int
          - ("to" in ('issued', 'goodwill', 'opening', 'transferred'))::int) as issued,
        points * (("to" in ('redeemed', 'donated'))::int
          - ("from" in ('redeemed', 'donated'))::int) as redeemed,
        points * (("to" = 'expired')::int - ("from" = 'expired')::int) as expired
      from moved
    ), aged as (
      select *, min(month) filter (where issued > 0)
        over (partition by currency, lot) as vintage
      from signed
    )
    select currency, vintage, month - vintage as age, sum(issued)::bigint as issued,
      sum(redeemed)::bigint as redeemed, sum(expired)::bigint as expired
    from aged where vintage is not null and month >= vintage
    group by currency, vintage, month - vintage
    order by currency, vintage, age`.execute(tx)
  return byCurrency(rows)
}

/** In percent, as PostgreSQL asks for it. */
async function shareToRead(tx: Tx): Promise<number> {
  const { rows } = await sql<{ accounts: number }>`
    select greatest(reltuples, 0)::float8 as accounts from pg_class
    where oid = 'ledger_accounts'::regclass`.execute(tx)
  const { accounts } = rows[0]!
  return accounts <= accountsMax ? 100 : (100 * accountsMax) / accounts
}

function byCurrency(rows: readonly Row[]): Map<string, IssueMonth[]> {
  const found = new Map<string, IssueMonth[]>()
  for (const { currency, vintage, age, issued, redeemed, expired } of rows) {
    const months = found.get(currency) ?? []
    found.set(currency, months)
    let month = months.at(-1)
    if (month?.month !== vintage) {
      month = { month: vintage, issued: 0, redeemed: [], expired: 0 }
      months.push(month)
    }
    while (month.redeemed.length < age) month.redeemed.push(0)
    month.redeemed[age] = redeemed
    month.issued += issued
    month.expired += expired
  }
  return found
}
