import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'

/**
 * More are articles taken for categories. What names one more is kept as it was sent, and rules and vouchers read it
 * there; reports count it without a category.
 */
export const categoriesMax = 2000

/** The number of a category, which may be new. @throws Refusal where there is no room for one more */
export async function categoryNumber(tx: Tx, code: string): Promise<number> {
  await sql`
    insert into categories (code) select ${code}
    where (select count(*) from categories) < ${categoriesMax}
    on conflict do nothing`.execute(tx)
  const { rows } = await sql<{ number: number }>`
    select number from categories where code = ${code}`.execute(tx)
  if (rows[0]) return rows[0].number
  throw conflict('categories_too_many', `A business has at most ${categoriesMax} categories.`)
}
