import { type RawBuilder, sql } from 'kysely'
import type { ImportStatus } from '#contract/endpoints/imports.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { findImport, type Import, stateRefusal } from './import.ts'

/** Stops an import at once: the batch in hand finds it stopped and counts nothing. */
export async function cancelImport(context: Context, importId: string): Promise<Import> {
  return await change(context, importId, {
    from: ['running'],
    // What only looked has changed nothing; its file waits for what it is told next.
    set: sql`status = case when dry_run then 'uploaded' else 'canceled' end,
      finished_at = case when dry_run then null else ${new Date()}::timestamptz end`,
    refusal: 'This import is not running.',
  })
}

/** Lets a stopped import go on with the first row that was not decided. */
export async function resumeImport(context: Context, importId: string): Promise<Import> {
  return await change(context, importId, {
    from: ['canceled', 'failed'],
    set: sql`status = case when streams_total > 0 then 'taking_back' else 'running' end,
      failure = null, finished_at = null,
      phase_started_at = ${new Date()}, rows_before = accepted + duplicates + refused`,
    // A sweep may have deleted the file; taking back needs none.
    where: sql`(streams_total > 0 or exists (select from import_chunks
      where import_chunks.import_id = imports.import_id))`,
    refusal: 'Only a canceled or failed import can go on, as long as its file is kept.',
  })
}

/** Sets an import to be taken back; the runner does it. */
export async function takeBackImport(context: Context, importId: string): Promise<Import> {
  return await change(context, importId, {
    from: ['done', 'canceled', 'failed'],
    set: sql`status = 'taking_back', failure = null, phase_started_at = ${new Date()}`,
    where: sql`kind = 'purchases'`,
    refusal:
      'Only purchases can be taken back, once their import has ended or was stopped. What a file wrote of customers stays.',
  })
}

async function change(
  { database }: Context,
  importId: string,
  step: {
    from: ImportStatus[]
    set: RawBuilder<unknown>
    where?: RawBuilder<unknown>
    refusal: string
  },
): Promise<Import> {
  const { rows } = await transaction(database, (tx) =>
    sql`
      update imports set ${step.set}
      where import_id = ${importId} and status = any(${step.from}::text[])
        and ${step.where ?? sql`true`}
      returning import_id`.execute(tx),
  )
  const row = await findImport(database, importId)
  if (rows.length === 0) throw stateRefusal(step.refusal)
  return row
}
