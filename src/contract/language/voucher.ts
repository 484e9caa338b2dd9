import { z } from 'zod'
import { storeId } from './ids.ts'
import { calendarDate, label, minorUnits, text } from './text.ts'

const worth = minorUnits.min(1)
const count = z.int().min(1).max(1_000_000_000)

/** What a voucher is worth. */
export const voucherBenefit = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('percent'),
    percent: z.number().min(0.01).max(100).multipleOf(0.01),
    discountMax: worth.nullable().default(null).describe('Never more than this, in minor units'),
  }),
  z.strictObject({
    kind: z.literal('amount'),
    amount: worth.describe('Minor units'),
    inParts: z
      .boolean()
      .default(false)
      .describe('What a purchase does not use stays on the code; only for single codes'),
  }),
  z.strictObject({
    kind: z.literal('free_article'),
    sku: label(64),
    name: label(200),
    value: worth.nullable().default(null).describe('Its price, where a cart does not tell'),
  }),
  z.strictObject({ kind: z.literal('free_shipping') }),
])
export type VoucherBenefit = z.output<typeof voucherBenefit>

/** What is handed out but counts elsewhere; made by a reward that gives a partner's codes. */
const atPartner = z.strictObject({ kind: z.literal('at_partner') })
export const voucherWorth = z.discriminatedUnion('kind', [...voucherBenefit.options, atPartner])
export type VoucherWorth = z.output<typeof voucherWorth>

const conditions = {
  validFrom: calendarDate.nullable().describe("First day, in the business's time zone"),
  validUntil: calendarDate.nullable().describe("Last day, itself included, in the business's zone"),
  basketMin: worth.nullable(),
  perCustomerMax: count.nullable().describe('So often for one customer'),
  totalMax: count.nullable().describe('So often in all'),
  budget: worth.nullable().describe('All discounts together, in minor units'),
  stores: z.array(storeId).max(200).describe('Empty: every store'),
  channels: z.array(label(64)).max(50).describe('Empty: every channel'),
  categories: z
    .array(label(64))
    .max(200)
    .describe('Categories it applies to; with no articles either: all'),
  skus: z.array(label(64)).max(1000).describe('Articles it applies to'),
  combinable: z.boolean().describe('May stand beside other vouchers'),
  audience: z.enum(['all', 'regulars']),
  costPerUse: minorUnits
    .min(0)
    .nullable()
    .describe('What one redemption costs the business; null: its discount'),
}

const nothing = {
  validFrom: conditions.validFrom.default(null),
  validUntil: conditions.validUntil.default(null),
  basketMin: conditions.basketMin.default(null),
  perCustomerMax: conditions.perCustomerMax.default(null),
  totalMax: conditions.totalMax.default(null),
  budget: conditions.budget.default(null),
  stores: conditions.stores.default([]),
  channels: conditions.channels.default([]),
  categories: conditions.categories.default([]),
  skus: conditions.skus.default([]),
  combinable: conditions.combinable.default(false),
  audience: conditions.audience.default('all'),
  costPerUse: conditions.costPerUse.default(null),
}

const name = label(200).describe('As customers read it: `Welcome back`')
const note = text(1000).describe('For the office only')

export const voucherContent = z.strictObject({
  name,
  note: note.default(''),
  benefit: voucherWorth,
  ...nothing,
})
/** As it is sent to make one. */
export const newVoucherContent = voucherContent.extend({ benefit: voucherBenefit })
export type VoucherContent = z.output<typeof voucherContent>

/** What is left out stays. */
export const voucherChange = z
  .strictObject({ name, note, benefit: voucherBenefit, ...conditions })
  .partial()
export type VoucherChange = z.output<typeof voucherChange>

export const voucherCodeKinds = ['shared', 'single'] as const
export const voucherStatuses = ['active', 'paused', 'ended'] as const
export type VoucherStatus = (typeof voucherStatuses)[number]

export const voucherCodeLengthMax = 64
/** A code as somebody types it: case, blanks and dashes do not matter. */
export const voucherCodeText = text(voucherCodeLengthMax * 2, 1)

/** Why a voucher does not count. Each is said in words too. */
export const voucherReasons = [
  'voucher_code_unknown',
  'voucher_paused',
  'voucher_ended',
  'voucher_not_yet_valid',
  'voucher_no_longer_valid',
  'voucher_code_used',
  'voucher_code_on_hold',
  'voucher_customer_needed',
  'voucher_customer_unknown',
  'voucher_of_other_customer',
  'voucher_regulars_only',
  'voucher_basket_too_small',
  'voucher_store_not_included',
  'voucher_channel_not_included',
  'voucher_of_partner',
  'voucher_nothing_applies',
  'voucher_article_missing',
  'voucher_not_combinable',
  'voucher_customer_limit_reached',
  'voucher_total_limit_reached',
  'voucher_budget_used_up',
] as const
export type VoucherReason = (typeof voucherReasons)[number]
