import { z } from 'zod'
import { isDate } from '#kernel/calendar.ts'
import { cardNumber } from './card-number.ts'
import { email, label, phone, programName, text } from './text.ts'

/** What a customer is found by. A customer may have several of each kind. */
export const identity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('external_id'), value: label(128) }),
  z.strictObject({ kind: z.literal('card_number'), value: cardNumber }),
  z.strictObject({ kind: z.literal('email'), value: email }),
  z.strictObject({ kind: z.literal('phone'), value: phone }),
])
export type IdentityInput = z.output<typeof identity>

/** A language tag such as `de` or `de-AT`. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'is no language tag')

/** Nobody alive was born before; a file that means "unknown" by such a year is told so. */
const firstBirthday = '1900-01-01'

/** Where today began last, so that nobody born today is refused anywhere on earth. */
const today = () => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)

/** `1984-02-29`, or `--02-29` where the year is not known. */
export const birthday = z
  .string()
  .regex(/^(\d{4}|-)-\d\d-\d\d$/, 'is neither YYYY-MM-DD nor --MM-DD')
  // A leap year stands in for the year that is not known.
  .refine((text) => isDate(text.replace(/^--/, '2000-')), 'is no day of the calendar')
  .refine((text) => text.startsWith('--') || text >= firstBirthday, 'lies before 1900')
  .refine((text) => text.startsWith('--') || text <= today(), 'lies in the future')

export const tagName = label(64)
export const tagNumber = z.coerce.number().int().min(1).max(2_147_483_647)

/** The name of an attribute the business defines for its customers. */
export const attributeName = programName
export const attributeTypes = ['text', 'number', 'boolean', 'date', 'choice'] as const
export type AttributeType = (typeof attributeTypes)[number]

export const attributeValue = z.union([text(2000, 1), z.number(), z.boolean()])
export type AttributeValue = z.output<typeof attributeValue>
