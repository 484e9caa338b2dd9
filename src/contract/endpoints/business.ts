import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { storeId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { presence } from '../language/presence.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { calendarDate, currencyCode, label, text } from '../language/text.ts'

export const trades = ['gastronomy', 'retail', 'mail_order', 'practice', 'agency'] as const
export type Trade = (typeof trades)[number]

const fraction = z.number().min(0).max(1).multipleOf(0.0001)

const settings = {
  name: text(200),
  timeZone: z.string().max(64),
  currency: currencyCode,
  language: screenLanguage,
  addressForm: z.enum(['du', 'Sie']),
  trade: z.enum(trades),
  accentHue: z.int().min(0).max(359),
  defaultMargin: fraction.describe(
    'Share of net revenue; used where neither a line nor its category knows better',
  ),
  defaultTaxRate: fraction,
  regularPurchaseDays: z
    .int()
    .min(1)
    .max(366)
    .describe('A regular was there on at least so many days ...'),
  regularWithinDays: z.int().min(1).max(3660).describe('... within so many days'),
  presence: presence.describe(
    'What counts as having been there: purchases alone, or visits without an amount as well. ' +
      'Figures follow at once; no revenue, receipt or number of purchases changes.',
  ),
  companiesShown: z
    .boolean()
    .describe('Whether the pages of companies are shown before there is one'),
}

/** The business as every page needs it: its words, its colors, its money. */
export const businessSummary = z.object({
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  language: settings.language,
  addressForm: settings.addressForm,
  trade: settings.trade,
  presence,
  accentHue: z.int(),
  logo: z
    .string()
    .nullable()
    .describe('Where its logo lies, or null where it has none; the address changes with the logo'),
})
export type BusinessSummary = z.output<typeof businessSummary>

export const business = z.object({
  ...settings,
  logo: z.string().nullable(),
  marginSaid: z
    .boolean()
    .describe('False while `defaultMargin` is an assumption nobody has confirmed'),
  configured: z
    .boolean()
    .describe('Figures were put in, or settings were made: the first start is over'),
  currencyFixed: z
    .boolean()
    .describe('Whether the currency may still change: not once there are purchases'),
})
export type Business = z.output<typeof business>

export const readBusiness = endpoint({
  method: 'GET',
  path: '/api/v1/business',
  tag: 'business',
  summary: 'Read the settings of the business',
  permission: 'business:read',
  reply: business,
})

export const businessChange = z.strictObject(settings).partial()
export type BusinessChange = z.output<typeof businessChange>

export const updateBusiness = endpoint({
  method: 'PATCH',
  path: '/api/v1/business',
  tag: 'business',
  summary: 'Change settings of the business',
  description:
    'What is left out stays; a margin that is named is said, even the one that held. The ' +
    'currency can change until the first purchase is known. After a ' +
    'new time zone, margin or tax rate every customer is counted anew in the background.',
  permission: 'business:write',
  body: businessChange,
  reply: business,
  errors: ['time_zone_unknown', 'currency_unknown', 'currency_in_use'],
})

export const recount = z.object({
  of: z.enum(['days', 'profit']).describe('days: all figures, after a new time zone'),
  since: moment,
  customers: z.int().describe('How many are to be counted; with those nobody knows, where of days'),
  done: z.int(),
})
export type Recount = z.output<typeof recount>

export const readRecount = endpoint({
  method: 'GET',
  path: '/api/v1/business/recount',
  tag: 'business',
  summary: 'How far the customers are counted anew after a new time zone, margin or tax rate',
  description: 'Until it is null, figures stand on the old terms for some customers.',
  permission: 'business:read',
  reply: z.object({ recount: recount.nullable() }),
})

export const logoBytesMax = 512 * 1024

export const readLogo = endpoint({
  method: 'GET',
  path: '/api/v1/business/logo',
  tag: 'business',
  summary: 'The logo of the business',
  permission: 'public',
  query: z.object({
    revision: z
      .string()
      .max(64)
      .optional()
      .describe('Changes with the logo, so that it can be kept'),
  }),
  reply: z.unknown(),
  file: { contentType: 'image/png' },
  errors: ['logo_not_found'],
})

export const uploadLogo = endpoint({
  method: 'PUT',
  path: '/api/v1/business/logo',
  tag: 'business',
  summary: 'Upload a logo: PNG or JPEG',
  permission: 'business:write',
  upload: { bytesMax: logoBytesMax },
  reply: business,
  errors: ['image_type_unknown', 'image_broken', 'body_too_large'],
})

export const removeLogo = endpoint({
  method: 'DELETE',
  path: '/api/v1/business/logo',
  tag: 'business',
  summary: 'Remove the logo',
  permission: 'business:write',
  reply: business,
})

export const store = z.object({
  id: storeId,
  code: z.string(),
  name: z.string(),
  createdAt: moment,
  archivedAt: moment.nullable(),
})
export type Store = z.output<typeof store>

export const listStores = endpoint({
  method: 'GET',
  path: '/api/v1/stores',
  tag: 'business',
  summary: 'List the stores, archived ones last',
  description: 'Staff limited to stores see those. A store appears by itself with its first event.',
  permission: 'business:read',
  reply: z.object({ items: z.array(store) }),
})

export const createStore = endpoint({
  method: 'POST',
  path: '/api/v1/stores',
  tag: 'business',
  summary: 'Create a store',
  permission: 'stores:write',
  body: z.strictObject({
    code: label(64).describe('As events name it: `old-town`'),
    name: label(200),
  }),
  reply: store,
  status: 201,
  errors: ['store_exists', 'stores_too_many'],
})

export const updateStore = endpoint({
  method: 'PATCH',
  path: '/api/v1/stores/:storeId',
  tag: 'business',
  summary: 'Rename a store, archive it or take it back',
  permission: 'stores:write',
  params: z.object({ storeId }),
  body: z.strictObject({ name: label(200).optional(), archived: z.boolean().optional() }),
  reply: store,
  errors: ['store_not_found'],
})

const marginRate = z.object({
  category: z.string().nullable().describe("null: the business's default margin from that day on"),
  validFrom: z.string(),
  margin: z.number(),
})
export type MarginRate = z.output<typeof marginRate>

export const listMarginRates = endpoint({
  method: 'GET',
  path: '/api/v1/margin-rates',
  tag: 'business',
  summary: 'List the margins by category and day',
  permission: 'business:read',
  reply: z.object({ items: z.array(marginRate) }),
})

export const setMarginRate = endpoint({
  method: 'PUT',
  path: '/api/v1/margin-rates',
  tag: 'business',
  summary: 'Set the margin of a category from a day on',
  description:
    'Used where a purchase line does not name its cost. Every customer is counted anew in the background.',
  permission: 'business:write',
  body: z.strictObject({
    category: label(64).nullable(),
    validFrom: calendarDate,
    margin: fraction,
  }),
  reply: marginRate,
  errors: ['categories_too_many'],
})

export const removeMarginRate = endpoint({
  method: 'DELETE',
  path: '/api/v1/margin-rates',
  tag: 'business',
  summary: 'Remove the margin of a category from a day on',
  permission: 'business:write',
  query: z.object({ category: label(64).optional(), validFrom: calendarDate }),
  reply: z.void(),
  status: 204,
  errors: ['margin_rate_not_found'],
})

const exchangeRate = z.object({
  currency: z.string(),
  validFrom: z.string(),
  rate: z.number().describe("Units of the business's currency for one unit of `currency`"),
})
export type ExchangeRate = z.output<typeof exchangeRate>

const exchangeKey = { currency: currencyCode, validFrom: calendarDate }

export const listExchangeRates = endpoint({
  method: 'GET',
  path: '/api/v1/exchange-rates',
  tag: 'business',
  summary: 'List the exchange rates',
  permission: 'business:read',
  reply: z.object({ items: z.array(exchangeRate) }),
})

export const setExchangeRate = endpoint({
  method: 'PUT',
  path: '/api/v1/exchange-rates',
  tag: 'business',
  summary: 'Set what a currency is worth from a day on',
  description: 'For events yet to come; what was recorded keeps the amount it was recorded with.',
  permission: 'business:write',
  body: z.strictObject({ ...exchangeKey, rate: z.number().positive().max(1e9) }),
  reply: exchangeRate,
  errors: ['currency_unknown', 'currency_is_own'],
})

export const removeExchangeRate = endpoint({
  method: 'DELETE',
  path: '/api/v1/exchange-rates',
  tag: 'business',
  summary: 'Remove an exchange rate',
  permission: 'business:write',
  query: z.object(exchangeKey),
  reply: z.void(),
  status: 204,
  errors: ['exchange_rate_not_found'],
})
