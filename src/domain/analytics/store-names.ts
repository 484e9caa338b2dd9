import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Filters } from './filters.ts'

export type StoreName = { number: number; code: string; name: string; archived: boolean }

/** The stores within a filter, by name. */
export async function readStores(
  tx: Tx,
  { stores }: Pick<Filters, 'stores'>,
): Promise<StoreName[]> {
  const { rows } = await sql<StoreName>`
    select number::integer as number, code, name, archived_at is not null as archived
    from stores ${stores ? sql`where number = any(${[...stores]}::integer[])` : sql``}
    order by name, code`.execute(tx)
  return rows
}

/**
 * The latest receipt of each store among the events recorded last: to the minute where receipts
 * come in as they happen, and no scan of the log.
 */
export async function readLatestReceipts(tx: Tx): Promise<Map<number, Date>> {
  const { rows } = await sql<{ store: number; at: Date }>`
    with latest as (
      select store_number, type, occurred_at from events
      order by xid desc, position desc limit 5000
    )
    select store_number::integer as store, max(occurred_at) as at from latest
    where type = 'purchase' and store_number is not null group by store_number`.execute(tx)
  return new Map(rows.map((row) => [row.store, row.at]))
}
