import { z } from 'zod'
import { decodeCursor, encodeCursor, uuid } from '#contract/cursor.ts'

const place = z.strictObject({ after: uuid })

/** The id after which a page begins; null: from the first. */
export const placeOf = (cursor: string | undefined): string | null =>
  cursor === undefined ? null : decodeCursor(cursor, place).after

/** A page of one row too many says that more follow. */
export function pageOf<Row>(rows: readonly Row[], limit: number, idOf: (row: Row) => string) {
  const items = rows.slice(0, limit)
  const nextCursor = rows.length > limit ? encodeCursor({ after: idOf(items.at(-1)!) }) : null
  return { items, nextCursor }
}
