import { sql } from 'kysely'
import type { OpeningHours } from '#contract/endpoints/opening-hours.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import type { Opening } from './open-minutes.ts'

export const openingColumns = sql`store_id as "storeId", hours, closures`

/** @param numbers only these; null: every store */
export async function listOpenings(
  { kysely }: Queryable,
  numbers: readonly number[] | null,
): Promise<OpeningHours[]> {
  const { rows } = await sql<OpeningHours>`
    select ${openingColumns} from stores
    where archived_at is null
      and (${numbers}::smallint[] is null or number = any(${numbers}::smallint[]))
    order by name, code`.execute(kysely)
  return rows
}

/** Those of whom something is known, by the store's number. */
export async function readOpenings(tx: Tx): Promise<Map<number, Opening>> {
  const { rows } = await sql<Opening & { number: number }>`
    select number::integer, hours, closures from stores
    where hours is not null or closures <> '[]'`.execute(tx)
  return new Map(rows.map(({ number, ...opening }) => [number, opening]))
}
