import { type RawBuilder, sql } from 'kysely'
import type { StockMovement, StockReason } from '#contract/endpoints/gift-articles.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'

/** Pieces that come or go. The article is locked by the caller, who has seen that there are enough. */
export type Move = {
  movementId?: string
  article: string
  reason: StockReason
  pieces: number
  storeNumber: number | null
  now: Date
  createdBy: string
  /** The redemption or hand-over it belongs to. */
  cause: string | null
}

/** Writes the line of the book of stock and the sum of all lines, together. */
export async function movePieces(tx: Tx, move: Move): Promise<void> {
  await sql`with ${moving(move)} select`.execute(tx)
}

/** The same as part of a statement. */
export const moving = (move: Move): RawBuilder<unknown> => sql`
  moved as (
    update gift_articles set pieces = pieces + ${move.pieces}
    where article = ${move.article}
    returning article, case when counted then pieces end as stock
  ), movement as (
    insert into stock_movements (movement_id, article, reason, pieces, stock, store_number,
      occurred_at, created_by, cause)
    select ${move.movementId ?? newId()}::uuid, article, ${move.reason}, ${move.pieces}::bigint,
      stock, ${move.storeNumber}::smallint, ${move.now}::timestamptz, ${move.createdBy},
      ${move.cause}::uuid
    from moved
  )`

/** @param after the last one of the page before: older ones follow */
export async function readMovements(
  { kysely }: Queryable,
  article: string,
  after: string | null,
  limit: number,
): Promise<StockMovement[]> {
  const { rows } = await sql<StockMovement>`
    ${selected}
    where article = ${article} and (${after}::uuid is null or movement_id < ${after})
    order by movement_id desc
    limit ${limit}`.execute(kysely)
  return rows
}

export async function readMovement(tx: Tx, movementId: string): Promise<StockMovement> {
  const { rows } = await sql<StockMovement>`
    ${selected} where movement_id = ${movementId}`.execute(tx)
  return rows[0]!
}

const selected = sql`
  select movement_id as id, reason, pieces, stock, stores.code as store,
    occurred_at as "occurredAt"
  from stock_movements left join stores on stores.number = store_number`
