import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { drawCardNumber } from '#kernel/card-number.ts'
import { erasedAmong } from '../erased-identities.ts'

export type Making = { at: Date; batchId: string | null; erasureKey: string | undefined }

const attemptsMax = 20

/**
 * Makes numbers that nobody has, had or was given by an older system.
 * @returns them in the order of drawing, as they lie on the sheet
 */
export async function makeNumbers(tx: Tx, count: number, making: Making): Promise<string[]> {
  const made: string[] = []
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const drawn = Array.from({ length: count - made.length }, () => drawCardNumber(randomInt))
    made.push(...(await keepFree(tx, drawn, making)))
    if (made.length === count) return made
  }
  throw new Error(`of ${count} card numbers drawn some were taken ${attemptsMax} times in a row`)
}

async function keepFree(
  tx: Tx,
  drawn: readonly string[],
  { at, batchId, erasureKey }: Making,
): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    with asked as (
      select distinct 'card_number' as kind, value from unnest(${drawn}::text[]) as drawn (value)
    ), taken as (
      select value from asked join identities using (kind, value)
      ${erasureKey === undefined ? sql`` : sql`union select erased.value from (${erasedAmong(erasureKey)}) as erased`}
    )
    insert into cards (number, batch_id, made_at)
    select value, ${batchId}::uuid, ${at} from asked
    where value not in (select value from taken)
    order by value
    on conflict (number) do nothing
    returning number`.execute(tx)
  const kept = new Set(rows.map(({ number }) => number))
  return drawn.filter((number) => kept.delete(number))
}
