import { z } from 'zod'
import type { CustomerOrder } from '#contract/endpoints/customers.ts'
import { text } from '#contract/language/text.ts'
import type { ListedCustomer, Place } from '#domain/profile/customer-queries.ts'
import { malformed } from '#kernel/errors.ts'

export const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

/** To the microsecond, as the database has it. */
export const instantText = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  .refine((instant) => !Number.isNaN(Date.parse(instant)))

const place = z.discriminatedUnion('order', [
  z.strictObject({
    order: z.literal('last_seen'),
    lastSeenAt: instantText,
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

export const encodeCursor = (content: object): string =>
  Buffer.from(JSON.stringify(content)).toString('base64url')

export function decodeCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  const read = schema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()))
  if (!read.success) throw invalidCursor()
  return read.data
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // No JSON is no cursor of ours: the schema says so.
    return undefined
  }
}

const invalidCursor = () =>
  malformed('invalid_cursor', 'The cursor is not one we gave out.', '/query/cursor')

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
