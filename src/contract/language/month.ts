import { z } from 'zod'
import { dateText, dayNumber, monthOf, monthStart } from '#kernel/calendar.ts'

/** A calendar month, `2026-11`: inside the count of months since January 1970. */
export const month = z.codec(z.string().regex(/^(?:19[7-9]|20\d)\d-(?:0[1-9]|1[0-2])$/), z.int(), {
  decode: (text) => monthOf(dayNumber(`${text}-01`)),
  encode: (number) => dateText(monthStart(number)).slice(0, 7),
})
