import { z } from 'zod'
import { condition } from './condition.ts'
import { exactRate, pendingDays, pointCurrency, pointExpiry, points } from './points.ts'
import { instant, label, minorUnits, programName } from './text.ts'

/** Events that can earn beside purchases: those of the log, and what other parts will say in it. */
export const earningEvents = [
  'visit',
  'product_viewed',
  'newsletter_clicked',
  'download',
  'review',
  'social_interaction',
  'contact',
  'birthday',
  'referral',
  'survey_answered',
  'custom',
] as const

/** What earns nothing unless a rule says so. */
export const exclusions = ['tax', 'deposits', 'gift_cards', 'free_articles'] as const
export type Exclusion = (typeof exclusions)[number]

export const tierKey = programName
export const ruleKey = programName

const byLine = {
  /** Which lines earn; without it all do, and what no line explains does too. */
  lines: condition.optional(),
  includes: z.array(z.enum(exclusions)).max(exclusions.length).default([]),
  /** The rate of customers who hold a tier, in place of the common one. */
  tierPoints: z.record(tierKey, exactRate).default({}),
}

const way = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('per_amount'),
    points: exactRate,
    /** For so many minor units: 100 is one euro. */
    perAmount: minorUnits.min(1),
    ...byLine,
  }),
  z.strictObject({ kind: z.literal('per_article'), points: exactRate, ...byLine }),
  z.strictObject({ kind: z.literal('per_purchase'), points }),
  z.strictObject({ kind: z.literal('per_visit'), points }),
  z.strictObject({
    kind: z.literal('per_event'),
    event: z.enum(earningEvents),
    /** Of an event type the business defined itself. */
    name: programName.optional(),
    points,
  }),
  z.strictObject({
    kind: z.literal('multiplier'),
    factor: exactRate,
    /** Which rules; without it all per amount and per article of the currency. */
    rules: z.array(ruleKey).min(1).max(100).optional(),
    lines: condition.optional(),
    /** `highest`: of all such multipliers the highest acts. `always`: this one acts besides. */
    together: z.enum(['highest', 'always']).default('highest'),
  }),
])
export type EarningWay = z.output<typeof way>

/** The most a rule gives one customer. */
const caps = z.strictObject({
  perPurchase: points.optional(),
  perDay: points.optional(),
  perMonth: points.optional(),
  perCustomer: points.optional(),
})
export type Caps = z.output<typeof caps>

/** One state of a way to earn. It acts from `validFrom` until the next one begins. */
export const earningRule = z.strictObject({
  key: ruleKey,
  name: label(100),
  status: z.enum(['active', 'ended']).default('active'),
  validFrom: instant,
  currency: pointCurrency,
  way,
  when: condition.optional(),
  /** What the earning lines of a purchase must come to, as paid, in minor units. */
  basketMin: minorUnits.min(0).optional(),
  caps: caps.default({}),
  pendingDays: pendingDays.default(0),
  expiry: pointExpiry.default({ kind: 'never' }),
})
export type EarningRule = z.output<typeof earningRule>
