import { sql } from 'kysely'
import type { TakenBalances } from '#contract/endpoints/balance-files.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { cancelOpenings, type Recorded } from '#domain/ledger/cancel-many.ts'
import { readFile } from './file-rows.ts'

const rowsPerPortion = 500

/** Cancels all opening postings of a file. Asked again after an interruption, it goes on. */
export async function takeBack(
  { database, clock }: Context,
  fileId: string,
  by: Caller,
): Promise<TakenBalances> {
  await readFile(database, fileId)
  const asked = { fileId, now: clock.now(), doneBy: callerKey(by) }
  for (;;) {
    const left = await transaction(database, (tx) => takeBackSome(tx, asked))
    if (left === 0) return await readFile(database, fileId)
  }
}

type Asked = { fileId: string; now: Date; doneBy: string | null }
type Row = Recorded & { line: number }

/** @returns how many were taken back; 0: the file is done */
async function takeBackSome(tx: Tx, { fileId, now, doneBy }: Asked): Promise<number> {
  await bumpRevision(tx)
  const { rows } = await sql<Row>`
    select line, customer_id as "customerId", currency, act_id as act from balance_rows
    where file_id = ${fileId} and not taken_back
    order by customer_id, currency limit ${rowsPerPortion}
    for update`.execute(tx)
  const reason = { key: 'hand.taken_over' as const }
  const openings = rows.map(({ line: _, ...opening }) => opening)
  await cancelOpenings(tx, openings, { store: 0, doneBy, reason }, now)
  await sql`
    update balance_rows set taken_back = true
    where file_id = ${fileId} and line = any(${rows.map(({ line }) => line)}::integer[])`.execute(
    tx,
  )
  if (rows.length === 0) {
    await sql`
      update balance_files set taken_back_at = ${now}, taken_back_by = ${doneBy ?? ''}
      where file_id = ${fileId} and taken_back_at is null`.execute(tx)
  }
  return rows.length
}
