import { z } from 'zod'
import { email as emailSchema, phone as phoneSchema } from '#contract/language/text.ts'
import { currencyDecimals, roundHalfUp } from '#kernel/money.ts'
import { refused, type Translation } from './translation.ts'

/** Shops write ids as numbers or texts. */
export const shopId = z
  .union([z.number(), z.string().min(1).max(60)])
  .transform((id) => String(id).trim())

/** Money as shops write it: `"19.99"` or `19.99`, in whole units. */
export const shopMoney = z
  .union([z.number(), z.string().max(30)])
  .transform(Number)
  .refine((amount) => Math.abs(amount) < 1e11, 'is no amount')

export const shopCurrency = z.string().regex(/^[A-Z]{3}$/, 'is no ISO 4217 code')

export const shopText = z.string().nullish()

/** A time with its offset, or one of a shop that writes Greenwich time without saying so. */
export const shopTime = z
  .string()
  .max(40)
  .transform((text) => new Date(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`))
  .refine((at) => !Number.isNaN(at.getTime()), 'is no time')

export const minorOf = (amount: number, currency: string): number =>
  roundHalfUp(amount * 10 ** currencyDecimals(currency))

/** As much of a text as the log has room for; undefined where nothing is said. */
export function shortText(text: string | null | undefined, max: number): string | undefined {
  const kept = (text ?? '').replaceAll('\0', '').trim().slice(0, max).toWellFormed().trim()
  return kept === '' ? undefined : kept
}

/** Whatever is no address is left out: an order counts without it. */
export const emailIn = (text: string | null | undefined): string | undefined =>
  emailSchema.safeParse(text?.trim()).data

export function phoneIn(text: string | null | undefined): string | undefined {
  const phone = phoneSchema.safeParse(text?.trim()).data
  return phone !== undefined && phone.replace(/\D/g, '').length >= 6 ? phone : undefined
}

export const nameIn = (...parts: (string | null | undefined)[]): string | undefined =>
  shortText(parts.map((part) => part?.trim() ?? '').join(' '), 200)

export const languageIn = (text: string | null | undefined): string | undefined =>
  /^[a-z]{2,3}(-[A-Z]{2})?$/.exec(text ?? '')?.[0]

/** Reads a payload, or says which place of it is not as its shop documents it. */
export function read<Shape extends z.ZodType>(
  schema: Shape,
  content: unknown,
  translate: (payload: z.output<Shape>) => Translation,
): Translation {
  const parsed = schema.safeParse(content)
  if (parsed.success) return translate(parsed.data)
  const place = parsed.error.issues[0]?.path.join('.') ?? ''
  return refused('', 'payload_malformed', place)
}
