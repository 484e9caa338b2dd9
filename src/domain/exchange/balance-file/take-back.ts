import { sql } from 'kysely'
import type { TakenBalances } from '#contract/endpoints/balance-files.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { bumpRevision } from '#domain/business/revision.ts'
import { cancelAct } from '#domain/ledger/cancel-act.ts'
import { readFile } from './file-rows.ts'

const rowsPerPortion = 100

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
type Row = { line: number; customerId: string; act: string }

/** @returns how many were taken back; 0: the file is done */
async function takeBackSome(tx: Tx, { fileId, now, doneBy }: Asked): Promise<number> {
  await bumpRevision(tx)
  const { rows } = await sql<Row>`
    select line, customer_id as "customerId", act_id as act from balance_rows
    where file_id = ${fileId} and not taken_back
    order by customer_id, currency limit ${rowsPerPortion}
    for update`.execute(tx)
  const reason = { key: 'hand.taken_over' as const }
  const shared = { store: 0, doneBy, reason, allowed: 'any_time' as const }
  for (const { customerId, act } of rows) await cancelAct(tx, { ...shared, customerId, act }, now)
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
