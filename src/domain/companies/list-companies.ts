import { z } from 'zod'
import { decodeCursor, encodeCursor, invalidCursor, uuid } from '#contract/cursor.ts'
import type { CompanyFilter, CompanyOrder, CompanyRow } from '#contract/endpoints/companies.ts'
import { calendarDate, text } from '#contract/language/text.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readBasis } from './basis.ts'
import { conditionsOf, type Place, placeOf, readLines, rowOf } from './company-list.ts'

const place = z.discriminatedUnion('order', [
  z.strictObject({ order: z.literal('name'), at: text(1000), companyId: uuid }),
  z.strictObject({ order: z.literal('revenue'), at: z.int(), companyId: uuid }),
  z.strictObject({ order: z.literal('last_purchase'), at: calendarDate, companyId: uuid }),
])

type Query = CompanyFilter & { order: CompanyOrder; cursor?: string | undefined; limit: number }

/** One page of companies, as far as the caller may see them. */
export async function listCompanies(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  { order, cursor, limit, ...filter }: Query,
  caller: Caller,
): Promise<{ items: CompanyRow[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : readPlace(cursor, order)
  return await readOnly(database, async (tx) => {
    const basis = await readBasis(tx, clock.now())
    const conditions = conditionsOf(filter, caller, basis)
    const lines = await readLines(tx, conditions, basis, { order, after, limit: limit + 1 })
    const shown = lines.slice(0, limit)
    return {
      items: shown.map((line) => rowOf(line, basis)),
      nextCursor: lines.length > limit ? encodeCursor(placeOf(shown.at(-1)!, order)) : null,
    }
  })
}

function readPlace(cursor: string, order: CompanyOrder): Place {
  const read = decodeCursor(cursor, place)
  if (read.order !== order) throw invalidCursor()
  return read
}
