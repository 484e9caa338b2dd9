import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

export async function channelNames(tx: Tx): Promise<{ number: number; code: string }[]> {
  const { rows } = await sql<{ number: number; code: string }>`
    select number::integer as number, code from channels order by code`.execute(tx)
  return rows
}
