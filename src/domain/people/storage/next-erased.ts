import { sql } from 'kysely'
import type { NamedCustomer } from '#contract/endpoints/reports/parts.ts'
import { nextErasedMax, warningDays } from '#contract/endpoints/storage-periods.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { nameCustomers } from '#domain/customers/name-customers.ts'
import { dayMillis } from '#kernel/calendar.ts'
import { inactiveSince } from './expiring.ts'
import { daysAgo, type Period, readPeriods } from './periods.ts'

type Away = { customerId: string; lastSeenAt: Date }
export type NextErased = Away & { customer: NamedCustomer; erasedOn: Date }

/** Who will be erased next for having been away so long, and not before when. */
export async function listNextErased({
  database,
  clock,
}: Pick<Context, 'database' | 'clock'>): Promise<NextErased[]> {
  return await readOnly(database, async (tx) => {
    const period = (await readPeriods(tx)).get('inactive_customers')!
    const { keepDays } = period
    if (keepDays === null) return []
    const before = daysAgo(clock.now(), keepDays - warningDays)
    const away = await longestAway(tx, before, nextErasedMax)
    const names = await nameCustomers(
      tx,
      away.map(({ customerId }) => customerId),
    )
    return away.map((one) => ({
      ...one,
      customer: names.get(one.customerId)!,
      erasedOn: new Date(
        Math.max(one.lastSeenAt.getTime() + keepDays * dayMillis, warnedUntil(period).getTime()),
      ),
    }))
  })
}

export async function longestAway(tx: Tx, before: Date, limit: number): Promise<Away[]> {
  const { rows } = await sql<Away>`
    select customer_id as "customerId", last_seen_at as "lastSeenAt"
    from ${inactiveSince(before)}
    order by last_seen_at, customer_id limit ${limit}`.execute(tx)
  return rows
}

/** Before then nobody is erased for having been away. */
export const warnedUntil = ({ changedAt }: Period) =>
  new Date((changedAt?.getTime() ?? 0) + warningDays * dayMillis)
