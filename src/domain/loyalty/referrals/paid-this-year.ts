import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { unitOf, unitStart } from '#kernel/calendar.ts'
import type { TimeZone } from '#kernel/time-zone.ts'

/** How many recruits each referrer was paid for in this calendar year. The referrers are locked. */
export async function paidThisYear(
  tx: Tx,
  referrerIds: ReadonlySet<string>,
  zone: TimeZone,
  now: Date,
): Promise<Map<string, number>> {
  const ids = [...referrerIds].sort()
  await sql`
    select from customers where customer_id = any(${ids}::uuid[])
    order by customer_id for no key update`.execute(tx)
  const members = await membersOf(tx, ids)
  const from = zone.startOf(unitStart('year', unitOf('year', zone.dayOf(now))))
  const { rows } = await sql<{ id: string; paid: number }>`
    select referrer_id as id, count(*) as paid from referrals
    where referrer_id = any(${[...members.values()].flat()}::uuid[])
      and state = 'paid' and decided_at >= ${from}
    group by referrer_id`.execute(tx)
  const paid = new Map(rows.map((row) => [row.id, row.paid]))
  return new Map(
    [...members].map(([root, own]) => [
      root,
      own.reduce((sum, id) => sum + (paid.get(id) ?? 0), 0),
    ]),
  )
}
