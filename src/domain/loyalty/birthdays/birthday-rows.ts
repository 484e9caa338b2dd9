import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf } from '#domain/customers/merged.ts'
import { dateText, dayNumber } from '#kernel/calendar.ts'
import { publicId } from '#kernel/ids.ts'

export const birthdaySource = 'stammgast'

/** One a year: whoever moves their birthday has had this year's. It names no day and no person. */
export const birthdayKey = (year: string, customerId: string) =>
  `birthday ${year} ${publicId('cus', customerId)}`

/** The first day that is not yet over with; locked, so that one after another goes on. */
export async function lockNextDay(tx: Tx, today: number): Promise<number> {
  await sql`
    insert into birthdays_said (next_day) values (${dateText(today)})
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ day: string }>`
    select next_day::text as day from birthdays_said for update`.execute(tx)
  return dayNumber(rows[0]!.day)
}

export async function saveNextDay(tx: Tx, day: number): Promise<void> {
  await sql`update birthdays_said set next_day = ${dateText(day)}`.execute(tx)
}

type Wanted = { monthDays: readonly string[]; knownBefore: Date; year: string; limit: number }

/**
 * Whose birthday is kept on a day, as it was known before an instant, and was not said this year,
 * neither of them nor of anybody merged into them. Of those who died none is said.
 */
export async function findUnsaid(
  tx: Tx,
  { monthDays, knownBefore, year, limit }: Wanted,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with candidates as (
      select distinct customer_id from person_revisions
      where right(birthday, 5) = any(${monthDays}::text[])
    )
    select customer_id as id
    from candidates join customers using (customer_id)
    where merged_into is null and customer_id not in (
      select customer_id from blocked_customers where reason = 'died'
    ) and (
      select right(birthday, 5) from person_revisions
      where person_revisions.customer_id = candidates.customer_id and from_at < ${knownBefore}
      order by from_at desc limit 1
    ) = any(${monthDays}::text[])
    order by customer_id`.execute(tx)
  const ids = rows.map(({ id }) => id)
  const said = await saidOf(tx, ids, year)
  return ids.filter((id) => !said.has(id)).slice(0, limit)
}

async function saidOf(tx: Tx, ids: readonly string[], year: string): Promise<Set<string>> {
  const members = await membersOf(tx, ids)
  const rootOf = new Map(
    [...members].flatMap(([root, all]) =>
      all.map((member): [string, string] => [birthdayKey(year, member), root]),
    ),
  )
  const { rows } = await sql<{ key: string }>`
    select external_id as key from event_keys
    where source = ${birthdaySource} and external_id = any(${[...rootOf.keys()]}::text[])`.execute(
    tx,
  )
  return new Set(rows.map(({ key }) => rootOf.get(key)!))
}
