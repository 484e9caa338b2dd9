import { z } from 'zod'
import { decodeCursor, encodeCursor, instantText, invalidCursor, uuid } from '#contract/cursor.ts'
import type { CustomerOrder } from '#contract/endpoints/customers.ts'
import { text } from '#contract/language/text.ts'
import type { ListedCustomer, Place } from '#domain/profile/customer-queries.ts'

const place = z.discriminatedUnion('order', [
  z.strictObject({
    order: z.literal('last_seen'),
    lastSeenAt: instantText.nullable(),
    customerId: uuid,
  }),
  z.strictObject({ order: z.literal('name'), sortName: text(1000), customerId: uuid }),
  z.strictObject({ order: z.literal('revenue'), revenue: z.int(), customerId: uuid }),
])

/** Leads to the lines behind this one. */
export const cursorBehind = (line: ListedCustomer, order: CustomerOrder): string =>
  encodeCursor(placeOf(line, order))

/** @throws Refusal for a cursor of another list, or none at all */
export function readCursor(cursor: string | undefined, order: CustomerOrder): Place | null {
  if (cursor === undefined) return null
  const read = decodeCursor(cursor, place)
  if (read.order !== order) throw invalidCursor()
  return read
}

function placeOf(line: ListedCustomer, order: CustomerOrder): Place {
  const { customerId, lastSeenText, sortName, revenue } = line
  switch (order) {
    case 'last_seen':
      return { order, lastSeenAt: lastSeenText, customerId }
    case 'name':
      return { order, sortName, customerId }
    case 'revenue':
      return { order, revenue, customerId }
  }
}
