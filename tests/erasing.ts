import { sql } from 'kysely'
import { type Queryable, type Tx, transaction } from '#database/transaction.ts'

export const erasureKey = 'a key of tests'

/** With the books open for erasing, as the verb opens them. */
export const whileErasing = (database: Queryable, erase: (tx: Tx) => Promise<void>) =>
  transaction(database, async (tx) => {
    await sql`select set_config('stammgast.erasing', 'on', true)`.execute(tx)
    await erase(tx)
  })
