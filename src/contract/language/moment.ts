import { z } from 'zod'

/** A point in time in a reply: a Date inside, ISO 8601 with offset outside. */
export const moment = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})
