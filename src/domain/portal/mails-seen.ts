import { sql } from 'kysely'
import type { Caller } from '#contract/route.ts'
import type { Seeing } from '#domain/business/mail/mail-rows.ts'
import { rootsOf } from '#domain/customers/merged.ts'
import { wasIn } from '#domain/profile/customer-conditions.ts'

/**
 * A code lets whoever reads it see all of a guest: staff of some stores are shown none of guests who
 * buy elsewhere alone.
 */
export const mailsSeenBy =
  ({ stores }: Caller): Seeing =>
  async (tx, customerIds) => {
    if (stores === null) return new Set(customerIds)
    const roots = await rootsOf(tx, customerIds)
    const { rows } = await sql<{ id: string }>`
      select customer_id as id from profiles
      where customer_id = any(${[...roots.values()]}::uuid[])
        and (purchases = 0 or ${wasIn(stores)})`.execute(tx)
    const seen = new Set(rows.map(({ id }) => id))
    return new Set(customerIds.filter((id) => seen.has(roots.get(id) ?? id)))
  }
