import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { customerReference } from '../language/event.ts'
import { customerId, voucherHoldId, voucherId, voucherRedemptionId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { label, minorUnits, text } from '../language/text.ts'
import { voucherCodeText, voucherReasons, voucherWorth } from '../language/voucher.ts'

const notNegative = minorUnits.min(0)

/** What is about to be bought, as far as a voucher asks. Amounts before the voucher. */
export const voucherCart = z.strictObject({
  amount: notNegative.describe('Total in minor units, without shipping'),
  shipping: notNegative.default(0),
  lines: z
    .array(
      z.strictObject({
        sku: label(64).optional(),
        category: label(64).optional(),
        quantity: z.number().positive().max(1e8).multipleOf(0.001).default(1),
        amount: minorUnits,
      }),
    )
    .max(200)
    .optional()
    .describe('Needed where a voucher is for certain articles'),
  store: label(64).optional().describe('Code of the store'),
  channel: label(64).optional(),
  otherCodes: z
    .array(voucherCodeText)
    .max(20)
    .default([])
    .describe('Codes of other vouchers in the same cart'),
})
export type VoucherCart = z.output<typeof voucherCart>

const asked = {
  code: voucherCodeText,
  customer: customerReference.optional(),
  cart: voucherCart,
  language: screenLanguage.optional().describe("Of the reasons; else the business's"),
}

const reference = {
  source: label(64).describe(
    'Which system asks: `shop`. With `externalId` it makes repeats harmless.',
  ),
  externalId: label(200),
}

/** Links it to a purchase in the log, so that a return gives back what the voucher took. */
const purchase = z.strictObject({ source: label(64), externalId: label(200) })

const cartExample = {
  code: 'K7QM-3XWPA-9RTC',
  customer: { cardNumber: '48210937' },
  cart: {
    amount: 2480,
    store: 'old-town',
    lines: [{ sku: 'CAKE', category: 'bakery', amount: 2480 }],
  },
}
const refusals = [...voucherReasons, 'store_unknown', 'store_not_allowed', 'store_missing'] as const
const tooMany = 'voucher_code_guesses_too_many'

const reason = z.object({ code: z.enum(voucherReasons), message: z.string() })

const discounted = {
  discount: money,
  article: z
    .object({ sku: z.string(), name: z.string() })
    .nullable()
    .describe('The article that is free, to be booked as a discount at the till'),
}

export const validateVoucherCode = endpoint({
  method: 'POST',
  path: '/api/v1/voucher-codes/validate',
  tag: 'vouchers',
  summary: 'Say what a code is worth in this cart, or why nothing',
  description:
    'Changes nothing. Every reason is told, in words and as a stable code. Whoever asks for many codes that do not exist must wait.',
  permission: 'vouchers:redeem',
  body: z.strictObject(asked).meta({ examples: [cartExample] }),
  reply: z.object({
    valid: z.boolean(),
    reasons: z.array(reason),
    voucher: z
      .object({ id: voucherId, name: z.string(), benefit: voucherWorth, combinable: z.boolean() })
      .nullable(),
    code: z.string().nullable().describe('As it is written'),
    ...discounted,
    remaining: money.nullable().describe('What is on the code now, where it is used in parts'),
  }),
  errors: ['store_unknown', 'store_not_allowed', 'store_missing', tooMany],
})

export const voucherHold = z.object({
  id: voucherHoldId,
  voucherId,
  code: z.string(),
  customerId: customerId.nullable(),
  ...discounted,
  expiresAt: moment,
})
export type VoucherHold = z.output<typeof voucherHold>

export const holdVoucher = endpoint({
  method: 'POST',
  path: '/api/v1/voucher-holds',
  tag: 'vouchers',
  summary: 'Keep a voucher for a checkout',
  description:
    'Until it is captured, released or its time is over, the hold counts as a redemption for every limit.',
  permission: 'vouchers:redeem',
  body: z
    .strictObject({
      ...reference,
      ...asked,
      purchase: purchase.optional(),
      minutes: z.int().min(1).max(1440).default(15),
    })
    .meta({ examples: [{ source: 'shop', externalId: 'checkout-4711', ...cartExample }] }),
  reply: voucherHold,
  status: 201,
  errors: [...refusals, tooMany, 'reference_in_use'],
})

export const voucherRedemption = z.object({
  id: voucherRedemptionId,
  voucherId,
  revision: z.int(),
  customerId: customerId.nullable(),
  ...discounted,
  cost: money,
  remaining: money.nullable().describe('What was left on the code afterwards'),
  reverses: voucherRedemptionId.nullable(),
  reason: z.string().nullable(),
  occurredAt: moment,
})
export type VoucherRedemption = z.output<typeof voucherRedemption>

const listedRedemption = voucherRedemption.extend({
  customerName: z.string().nullable().describe('For whoever may look at customers; else null'),
})

const holdParams = z.object({ holdId: voucherHoldId })

export const captureVoucherHold = endpoint({
  method: 'POST',
  path: '/api/v1/voucher-holds/:holdId/capture',
  tag: 'vouchers',
  summary: 'Redeem what was kept, in whole or in part',
  description: 'A hold that was captured gives its redemption again.',
  permission: 'vouchers:redeem',
  params: holdParams,
  body: z.strictObject({
    discount: notNegative.optional().describe('Not more than was kept; left out: all of it'),
    purchase: purchase.optional(),
  }),
  reply: voucherRedemption,
  errors: [
    'voucher_hold_not_found',
    'voucher_hold_over',
    'voucher_hold_released',
    'voucher_hold_exceeded',
    'store_not_allowed',
  ],
})

export const releaseVoucherHold = endpoint({
  method: 'POST',
  path: '/api/v1/voucher-holds/:holdId/release',
  tag: 'vouchers',
  summary: 'Let go what was kept',
  permission: 'vouchers:redeem',
  params: holdParams,
  reply: voucherHold,
  errors: ['voucher_hold_not_found', 'voucher_hold_captured', 'store_not_allowed'],
})

export const redeemVoucher = endpoint({
  method: 'POST',
  path: '/api/v1/voucher-redemptions',
  tag: 'vouchers',
  summary: 'Redeem a code',
  description:
    'Of many who ask at once as many succeed as there is left; the others wait their turn and are told why not. ' +
    'The same `source` and `externalId` give the same reply and redeem once.',
  permission: 'vouchers:redeem',
  body: z
    .strictObject({ ...reference, ...asked, purchase: purchase.optional() })
    .meta({ examples: [{ source: 'till-1', externalId: '2026-11-21/118', ...cartExample }] }),
  reply: voucherRedemption,
  status: 201,
  errors: [...refusals, tooMany, 'reference_in_use'],
})

export const reverseVoucherRedemption = endpoint({
  method: 'POST',
  path: '/api/v1/voucher-redemptions/:redemptionId/reverse',
  tag: 'vouchers',
  summary: 'Give back what a redemption took',
  description:
    'In whole, or of its discount so much as a returned part of the purchase bore; parts add up to the whole and never beyond. ' +
    'The code can be used again once all of it is given back. At the till within 10 minutes.',
  permission: 'vouchers:redeem',
  params: z.object({ redemptionId: voucherRedemptionId }),
  body: z.strictObject({
    ...reference,
    discount: notNegative.optional().describe('Minor units; left out: all that is left'),
    reason: text(200).optional(),
  }),
  reply: voucherRedemption,
  status: 201,
  errors: [
    'voucher_redemption_not_found',
    'voucher_redemption_reversed',
    'voucher_reversal_exceeds',
    'voucher_undo_too_late',
    'reference_in_use',
    'store_not_allowed',
  ],
})

export const listVoucherRedemptions = endpoint({
  method: 'GET',
  path: '/api/v1/vouchers/:voucherId/redemptions',
  tag: 'vouchers',
  summary: 'List what was redeemed and given back, newest first',
  permission: 'vouchers:codes',
  params: z.object({ voucherId }),
  query: z.object(pageQuery),
  reply: page(listedRedemption),
  errors: ['voucher_not_found', 'cursor_malformed', 'caller_limited_to_stores'],
})
