import { sql } from 'kysely'
import type { CustomerFileRow } from '#contract/endpoints/customer-files.ts'
import { type Queryable, readOnly, type Tx, transaction } from '#database/transaction.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Import } from '../import.ts'
import type { ImportContext } from '../import-context.ts'
import { readHead } from './read-head.ts'
import { readPortions } from './read-portions.ts'
import type { SheetReading } from './read-row.ts'
import { readingOf } from './reading.ts'
import { KeySet, Overlay } from './seen.ts'
import { endOfRun, type Portion, settlePortion } from './settle-portion.ts'
import { TagRoom } from './tag-room.ts'
import { lookAtPortion, takePortion } from './take-portion.ts'
import { interruptedCode } from './write-rows.ts'

/** Somebody of a portion may be erased while it is taken: it is then taken anew. */
const attemptsMax = 5

/**
 * Takes a file of customers, portion by portion, from the row it has come to; a dry run from the first
 * one, since it has written nothing.
 */
export async function runCustomerFile(
  context: ImportContext,
  row: Import,
  signal: AbortSignal,
): Promise<void> {
  const { database, clock } = context
  if (row.dryRun) await beginAnew(database, row.importId)
  const { header, dialect } = await readHead(database, row)
  const { map, consents } = row.reading!
  // Who started it was asked whether they may.
  const wishes = { map: map ?? undefined, consents, mayConsent: true }
  const reading = await readingOf(database, header, wishes, clock.now())
  const take = row.dryRun ? lookingAt(context, reading) : taking(context, row, reading)
  const from = row.dryRun ? 0 : row.rowsDone
  for await (const portion of readPortions(database, row, dialect, from)) {
    if (signal.aborted) return
    await take(portion)
  }
  await endOfRun(database, row)
}

/** A portion of a dry run: what it names is remembered here, since the database knows nothing of it. */
function lookingAt({ database, erasureKey }: ImportContext, reading: SheetReading) {
  const named = new KeySet()
  let room = new TagRoom()
  return async (portion: Portion) => {
    const { told, before } = await readOnly(database, async (tx) => {
      const before = { seen: new Overlay(named), room: new TagRoom(room.made) }
      const told = await lookAtPortion(tx, portion.rows, reading, before, erasureKey)
      return { told, before }
    })
    before.seen.keep()
    room = before.room
    await transaction(database, (tx) => settlePortion(tx, portion, told))
  }
}

/** A portion for good: what it writes, and how far the file has come, are one transaction. */
function taking(
  { database, clock, erasureKey }: ImportContext,
  row: Import,
  reading: SheetReading,
) {
  const { importId } = row
  const by = row.reading!.by
  return (portion: Portion) =>
    patiently(() =>
      transaction(database, async (tx) => {
        const before = {
          ...{ seen: new Set<string>(), room: new TagRoom() },
          namedBefore: (asked: Tx, ids: readonly string[]) => namedIn(asked, importId, ids),
        }
        const writing = { now: clock.now(), by, erasureKey }
        const told = await takePortion(tx, portion.rows, reading, before, writing)
        await nameThem(tx, importId, told)
        await settlePortion(tx, portion, told)
      }),
    )
}

async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const isInterrupted = error instanceof Refusal && error.code === interruptedCode
      if (!isInterrupted || attempt === attemptsMax) throw error
    }
  }
}

async function namedIn(tx: Tx, importId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from import_customers
    where import_id = ${importId} and customer_id = any(${ids}::uuid[])`.execute(tx)
  return rows.map(({ id }) => id)
}

async function nameThem(tx: Tx, importId: string, told: readonly CustomerFileRow[]) {
  const ids = told.flatMap(({ outcome, customerId }) =>
    outcome === 'refused' ? [] : (customerId ?? []),
  )
  await sql`
    insert into import_customers (import_id, customer_id)
    select ${importId}, unnest(${ids}::uuid[]) on conflict do nothing`.execute(tx)
}

async function beginAnew(db: Queryable, importId: string): Promise<void> {
  await transaction(db, async (tx) => {
    await sql`
      update imports set rows_done = 0, bytes_read = 0, created = 0, updated = 0, accepted = 0,
        duplicates = 0, refused = 0, without_consent = 0, phase_started_at = ${new Date()}
      where import_id = ${importId} and status = 'running'`.execute(tx)
    await sql`delete from import_differences where import_id = ${importId}`.execute(tx)
  })
}
