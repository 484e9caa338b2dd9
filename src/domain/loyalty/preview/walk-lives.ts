import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import { type Queryable, readOnly, type Tx } from '#database/transaction.ts'
import { nilId } from '#kernel/ids.ts'
import { type Life, readLives } from '../follow-program.ts'

/**
 * Everybody, or those of whom something was heard since then, or whose birthday was ever said; where
 * birthdays count, also those whose birthday is known.
 */
export type Seen = { since: Date | null; birthdays: boolean }

const customersPerStep = 500
const customersPerBreath = 25

const seen = ({ since, birthdays }: Seen): RawBuilder<unknown> => sql`
  (${since}::timestamptz is null or last_seen_at >= ${since} or jsonb_exists(engagement, 'birthday')
    or (${birthdays}::boolean and exists (
      select from person_revisions
      where person_revisions.customer_id = profiles.customer_id and birthday is not null
    )))
  and facts > 0
  and not exists (
    select from customers
    where customers.customer_id = profiles.customer_id and merged_into is not null
  )`

export type Size = { customers: number; events: number; everybody: number }

/** How many lives there are to walk through, and how many facts they hold. */
export async function sizeOf({ kysely }: Queryable, which: Seen): Promise<Size> {
  const { rows } = await sql<Size>`
    select count(*) filter (where ${seen(which)})::int as customers,
      coalesce(sum(facts) filter (where ${seen(which)}), 0)::bigint as events,
      count(*)::int as everybody
    from profiles`.execute(kysely)
  return rows[0]!
}

/**
 * Hands over life after life, some hundred in memory at a time. Each step sees the database as it
 * is then: a picture of the whole, held for minutes, would keep the database from tidying up.
 */
export async function walkLives(
  database: Queryable,
  which: Seen,
  take: (customerId: string, life: Life) => void,
  { onProgress, signal }: { onProgress: (customers: number) => void; signal: AbortSignal },
): Promise<void> {
  let after: string = nilId
  let walked = 0
  for (;;) {
    const lives = await readOnly(database, (tx) => nextLives(tx, which, after))
    if (lives.size === 0) return
    for (const [customerId, life] of lives) {
      take(customerId, life)
      after = customerId
      // Whoever waits at the till does not wait for this.
      if (++walked % customersPerBreath === 0) await setImmediate()
      signal.throwIfAborted()
    }
    onProgress(walked)
  }
}

async function nextLives(tx: Tx, which: Seen, after: string): Promise<Map<string, Life>> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from profiles
    where customer_id > ${after}::uuid and ${seen(which)}
    order by customer_id limit ${customersPerStep}`.execute(tx)
  return rows.length === 0
    ? new Map()
    : await readLives(
        tx,
        rows.map(({ id }) => id),
      )
}
