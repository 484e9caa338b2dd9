import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Account } from './account.ts'
import { type AccountKey, lockAccounts, readAccountsOpen } from './account-rows.ts'
import { type Done, performNow, saveActs } from './record-act.ts'
import { readLedgerTerms } from './terms.ts'

const accountsPerStep = 2000

/**
 * Lets open points keep until then at most: an act for each account, told once. What was earned
 * late is found when it is asked again.
 * @returns the last account looked at; null: all were
 */
export async function endPoints(
  tx: Tx,
  after: AccountKey | null,
  until: Date,
  now: Date,
): Promise<AccountKey | null> {
  const seen = await readAccountsOpen(tx, after, accountsPerStep)
  const lasting = seen.filter(({ account }) => outlasts(account, until))
  if (lasting.length > 0) {
    const terms = await readLedgerTerms(tx)
    const done: Done[] = []
    // Under their locks: another machine may have ended them since.
    for (const kept of await lockAccounts(tx, lasting)) {
      if (!outlasts(kept.account, until)) continue
      done.push(await performNow(tx, kept, plannedOf(kept, until, now), terms, now))
    }
    await saveActs(tx, done, terms, now)
  }
  return seen.length < accountsPerStep ? null : seen.at(-1)!
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
