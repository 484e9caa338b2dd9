import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import type { Account } from './account.ts'
import { type AccountKey, customersOf, lockFreeAccounts, readAccountsOpen } from './account-rows.ts'
import { type Done, performNow, saveActs } from './record-act.ts'
import { readLedgerTerms } from './terms.ts'

const accountsPerStep = 2000

/** So long after it is told an end binds: whoever writes in an account by then knows of it. */
const tellingMillis = 10 * 60_000

/**
 * Lets open points keep until the end at most: an act for each account, told once. Of what is used
 * up and comes back, or is told late, the terms of the ledger say so.
 * @returns the last account looked at; null: all were
 */
export async function endPoints(
  tx: Tx,
  after: AccountKey | null,
  end: Date,
  now: Date,
): Promise<AccountKey | null> {
  // What is told after the end ends a moment later: nothing ends before it was told.
  const until = new Date(Math.max(end.getTime(), now.getTime() + 1000))
  await tellEnd(tx, { end, until }, now)
  const seen = await readAccountsOpen(tx, after, accountsPerStep)
  const lasting = seen.filter(({ account }) => outlasts(account, until))
  if (lasting.length > 0) {
    const terms = await readLedgerTerms(tx)
    const done: Done[] = []
    // Under their locks: another machine may have ended them since. The others are found again in an hour.
    const locked = await lockFreeAccounts(tx, lasting)
    const members = await membersOf(tx, customersOf(locked))
    for (const kept of locked) {
      if (!outlasts(kept.account, until)) continue
      const planned = { ...plannedOf(kept, until, now), beside: members.get(kept.customerId)! }
      done.push(await performNow(tx, kept, planned, terms, now))
    }
    await saveActs(tx, done, terms, now)
  }
  return seen.length < accountsPerStep ? null : seen.at(-1)!
}

async function tellEnd(tx: Tx, { end, until }: { end: Date; until: Date }, now: Date) {
  const toldAt = new Date(Math.min(now.getTime() + tellingMillis, until.getTime()))
  await sql`
    insert into ledger_ends (program_end, told_at, until) values (${end}, ${toldAt}, ${until})
    on conflict (program_end) do nothing`.execute(tx)
}

const outlasts = ({ lots }: Account, until: Date): boolean =>
  [...lots.values()].some(
    ({ open, held, expiresAt }) =>
      open + held > 0 && (expiresAt === null || expiresAt > until.getTime()),
  )

const plannedOf = ({ customerId, currency }: AccountKey, until: Date, now: Date) => ({
  request: {
    ...{ customerId, currency, store: 0, doneBy: null },
    identity: `ending/${until.toISOString()}/${now.toISOString()}`,
    reason: { key: 'program_ended' as const },
  },
  asked: [until.getTime()],
  decide: () => ({ kind: 'end' as const, until: until.getTime() }),
})

/** How many customers have points of each currency, and how many. */
export async function countOpenPoints(
  tx: Tx,
): Promise<{ currency: string; customers: number; points: number }[]> {
  const { rows } = await sql<{ currency: string; customers: number; points: number }>`
    with held as (
      select currency, coalesce((state -> 'sums' ->> 'available')::bigint, 0)
        + coalesce((state -> 'sums' ->> 'pending')::bigint, 0)
        + coalesce((state -> 'sums' ->> 'held')::bigint, 0) as points
      from ledger_accounts
    )
    select currency, count(*) as customers, sum(points)::bigint as points
    from held where points > 0 group by currency order by currency`.execute(tx)
  return rows
}
