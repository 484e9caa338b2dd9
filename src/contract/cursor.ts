import { z } from 'zod'
import { malformed } from '#kernel/errors.ts'

/** Ids stand in cursors as the database has them: nobody reads a cursor but we. */
export const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

/** To the microsecond, as the database has it. */
export const instantText = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  .refine(isInstant)

/** The place where a page ends, as a text to be passed back for the next one. */
export const encodeCursor = (place: object): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** @throws Refusal for a cursor of another list, or none at all */
export function decodeCursor<Place>(cursor: string, schema: z.ZodType<Place>): Place {
  const read = schema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()))
  if (!read.success) throw invalidCursor()
  return read.data
}

export const invalidCursor = () =>
  malformed('cursor_malformed', 'The cursor is not one we gave out.', '/cursor')

/** Of a day the calendar has and the database can keep. */
function isInstant(text: string): boolean {
  const at = new Date(text)
  return (
    text >= '1970' && !Number.isNaN(at.getTime()) && text.startsWith(at.toISOString().slice(0, 19))
  )
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // No JSON is no cursor of ours: the schema says so.
    return undefined
  }
}
