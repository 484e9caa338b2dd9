import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { decodeCursor, encodeCursor, uuid } from '#contract/cursor.ts'
import type { TillExportView } from '#contract/endpoints/tills.ts'
import type { Queryable } from '#database/transaction.ts'

type Asked = { limit: number; cursor?: string | undefined }

const place = z.strictObject({ exportId: uuid })

/** The latest first. */
export async function listTillExports(
  db: Queryable,
  { limit, cursor }: Asked,
): Promise<{ items: TillExportView[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(cursor, place).exportId
  const found = await ask(db, after === null ? sql`` : sql`where export_id < ${after}`, limit + 1)
  const items = found.slice(0, limit)
  const isMore = found.length > limit
  return { items, nextCursor: isMore ? encodeCursor({ exportId: items.at(-1)!.id }) : null }
}

export async function readTillExport(db: Queryable, exportId: string): Promise<TillExportView> {
  const [found] = await ask(db, sql`where export_id = ${exportId}`, 1)
  return found!
}

async function ask({ kysely }: Queryable, where: RawBuilder<unknown>, limit: number) {
  const { rows } = await sql<TillExportView>`
    with shown as (
      select * from till_exports ${where} order by export_id desc limit ${limit}
    ), came as (
      select export_id, outcome, count(*) as receipts
      from till_receipts where export_id in (select export_id from shown)
      group by export_id, outcome
    )
    select export_id as id, file_name as "fileName", received_at as "receivedAt", receipts, fresh,
      '{"waiting":0,"booked":0,"joined":0,"doubtful":0,"skipped":0,"refused":0}'::jsonb || coalesce(
        (select jsonb_object_agg(outcome, came.receipts) from came
          where came.export_id = shown.export_id), '{}') as counts
    from shown order by export_id desc`.execute(kysely)
  return rows
}
