import { sql } from 'kysely'
import type { Reply } from '#contract/endpoint.ts'
import type { readCounterSettings as endpoint } from '#contract/endpoints/pos-bookings.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'

type Settings = Reply<typeof endpoint>

export async function readCounterSettings(tx: Tx): Promise<Settings> {
  const { rows } = await sql<Settings>`
    select names_staff as "namesStaff" from counter_settings`.execute(tx)
  return rows[0]!
}

export async function setCounterSettings(
  { database }: Context,
  { namesStaff }: Settings,
): Promise<Settings> {
  return await transaction(database, async (tx) => {
    await sql`update counter_settings set names_staff = ${namesStaff}`.execute(tx)
    return await readCounterSettings(tx)
  })
}
