import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { customerReference } from '../language/event.ts'
import { actId, customerId, eventId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { pointCurrency } from '../language/points.ts'
import { privilegeKinds } from '../language/privilege.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { instant } from '../language/text.ts'

/** What a customer has of one currency. */
export const pointBalance = z.object({
  currency: z.string(),
  balance: z.int().describe('What can be redeemed, less what is owed'),
  available: z.int(),
  pending: z.int().describe('Earned, but not yet to be redeemed'),
  held: z.int().describe('Kept for a checkout'),
  owed: z.int().describe('To be paid back by later points'),
  overdrawn: z.int().describe('Returned after it was spent, borne by the business'),
  offlineLoss: z.int(),
  redeemed: z.int(),
  donated: z.int(),
  expired: z.int(),
})
export type PointBalance = z.output<typeof pointBalance>

const lotEnd = z.object({ points: z.int(), at: moment })

/** With what is to come, as a card shows it. */
const fullBalance = pointBalance.extend({
  name: z.string(),
  worth: money.describe('Of the balance, at its value'),
  expiresNext: lotEnd
    .nullable()
    .describe('The soonest points to expire, and the first instant without'),
  availableNext: lotEnd
    .nullable()
    .describe('The next points that can be redeemed, and from when on'),
})

const privilege = z.object({
  kind: z.enum(privilegeKinds),
  text: z.string().describe('As the point of sale and the customer read it'),
  days: z.int().nullable().describe('How much earlier they may have something'),
  what: z.string().nullable().describe('What is free for them'),
  perMonth: z.int().nullable().describe('At most so often; null: always'),
  extra: z.string().nullable().describe('By what a free extra is named when it is given'),
  leftThisMonth: z.int().nullable().describe('So often it can still be given; null: always'),
})
const level = { key: z.string(), name: z.string() }

const tierStanding = z.object({
  basis: z.enum(['visits', 'purchase_days', 'points', 'spend']),
  count: z.int().describe('What counts in the window today: visits, days, points or minor units'),
  level: z
    .object({
      ...level,
      privileges: z.array(privilege),
      until: z.string().nullable().describe('Last day of the period; null: held for life'),
      phase: z.enum(['held', 'grace']),
    })
    .nullable(),
  next: z.object({ ...level, missing: z.int() }).nullable(),
  toKeep: z
    .object({ missing: z.int(), until: z.string() })
    .nullable()
    .describe('What is missing to keep the level beyond its period'),
})

const ladderStep = { round: z.int().describe('From 1 on'), count: z.int() }

const ladderStanding = z.object({
  ladder: z.string(),
  name: z.string(),
  round: z.int().describe('From 1 on'),
  count: z.int().describe('Purchases counted within the round'),
  next: z.object({ ...ladderStep, missing: z.int(), articles: z.array(z.string()) }),
})

export const customerBalance = z.object({
  customerId,
  asOf: moment,
  points: z
    .array(fullBalance)
    .describe('All currencies of the program, also where there is nothing'),
  tier: tierStanding.nullable(),
  giftLadders: z.array(ladderStanding),
})
export type CustomerBalance = z.output<typeof customerBalance>

const params = z.object({ customerId })
const language = screenLanguage.optional().describe("Of the privileges; else the business's")

export const readBalance = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/balance',
  tag: 'points',
  summary: 'What a customer has: points, tier and gifts',
  permission: 'balances:read',
  params,
  query: z.object({ language }),
  reply: customerBalance,
  errors: ['customer_not_found'],
})

export const findBalance = endpoint({
  method: 'POST',
  path: '/api/v1/balances/find',
  tag: 'points',
  summary: 'The same for whoever a card number or another identity names',
  description: 'Changes nothing; a body, since addresses are written into logs.',
  permission: 'balances:read',
  body: z
    .strictObject({ customer: customerReference, language })
    .meta({ examples: [{ customer: { cardNumber: '48210937' } }] }),
  reply: customerBalance,
  errors: ['customer_not_found', 'phone_malformed'],
})

/** Why, as a key of the locales with its parameters. */
const reason = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

const booking = { from: z.string(), to: z.string(), points: z.int() }
const causes = ['grant', 'reversal', 'act', 'clock'] as const
const place = z.object({ code: z.string(), name: z.string() })

export const statementLine = z.object({
  position: z.int(),
  kind: z.enum(causes).describe('What moved the points: an event, a return, somebody, time'),
  correction: z.boolean().describe('Says otherwise than what was booked before'),
  eventId: eventId.nullable(),
  actId: actId.nullable(),
  act: z.string().nullable().describe('What was done: redeem, hold, goodwill, cancel, ...'),
  store: place.nullable(),
  effectiveAt: moment,
  bookedAt: moment,
  points: z.int().describe('What it changed of the balance'),
  balanceBefore: z.int(),
  balanceAfter: z.int(),
  reasons: z
    .array(reason.extend({ points: z.int().nullable(), revision: z.int().nullable() }))
    .describe('Of what was earned: each rule with its revision and its points'),
  movements: z.array(z.object(booking)),
})
export type StatementLineView = z.output<typeof statementLine>

export const readStatement = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/statement',
  tag: 'points',
  summary: 'Read the books of a customer in one currency, newest first',
  permission: 'points:read',
  params,
  query: z.object({
    ...pageQuery,
    currency: pointCurrency,
    from: instant.optional().describe('When it was booked'),
    to: instant.optional().describe('exclusive'),
  }),
  reply: page(statementLine),
  errors: ['customer_not_found', 'point_currency_not_found', 'cursor_malformed'],
})

const explainedMovement = z.object({
  at: moment,
  kind: z.enum(causes),
  eventId: eventId.nullable(),
  actId: actId.nullable(),
  ...booking,
  booked: z.boolean().describe('false: time has done it, and nobody has written it down yet'),
})

const explainedLot = z.object({
  state: z.enum(['available', 'pending']),
  open: z.int().describe('What is left; the movements add up to it'),
  held: z.int(),
  earnedAt: moment,
  availableAt: moment,
  expiresAt: moment.nullable(),
  eventId: eventId.nullable(),
  actId: actId.nullable(),
  reasons: z.array(reason.extend({ points: z.int().nullable(), revision: z.int().nullable() })),
  movements: z.array(explainedMovement),
})

export const explanation = z.object({
  currency: z.string(),
  balance: z.int(),
  lots: z.array(explainedLot),
  others: z.array(explainedMovement).describe('Of no lot: what is owed, or borne by the business'),
})
export type ExplanationView = z.output<typeof explanation>

export const explainBalance = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/explain',
  tag: 'points',
  summary: 'Why a customer has the points they have, each one',
  permission: 'points:read',
  params,
  query: z.object({ currency: pointCurrency }),
  reply: explanation,
  errors: ['customer_not_found', 'point_currency_not_found'],
})
