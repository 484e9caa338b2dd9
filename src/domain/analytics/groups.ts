import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { malformed } from '#kernel/errors.ts'

/** What customers can be parted by: the store, channel or category of their first purchase. */
export type Group = 'store' | 'channel' | 'category'

const tableOf = { store: 'stores', channel: 'channels', category: 'categories' } as const

/** The number of a store, channel or category; 0 where none is named. */
export async function groupNumber(tx: Tx, by: Group, code: string | undefined): Promise<number> {
  if (!code) return 0
  const { rows } = await sql<{ number: number }>`
    select number::integer as number from ${sql.table(tableOf[by])} where code = ${code}`.execute(
    tx,
  )
  if (rows[0]) return rows[0].number
  throw malformed(`${by}_unknown`, `There is no ${by} "${code}".`, '/group')
}

export type NamedGroup = { number: number; code: string; name: string }

/** Code and name of groups by their numbers; channels and categories have no name but their code. */
export async function nameGroups(
  tx: Tx,
  by: Group,
  numbers: readonly number[],
): Promise<NamedGroup[]> {
  const { rows } = await sql<NamedGroup>`
    select number::integer as number, code, ${sql.ref(by === 'store' ? 'name' : 'code')} as name
    from ${sql.table(tableOf[by])}
    where number = any(${numbers}::integer[])`.execute(tx)
  return rows
}
