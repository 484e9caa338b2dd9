import { z } from 'zod'
import type { CustomerReference, PurchaseLine } from '#contract/language/event.ts'
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

/** Whoever buys as a guest has an address at most; a telephone only where that is all. */
export function buyerIn(said: {
  externalId: string | undefined
  email: string | undefined
  phone?: string | undefined
}): CustomerReference | undefined {
  const { externalId, email } = said
  const phone = externalId || email ? undefined : said.phone
  if (!externalId && !email && !phone) return undefined
  return { ...(externalId && { externalId }), ...(email && { email }), ...(phone && { phone }) }
}

/** The article of a line, as far as the shop names it. */
export function articleIn(
  number: string | null | undefined,
  title: string | null | undefined,
): Pick<PurchaseLine, 'sku' | 'name'> {
  const sku = shortText(number, 64)
  const name = shortText(title, 200)
  return { ...(sku && { sku }), ...(name && { name }) }
}

/** Thousandths are as fine as the log keeps quantities. */
export const quantityIn = (quantity: number): number => Math.round(quantity * 1000) / 1000

/** 0.19, to six places; what is no share is no rate. */
export const taxRateIn = (rate: number): Pick<PurchaseLine, 'taxRate'> =>
  rate > 0 && rate <= 1 ? { taxRate: Math.round(rate * 1e6) / 1e6 } : {}

const withId = z.object({ id: shopId })

/** What a payload is about, where nothing else of it is read. */
export const referenceIn = (content: unknown): string => withId.safeParse(content).data?.id ?? ''

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
