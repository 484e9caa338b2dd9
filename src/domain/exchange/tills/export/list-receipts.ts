import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { decodeCursor, encodeCursor, uuid } from '#contract/cursor.ts'
import type { TillReceiptOutcome, TillReceiptView } from '#contract/endpoints/tills.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { notFound } from '#kernel/errors.ts'
import { type Booking, findBookings, type Sought, toleratedMillis } from '../bookings.ts'

type Asked = { outcome: TillReceiptOutcome; limit: number; cursor?: string | undefined }

const place = z.strictObject({ receiptId: uuid })

/** Receipts of exports by what became of them; of a doubtful one with the purchases it may be. */
export async function listTillReceipts(
  { database }: Pick<Context, 'database'>,
  { outcome, limit, cursor }: Asked,
): Promise<{ items: TillReceiptView[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(cursor, place).receiptId
  const where = sql`outcome = ${outcome} ${after === null ? sql`` : sql`and receipt_id > ${after}`}`
  return await readOnly(database, async (tx) => {
    const found = await ask(tx, where, limit + 1)
    const items = await withCandidates(tx, found.slice(0, limit))
    const isMore = found.length > limit
    return { items, nextCursor: isMore ? encodeCursor({ receiptId: items.at(-1)!.id }) : null }
  })
}

export async function readTillReceipt(
  { database }: Pick<Context, 'database'>,
  receiptId: string,
): Promise<TillReceiptView> {
  return await readOnly(database, async (tx) => {
    const [found] = await withCandidates(tx, await ask(tx, sql`receipt_id = ${receiptId}`, 1))
    if (!found) throw notFound('till_receipt')
    return found
  })
}

type Row = Omit<TillReceiptView, 'candidates'> & { storeNumber: number; beganAt: Date }

async function ask(tx: Tx, where: RawBuilder<unknown>, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select receipt_id as id, json_build_object('id', till_id, 'name', tills.name) as till,
      json_build_object('code', stores.code, 'name', stores.name) as store,
      store_number::integer as "storeNumber", till_receipts.number, began_at as "beganAt",
      ended_at as "endedAt", total, counted, outcome, reason,
      round(extract(epoch from ended_at - began_at) / 60)::integer as "stayMinutes"
    from till_receipts join tills using (till_id) join stores on stores.number = store_number
    where ${where} order by receipt_id limit ${limit}`.execute(tx)
  return rows
}

async function withCandidates(tx: Tx, rows: readonly Row[]): Promise<TillReceiptView[]> {
  const doubtful = rows.filter(({ outcome }) => outcome === 'doubtful')
  const candidates = candidatesOf(await findBookings(tx, doubtful.map(soughtFor)))
  return rows.map(({ storeNumber: _, beganAt: __, ...row }) => ({
    ...row,
    candidates: candidates.get(row.id) ?? [],
  }))
}

const soughtFor = ({ id, storeNumber, beganAt, endedAt, total, counted }: Row): Sought => ({
  receipt: id,
  storeNumber,
  from: new Date(beganAt.getTime() - toleratedMillis),
  to: new Date(endedAt.getTime() + toleratedMillis),
  amounts: [...new Set([total, counted])],
})

type Candidate = TillReceiptView['candidates'][number]

function candidatesOf(bookings: readonly Booking[]): Map<string, Candidate[]> {
  const byReceipt = Map.groupBy(bookings, ({ receipt }) => receipt)
  return new Map(
    [...byReceipt].map(([receipt, some]) => [
      receipt,
      some.map(({ eventId, source, occurredAt, amount, holder, customerId }) => ({
        eventId,
        source,
        occurredAt,
        amount,
        customerId: holder === 'customer' ? customerId : null,
      })),
    ]),
  )
}
