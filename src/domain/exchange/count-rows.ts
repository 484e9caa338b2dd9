import { transaction } from '#database/transaction.ts'
import { isRejectedValue } from '#domain/events/record-events.ts'
import type { Import, Place } from './import.ts'
import type { ImportContext } from './import-context.ts'
import { recordUnits } from './record-units.ts'
import { type Batch, readBatch, type Source, sourceOf } from './staged-units.ts'
import { refuseTooLong, settle, tallyOf } from './tally.ts'
import type { Unit } from './units.ts'

/**
 * Turns staged rows into events, batch by batch. Each batch is one transaction that also moves the
 * import's own counters and place on, so whatever happens a row is decided exactly once.
 * @returns whether the last row was reached; false where the program wants to end
 * @throws Stopped where somebody canceled the import
 */
export async function countRows(
  context: ImportContext,
  row: Import,
  signal: AbortSignal,
): Promise<boolean> {
  const { database } = context
  const source = await sourceOf(database, row)
  let batch = await readBatch(database, source, row.done)
  while (batch && !signal.aborted) {
    const current: Batch = batch
    // The next rows are read while the database is busy with these.
    const counted = current.kind === 'units' ? current.occurrence : null
    const next = readBatch(database, source, current.until, counted)
    // Whoever fails first must not leave the other's failure unheard.
    next.catch(() => undefined)
    await countBatch(context, source, current)
    batch = await next
  }
  return batch === null
}

async function countBatch(context: ImportContext, source: Source, batch: Batch): Promise<void> {
  if (batch.kind === 'units') await countUnits(context, source, batch.units, batch.from)
  else await transaction(context.database, (tx) => refuseTooLong(tx, source.importId, batch))
}

/** Halves what the database rejects until the one value at fault stands alone. */
async function countUnits(
  context: ImportContext,
  source: Source,
  units: readonly Unit[],
  from: Place | null,
): Promise<void> {
  const move = { importId: source.importId, from, until: units.at(-1)!.until }
  try {
    await transaction(context.database, async (tx) =>
      settle(tx, move, tallyOf(units, await recordUnits(tx, context, source, units))),
    )
  } catch (error) {
    if (!isRejectedValue(error)) throw error
    if (units.length > 1) {
      const middle = units.length >> 1
      await countUnits(context, source, units.slice(0, middle), from)
      await countUnits(context, source, units.slice(middle), units[middle - 1]!.until)
      return
    }
    const rejected = [{ reasons: units[0]!.rows.map(() => ({ code: 'value_rejected' })) }]
    await transaction(context.database, (tx) => settle(tx, move, tallyOf(units, rejected)))
  }
}
