import { sql } from 'kysely'
import type { z } from 'zod'
import type { readReportChoices } from '#contract/endpoints/analytics.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readStores } from './store-names.ts'

/** What reports can be filtered by. */
export function reportChoices(
  { database }: Context,
  limit: Caller['stores'],
): Promise<z.output<typeof readReportChoices.reply>> {
  return readOnly(database, async (tx) => {
    const stores = await readStores(tx, { stores: limit })
    const { rows } = await sql<{ channels: string[]; categories: string[]; tags: string[] }>`
      select array(select code from channels order by code) as channels,
        array(select code from categories order by code) as categories,
        array(select name from tags order by name) as tags`.execute(tx)
    return { stores: stores.map(({ code, name }) => ({ code, name })), ...rows[0]! }
  })
}
