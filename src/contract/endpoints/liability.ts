import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { storeId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { month } from '../language/month.ts'
import { pointCurrency } from '../language/points.ts'

const share = z.number().min(0).max(1).multipleOf(0.0001)

const named = {
  currency: pointCurrency.describe('The point currency'),
  name: z.string(),
}

const terms = z.object({
  value: z.string().describe("Of one point, in whole units of the business's money"),
  redemptionRate: z.number().describe('Share of issued points that is redeemed in the end'),
  basis: z
    .enum(['said', 'estimated', 'unknown'])
    .describe('unknown: too little history, every point counts as if it were redeemed'),
  low: z.number().nullable(),
  high: z.number().nullable(),
  goodsShare: z
    .number()
    .describe("What is left of the points' own price after it is parted with the goods"),
  costRate: z
    .number()
    .nullable()
    .describe(
      'What a redemption costs, as a share of its value; null: nobody has said, so as much',
    ),
})

const store = z.object({ id: storeId, name: z.string() }).nullable()

const worth = {
  fairValue: money.describe('Open points expected to be redeemed, at their value'),
  deferred: money.describe('What was paid for points and is not earned yet (IFRS 15)'),
  provision: money.describe(
    'What their redemption would cost (HGB section 249): at the said share of their value, else at their value',
  ),
}

export const liability = z.object({
  asOf: moment,
  total: z.object(worth),
  currencies: z.array(
    z.object({
      ...named,
      open: z.int().describe('Points that customers have: available, pending or held'),
      expected: z.int().describe('Of those, the points expected to be redeemed'),
      ...worth,
      terms,
      estimate: z
        .object({
          madeOn: z.string(),
          redemptionRate: z.number().nullable(),
          vintages: z.int(),
          points: z.int(),
        })
        .nullable()
        .describe('What the books let expect'),
      stores: z.array(z.object({ store, open: z.int(), expected: z.int(), fairValue: money })),
    }),
  ),
})
export type Liability = z.output<typeof liability>

export const readLiability = endpoint({
  method: 'GET',
  path: '/api/v1/liability',
  tag: 'liability',
  summary: 'What open points are worth now',
  permission: 'liability:read',
  reply: liability,
  errors: ['caller_limited_to_stores'],
})

export const liabilityMonthsMax = 60

const range = {
  from: month.optional().describe('The first month; else eleven months before the last'),
  to: month.optional().describe('The last month; else the one that is not over yet'),
}
const rangeErrors = ['months_reversed', 'months_too_many', 'caller_limited_to_stores'] as const

export const liabilityMonth = z.object({
  month,
  ...named,
  closed: z.boolean().describe('Closed: it stays as it is'),
  terms,
  points: z.object({
    opening: z.int(),
    issued: z.int(),
    reversed: z.int().describe('Issued points taken back by returns'),
    redeemed: z.int(),
    donated: z.int(),
    expired: z.int(),
    other: z.int().describe('Between customers, and for what was overdrawn before'),
    closing: z.int(),
  }),
  deferred: z.object({
    opening: money,
    allocated: money.describe('Of the price of purchases, what belongs to their points'),
    redeemed: money.describe('Earned by redemptions'),
    breakage: money.describe('Earned for points that will not be redeemed, and by new estimates'),
    closing: money,
  }),
  expected: z.int(),
  fairValue: money,
  provision: money,
})
export type LiabilityMonth = z.output<typeof liabilityMonth>

export const listLiabilityMonths = endpoint({
  method: 'GET',
  path: '/api/v1/liability/months',
  tag: 'liability',
  summary: 'The monthly books of points, the first month first',
  description:
    'In each month opening + issued - reversed - redeemed - donated - expired + other is closing, and ' +
    'deferred opening + allocated - redeemed - breakage is closing. What is corrected later is booked ' +
    'in the month of the correction.',
  permission: 'liability:read',
  query: z.object(range),
  reply: z.object({ items: z.array(liabilityMonth) }),
  errors: [...rangeErrors],
})

export const exportLiabilityMonths = endpoint({
  method: 'GET',
  path: '/api/v1/liability/months/export',
  tag: 'liability',
  summary: 'Download the monthly books as CSV',
  permission: 'liability:read',
  query: z.object(range),
  reply: z.string(),
  file: { contentType: 'text/csv; charset=utf-8' },
  errors: [...rangeErrors],
})

export const printLiabilityMonths = endpoint({
  method: 'GET',
  path: '/api/v1/liability/months/pdf',
  tag: 'liability',
  summary: 'Download the monthly books as PDF',
  permission: 'liability:read',
  query: z.object(range),
  reply: z.string(),
  file: { contentType: 'application/pdf' },
  errors: [...rangeErrors],
})

export const checkLiability = endpoint({
  method: 'GET',
  path: '/api/v1/liability/check',
  tag: 'liability',
  summary: 'Hold the books against the accounts of all customers',
  description: 'Adds up every account; with many customers that takes some seconds.',
  permission: 'liability:read',
  reply: z.object({
    items: z.array(z.object({ ...named, books: z.int(), accounts: z.int(), difference: z.int() })),
  }),
  errors: ['caller_limited_to_stores'],
})

export const storeSettlement = z.object({
  items: z.array(
    z.object({
      month,
      ...named,
      issuer: store.describe('Issued the points; null: no store was named'),
      redeemer: store.describe('Redeemed them'),
      points: z.int(),
      amount: money.describe('What the issuer owes the redeemer'),
    }),
  ),
  balances: z.array(z.object({ store, gets: money, owes: money })),
})
export type StoreSettlement = z.output<typeof storeSettlement>

export const readStoreSettlement = endpoint({
  method: 'GET',
  path: '/api/v1/liability/settlement',
  tag: 'liability',
  summary: 'What stores owe each other for points redeemed elsewhere',
  permission: 'liability:read',
  query: z.object(range),
  reply: storeSettlement,
  errors: [...rangeErrors],
})

export const exportStoreSettlement = endpoint({
  method: 'GET',
  path: '/api/v1/liability/settlement/export',
  tag: 'liability',
  summary: 'Download what stores owe each other as CSV',
  permission: 'liability:read',
  query: z.object(range),
  reply: z.string(),
  file: { contentType: 'text/csv; charset=utf-8' },
  errors: [...rangeErrors],
})

const account = z
  .string()
  .regex(/^\d{1,9}$/)
  .refine((digits) => /[1-9]/.test(digits), 'is zero')
  .nullable()

export const accountingMethods = ['deferral', 'provision'] as const

export const accountingSettings = z.strictObject({
  method: z
    .enum(accountingMethods)
    .describe('deferral: revenue is put off (IFRS 15); provision: its cost is provided for (HGB)'),
  consultantNumber: z.int().min(1001).max(9_999_999).nullable().describe('Berater'),
  clientNumber: z.int().min(1).max(99_999).nullable().describe('Mandant'),
  yearBeginsIn: z
    .int()
    .min(1)
    .max(12)
    .nullable()
    .describe('Month in which the business year begins'),
  accountDigits: z.int().min(4).max(8).nullable().describe('Sachkontenlänge'),
  liabilityAccount: account,
  revenueAccount: account,
  breakageAccount: account,
  provisionAccount: account,
  expenseAccount: account.describe('What is put into the provision'),
  partnerAccount: account
    .default(null)
    .describe('What is open between us and partners; may have one digit more, as creditors have'),
  partnerExpenseAccount: account.default(null).describe('What we owe partners for redemptions'),
  partnerRevenueAccount: account.default(null).describe('What partners owe us for redemptions'),
  paymentAccount: account
    .default(null)
    .describe('Where payments to partners come from, and where theirs go'),
})
export type AccountingSettings = z.output<typeof accountingSettings>

export const readAccounting = endpoint({
  method: 'GET',
  path: '/api/v1/liability/accounting',
  tag: 'liability',
  summary: 'Read what the tax adviser said: numbers and accounts',
  permission: 'liability:read',
  reply: accountingSettings,
  errors: ['caller_limited_to_stores'],
})

export const setAccounting = endpoint({
  method: 'PUT',
  path: '/api/v1/liability/accounting',
  tag: 'liability',
  summary: 'Set what the tax adviser says: numbers and accounts',
  description: 'Nothing is preset. What is null is not known yet.',
  permission: 'liability:write',
  body: accountingSettings,
  reply: accountingSettings,
  errors: ['account_too_long', 'caller_limited_to_stores'],
})

export const exportDatev = endpoint({
  method: 'GET',
  path: '/api/v1/liability/datev',
  tag: 'liability',
  summary: 'Download closed months as DATEV Buchungsstapel',
  description:
    'DATEV format EXTF 700, category 21, Buchungsstapel version 13, in CP1252. Refused until the ' +
    'numbers and accounts of the chosen method are set, and those that what partners and we owe ' +
    'and pay each other needs in these months; the faults name what is missing. A payment stands ' +
    'in the month in which it was recorded.',
  permission: 'liability:read',
  query: z.object({ from: month, to: month }),
  reply: z.string(),
  file: { contentType: 'text/csv; charset=windows-1252' },
  errors: [
    ...rangeErrors,
    'accounting_incomplete',
    'month_open',
    'months_across_years',
    'cost_rate_missing',
    'datev_currency_unsupported',
  ],
})

const rates = z.object({
  ...named,
  month: month.describe('The first month they count for'),
  redemptionRate: z.number().nullable().describe('null: as the books let expect'),
  costRate: z.number().nullable().describe('null: as much as its value'),
})

export const listLiabilityRates = endpoint({
  method: 'GET',
  path: '/api/v1/liability/rates',
  tag: 'liability',
  summary: 'List what was said of redemption and cost, by month',
  permission: 'liability:read',
  reply: z.object({ items: z.array(rates) }),
  errors: ['caller_limited_to_stores'],
})

export const setLiabilityRates = endpoint({
  method: 'PUT',
  path: '/api/v1/liability/rates/:currency',
  tag: 'liability',
  summary: 'Say from a month on what share is redeemed and what it costs',
  description: 'Counts until something else is said for a later month. Months that are over stay.',
  permission: 'liability:write',
  params: z.object({ currency: pointCurrency }),
  body: z.strictObject({
    month: month.optional().describe('Else the one that is not over yet'),
    redemptionRate: share.nullable(),
    costRate: share.nullable(),
  }),
  reply: rates,
  errors: ['point_currency_not_found', 'month_over', 'caller_limited_to_stores'],
})
