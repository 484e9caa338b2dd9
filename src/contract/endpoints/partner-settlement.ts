import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { money } from '../language/money.ts'
import { month } from '../language/month.ts'
import { partnerKey, partnerTerms } from '../language/partner.ts'
import { reward } from '../language/reward.ts'

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
