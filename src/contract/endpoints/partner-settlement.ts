import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { partnerPaymentId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { month } from '../language/month.ts'
import { partnerKey, partnerTerms } from '../language/partner.ts'
import { reward } from '../language/reward.ts'
import { calendarDate, minorUnits, text } from '../language/text.ts'

const range = {
  partner: partnerKey.optional().describe('Only this one'),
  from: month.optional().describe('The first month; else eleven months before the last'),
  to: month.optional().describe('The last month; else the one that is not over yet'),
}
const errors = ['months_reversed', 'months_too_many', 'caller_limited_to_stores'] as const

const partner = z.object({ key: partnerKey, name: z.string() })
const counts = {
  redemptions: z.int(),
  givenBack: z.int().describe('Canceled in this month, whenever they were redeemed'),
}
const owed = {
  businessOwes: money.describe('Negative where more was given back than redeemed'),
  partnerOwes: money,
}

export const partnerPaymentsMax = 10_000
const payers = ['business', 'partner'] as const
export type PaidBy = (typeof payers)[number]

const paymentTerms = {
  paidBy: z.enum(payers).describe('business: we paid the partner'),
  reference: text(100).default('').describe('Such as the number of an invoice'),
}

export const partnerPayment = z.object({
  id: partnerPaymentId,
  partner,
  ...paymentTerms,
  amount: money,
  paidOn: calendarDate,
  recordedAt: moment,
})
export type PartnerPayment = z.output<typeof partnerPayment>

const paymentInput = z.strictObject({
  ...paymentTerms,
  amount: minorUnits.min(1).describe("Minor units of the business's money"),
  paidOn: calendarDate.optional().describe('Else today'),
})
export type PaymentInput = z.output<typeof paymentInput>

export const partnerSettlement = z.object({
  items: z.array(
    z.object({
      month,
      closed: z.boolean().describe('Closed: it stays as it is'),
      partner,
      reward: z.object({ key: reward.shape.key, name: z.string() }),
      terms: partnerTerms.describe('As agreed when it was redeemed'),
      ...counts,
      ...owed,
    }),
  ),
  balances: z.array(z.object({ partner, ...counts, ...owed })),
  payments: z.array(partnerPayment).describe('Of these months, the latest first'),
  accounts: z
    .array(
      z.object({ partner, open: money.describe('What we owe the partner; negative: owed us') }),
    )
    .describe('What is open now, over all months and payments'),
})
export type PartnerSettlement = z.output<typeof partnerSettlement>

export const readPartnerSettlement = endpoint({
  method: 'GET',
  path: '/api/v1/liability/partners',
  tag: 'liability',
  summary: 'What we and our partners owe each other, the first month first',
  description:
    'Each redemption counts in its month by what was agreed at its time; a cancellation counts in the month in which it happens.',
  permission: 'liability:read',
  query: z.object(range),
  reply: partnerSettlement,
  errors: [...errors],
})

export const exportPartnerSettlement = endpoint({
  method: 'GET',
  path: '/api/v1/liability/partners/export',
  tag: 'liability',
  summary: 'Download what we and our partners owe each other as CSV',
  permission: 'liability:read',
  query: z.object(range),
  reply: z.string(),
  file: { contentType: 'text/csv; charset=utf-8' },
  errors: [...errors],
})

export const printPartnerSettlement = endpoint({
  method: 'GET',
  path: '/api/v1/liability/partners/pdf',
  tag: 'liability',
  summary: 'Download what we and our partners owe each other as PDF',
  permission: 'liability:read',
  query: z.object(range),
  reply: z.string(),
  file: { contentType: 'application/pdf' },
  errors: [...errors],
})

export const recordPartnerPayment = endpoint({
  method: 'POST',
  path: '/api/v1/partners/:partnerKey/payments',
  tag: 'liability',
  summary: 'Record that a partner was paid, or paid us',
  permission: 'liability:write',
  params: z.object({ partnerKey }),
  body: paymentInput.meta({
    examples: [
      { paidBy: 'business', amount: 1250, paidOn: '2026-11-20', reference: 'Rechnung 118' },
    ],
  }),
  reply: partnerPayment,
  status: 201,
  errors: [
    'partner_not_found',
    'payment_in_future',
    'payments_too_many',
    'caller_limited_to_stores',
  ],
})

export const cancelPartnerPayment = endpoint({
  method: 'POST',
  path: '/api/v1/partner-payments/:paymentId/cancel',
  tag: 'liability',
  summary: 'Say that a payment was recorded by mistake',
  description: 'It stays in the books, beside a row that takes it back.',
  permission: 'liability:write',
  params: z.object({ paymentId: partnerPaymentId }),
  reply: z.void(),
  status: 204,
  errors: ['payment_not_found', 'caller_limited_to_stores'],
})
