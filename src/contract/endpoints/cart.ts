import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { actReference, purchaseReference } from '../language/act-reference.ts'
import { customerReference, purchaseLine } from '../language/event.ts'
import { cartId, customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { pointCurrency, points } from '../language/points.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { label, minorUnits } from '../language/text.ts'
import { voucherCodeText } from '../language/voucher.ts'

const notNegative = minorUnits.min(0)
const reason = z.object({ code: z.string(), message: z.string() })

const cart = {
  customer: customerReference.optional(),
  lines: z.array(purchaseLine).min(1).max(200),
  amount: notNegative.optional().describe('In minor units; left out: the sum of the lines'),
  shipping: notNegative.default(0),
  store: label(64).optional().describe('Code of the store'),
  channel: label(64).optional(),
  codes: z.array(voucherCodeText).max(5).default([]).describe('Voucher codes, counted in order'),
  points: z
    .strictObject({ currency: pointCurrency, points })
    .optional()
    .describe('Points to pay with, at their value'),
  language: screenLanguage.optional().describe("Of the reasons; else the business's"),
}
const asked = z.strictObject(cart)
export type CartQuestion = z.output<typeof asked>

const example = {
  customer: { externalId: '4711' },
  channel: 'shop',
  lines: [
    { sku: 'CAKE', category: 'bakery', amount: 2480 },
    { sku: 'CUP', category: 'porcelain', quantity: 2, amount: 1800 },
  ],
  codes: ['K7QM-3XWPA-9RTC'],
  points: { currency: 'points', points: 200 },
}

const cartAnswer = z.object({
  customerId: customerId.nullable(),
  amount: money.describe('Before discounts'),
  vouchers: z.array(
    z.object({
      code: z.string(),
      valid: z.boolean(),
      discount: money,
      article: z.object({ sku: z.string(), name: z.string() }).nullable(),
      reasons: z.array(reason),
    }),
  ),
  points: z
    .object({
      currency: z.string(),
      points: z.int(),
      worth: money,
      available: z.int(),
      valid: z.boolean(),
      reasons: z.array(reason),
    })
    .nullable(),
  discount: money,
  toPay: money.describe('With shipping'),
  earns: z
    .array(z.object({ currency: z.string(), points: z.int() }))
    .describe('If it is bought now'),
  giftsDue: z.array(
    z.object({
      kind: z.enum(['ladder', 'basket']),
      key: z.string(),
      name: z.string(),
      round: z.int().nullable(),
      count: z.int().nullable(),
      articles: z.array(z.string()),
    }),
  ),
})
export type CartAnswer = z.output<typeof cartAnswer>

const storeErrors = ['store_unknown', 'store_missing', 'store_not_allowed'] as const
const tooMany = 'voucher_code_guesses_too_many'

export const askCart = endpoint({
  method: 'POST',
  path: '/api/v1/cart',
  tag: 'cart',
  summary: 'Say what a cart costs, earns and brings',
  description:
    'Discounts, points to be earned and gifts due, as if it were bought now. Changes nothing.',
  permission: 'rewards:redeem',
  body: asked.meta({ examples: [example] }),
  reply: cartAnswer,
  errors: ['cart_amount_negative', ...storeErrors, tooMany],
})

export const heldCart = cartAnswer.extend({ id: cartId, expiresAt: moment })
export type HeldCart = z.output<typeof heldCart>

export const holdCart = endpoint({
  method: 'POST',
  path: '/api/v1/carts',
  tag: 'cart',
  summary: 'Keep the vouchers and points of a cart for its checkout',
  description:
    'All or nothing: where a voucher or the points do not count, it is refused with every reason. ' +
    'Capture it with the order, or release it; past its time it holds nothing. ' +
    'The same `source` and `externalId` give the same reply, for 30 days after it is over.',
  permission: 'rewards:redeem',
  body: z
    .strictObject({
      ...actReference,
      ...cart,
      minutes: z.int().min(1).max(1440).default(15),
    })
    .meta({ examples: [{ source: 'shop', externalId: 'checkout-4711', ...example }] }),
  reply: heldCart,
  status: 201,
  errors: [
    'cart_not_payable',
    'cart_amount_negative',
    'cart_over',
    'reference_in_use',
    ...storeErrors,
    tooMany,
  ],
})

const params = z.object({ cartId })

export const captureCart = endpoint({
  method: 'POST',
  path: '/api/v1/carts/:cartId/capture',
  tag: 'cart',
  summary: 'Redeem what a cart keeps, with its order',
  description:
    'Name the purchase as you will send it: a return then gives back what was redeemed. Capturing again gives the same reply.',
  permission: 'rewards:redeem',
  params,
  body: z.strictObject({ purchase: purchaseReference }),
  reply: z.object({ id: cartId, discount: money, points: z.int(), capturedAt: moment }),
  errors: ['cart_not_found', 'cart_over', 'cart_released', 'store_not_allowed'],
})

export const releaseCart = endpoint({
  method: 'POST',
  path: '/api/v1/carts/:cartId/release',
  tag: 'cart',
  summary: 'Let go what a cart keeps',
  permission: 'rewards:redeem',
  params,
  reply: z.object({ id: cartId }),
  errors: ['cart_not_found', 'cart_captured', 'store_not_allowed'],
})
