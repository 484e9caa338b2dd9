import { sql } from 'kysely'
import type { ProgramEnding } from '#contract/language/program-ending.ts'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { type TimeZone, zoneNamed } from '#kernel/time-zone.ts'
import { readWholeProgram } from '../definition/read-program.ts'
import { type Ending, endingOf, planOf } from '../program.ts'

/** How the program comes to its end as it was said by then, where it does. */
export async function readEnding(
  tx: Tx,
  now: Date,
): Promise<{ zone: TimeZone; ending: Ending | null }> {
  const program = await readWholeProgram(tx)
  return { zone: program.zone, ending: planOf(program).inForce(now.getTime()).ending }
}

/**
 * When all is over by what was said last; null: the program goes on. It asks for nothing else of the
 * program, for whoever spends points.
 */
export async function readSpendingEnd(tx: Tx): Promise<Date | null> {
  const { rows } = await sql<{ ending: ProgramEnding | null; timeZone: string }>`${prepared}
    select time_zone as "timeZone", (
      select content from program_revisions where kind = 'ending' order by revision desc limit 1
    ) as ending
    from business`.execute(tx)
  const { ending, timeZone } = rows[0]!
  if (ending?.status !== 'active') return null
  return new Date(endingOf(ending, zoneNamed(timeZone)).redeemEndMillis)
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
