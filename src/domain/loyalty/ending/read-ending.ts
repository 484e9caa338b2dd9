import type { Tx } from '#database/transaction.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { readWholeProgram } from '../definition/read-program.ts'
import { type Ending, planOf } from '../program.ts'

/** How the program comes to its end as it was said by then, where it does. */
export async function readEnding(
  tx: Tx,
  now: Date,
): Promise<{ zone: TimeZone; ending: Ending | null }> {
  const program = await readWholeProgram(tx)
  return { zone: program.zone, ending: planOf(program).inForce(now.getTime()).ending }
}

/** When all is over; null: the program goes on. */
export async function readProgramEnd(tx: Tx, now: Date): Promise<Date | null> {
  const { ending } = await readEnding(tx, now)
  return ending && new Date(ending.redeemEndMillis)
}

/** From when on nothing brings points any more; null: the program goes on. */
export async function readCollectEnd(tx: Tx, now: Date): Promise<Date | null> {
  const { ending } = await readEnding(tx, now)
  return ending && new Date(ending.collectEndMillis)
}
