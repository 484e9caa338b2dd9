import { sql } from 'kysely'
import type { Recount } from '#contract/endpoints/business.ts'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { isGuestId } from '#domain/events/guest.ts'
import { holdTerms, loadAllTerms } from '#domain/events/terms.ts'
import { nilId } from '#kernel/ids.ts'
import { replay } from './replay.ts'
import { saveProfiles } from './rows.ts'
import { StoreDays } from './store-days.ts'
import { readEvents } from './streams.ts'
import { updateProfiles } from './update-profiles.ts'

const customersPerStep = 500
const guestsPerStep = 2_000

/** What follows where these customers' days are counted anew, in the same transaction. */
export type CountedAnew = (tx: Tx, customerIds: readonly string[], now: Date) => Promise<void>

/**
 * Has every customer counted anew in the background, after a change of the terms by which they
 * count. Intake is kept out only until the change is committed: whoever counts later counts by the
 * new terms, and whoever counted before is replayed. A further change begins again.
 */
export async function beginRecount(tx: Tx, of: Recount['of']): Promise<void> {
  await holdTerms(tx)
  const days = of === 'days' ? await forgetGuests(tx) : null
  await sql`
    insert into recounts as running (customers, guests, log_position)
    select customers, ${days?.guests ?? 0}, ${days?.logPosition ?? null}
    from (select count(*)::integer as customers from customers where merged_into is null) as known
    where customers + ${days?.guests ?? 0} > 0
    on conflict (only_one) do update set
      began_at = now(), done = 0, done_until = ${nilId}, customers = excluded.customers,
      guests = greatest(running.guests, excluded.guests),
      log_position = coalesce(excluded.log_position, running.log_position),
      guests_done_until = case when excluded.log_position is null
        then running.guests_done_until else ${nilId} end`.execute(tx)
}

type Guests = { guests: number; logPosition: number }

/**
 * A guest has no rows to take back one by one, so all are taken out of the stores' days at once.
 * What comes in from now on is added as ever; what stood in the log by now is left to the steps.
 */
async function forgetGuests(tx: Tx): Promise<Guests> {
  const { rows } = await sql<Guests>`
    with forgotten as (
      update store_days as counted set anonymous_receipts = 0, anonymous_sales = 0
      from store_days as before
      where (before.anonymous_receipts <> 0 or before.anonymous_sales <> 0)
        and counted.day = before.day and counted.store_number = before.store_number
        and counted.channel_number = before.channel_number and counted.shard = before.shard
      returning before.anonymous_receipts as receipts
    )
    select coalesce(sum(receipts), 0)::integer as guests,
      coalesce(pg_sequence_last_value(pg_get_serial_sequence('events', 'position')::regclass), 0)
        as "logPosition"
    from forgotten`.execute(tx)
  return rows[0]!
}

/** How far the counting is; null where none is under way. */
export async function readRecount({ kysely }: Queryable): Promise<Recount | null> {
  const { rows } = await sql<Recount>`
    select case when log_position is null then 'profit' else 'days' end as of, began_at as since,
      greatest(customers + guests, done) as customers, done
    from recounts`.execute(kysely)
  return rows[0] ?? null
}

/** Counts on wherever a crash or a stop left it. */
export function recountWorker(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  daysCountedAnew: CountedAnew,
): Worker {
  return {
    name: 'recount',
    restMillis: 1_000,
    work: async () => {
      if ((await readRecount(database)) === null) return 'done'
      return await transaction(database, (tx) => recountSome(tx, clock.now(), daysCountedAnew))
    },
  }
}

/**
 * The business is locked first, as by whoever changes the terms: two that wait for each other's
 * locks would never end. Each step ends kept answers, since reports see what it counted.
 */
async function recountSome(
  tx: Tx,
  now: Date,
  daysCountedAnew: CountedAnew,
): Promise<'more' | 'done'> {
  await bumpRevision(tx)
  const customers = await nextCustomers(tx)
  if (customers.length > 0) {
    const { of } = (await readRecount({ kysely: tx }))!
    await countCustomers(tx, customers, now)
    if (of === 'days') await daysCountedAnew(tx, customers, now)
    return 'more'
  }
  const guests = await nextGuests(tx)
  if (guests.length > 0) {
    await countGuests(tx, guests)
    return 'more'
  }
  await sql`delete from recounts`.execute(tx)
  return 'done'
}

async function nextCustomers(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers
    where merged_into is null and customer_id > (select done_until from recounts)
    order by customer_id limit ${customersPerStep}`.execute(tx)
  return rows.map((row) => row.id)
}

async function countCustomers(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await updateProfiles(tx, {
    fresh: [],
    overruled: ids.map((customerId) => ({ customerId, anonymous: false })),
    written: new Set(),
    terms: await loadAllTerms(tx),
    now,
  })
  await sql`
    update recounts set done = done + ${ids.length}, done_until = ${ids.at(-1)}`.execute(tx)
}

/** None where only profit changed. Who was forgotten since leaves a stream, but was no guest. */
async function nextGuests(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from events
    where customer_id > (select guests_done_until from recounts)
      and position <= (select log_position from recounts)
      and ${isGuestId(sql`customer_id`)}
    group by customer_id order by customer_id limit ${guestsPerStep}`.execute(tx)
  return rows.map((row) => row.id)
}

async function countGuests(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ position: number }>`
    update recounts set done = done + ${ids.length}, guests_done_until = ${ids.at(-1)}
    returning log_position as position`.execute(tx)
  const until = rows[0]!.position
  const terms = await loadAllTerms(tx)
  const eventsOf = await readEvents(tx, [], ids)
  const storeDays = new StoreDays()
  for (const id of ids) {
    const known = eventsOf(id).filter(({ position }) => position <= until)
    for (const row of replay(known, terms).days.values()) storeDays.add('anonymous', row)
  }
  await saveProfiles(tx, new Map(), [], storeDays.take(), 0)
}
