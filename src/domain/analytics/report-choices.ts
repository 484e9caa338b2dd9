import { sql } from 'kysely'
import type { z } from 'zod'
import type { readReportChoices } from '#contract/endpoints/analytics.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import type { Tx } from '#database/transaction.ts'
import { readOnly } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'
import { readStores } from './store-names.ts'
import type { Group } from './wanted.ts'

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

const tableOf = { store: 'stores', channel: 'channels', category: 'categories' } as const

/** The number of a store, channel or category; 0 where none is named. */
export async function groupNumber(tx: Tx, by: Group, code: string | undefined): Promise<number> {
  if (!code) return 0
  const { rows } = await sql<{ number: number }>`
    select number::integer as number from ${sql.table(tableOf[by])} where code = ${code}`.execute(
    tx,
  )
  if (rows[0]) return rows[0].number
  throw malformed(`unknown_${by}`, `There is no ${by} "${code}".`, '/query/group')
}
