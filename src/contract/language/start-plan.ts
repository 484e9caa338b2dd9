import { z } from 'zod'
import type { Trade } from '../endpoints/business.ts'
import { label, minorUnits, text } from './text.ts'

/** The trades a first program is proposed for. */
export const startTrades = [
  'cafe',
  'restaurant',
  'bakery',
  'retail',
  'hairdresser',
  'web_shop',
] as const
export type StartTrade = (typeof startTrades)[number]

/** What the business is from then on, which decides the words of every page. */
export const tradeOf = {
  cafe: 'gastronomy',
  restaurant: 'gastronomy',
  bakery: 'gastronomy',
  retail: 'retail',
  hairdresser: 'practice',
  web_shop: 'mail_order',
} as const satisfies Record<StartTrade, Trade>

const shared = {
  name: label(100),
  places: z.int().min(1).max(30).describe('Stamps it takes'),
}

export const startReward = z.discriminatedUnion('kind', [
  z.strictObject({
    ...shared,
    kind: z.literal('article'),
    cost: minorUnits.min(0).describe('What one costs the business, in minor units'),
  }),
  z.strictObject({
    ...shared,
    kind: z.literal('amount'),
    amount: minorUnits.min(1).describe('Off the bill, in minor units'),
  }),
])
export type StartReward = z.output<typeof startReward>

/** All that a first program needs: who begins, what a stamp is given for, what a card brings. */
export const startPlan = z.strictObject({
  trade: z.enum(startTrades),
  businessName: label(200),
  storeName: label(200).describe('Of the first store, where there is none yet'),
  stamp: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('per_visit') }),
    z.strictObject({ kind: z.literal('per_amount'), amount: minorUnits.min(1) }),
  ]),
  full: startReward.describe('What a full card brings'),
  first: startReward.nullable().describe('A smaller thanks that is soon within reach'),
  terms: text(20_000, 1).describe(
    'Terms of participation, in plain text, in the language of the business',
  ),
  otherTerms: text(20_000)
    .optional()
    .describe('The same in the other language; left out: there is one wording for all'),
  selfEnrollment: z
    .boolean()
    .optional()
    .describe('Whoever is new makes a card on their own phone; left out: stays as it is'),
  drafts: z
    .boolean()
    .optional()
    .describe('Lay out drafts of imprint, privacy and accessibility where nothing is said yet'),
  cards: z.int().min(0).max(240).describe('Cards to print'),
})
export type StartPlan = z.output<typeof startPlan>

/** What the receipts of a business say about a year of it. */
export const startGround = z.object({
  receipts: z.int().describe('Receipts looked at'),
  days: z.int().describe('Calendar days they are of'),
  averageReceipt: z.int().describe('Minor units'),
  receiptsPerYear: z.int(),
})
export type StartGround = z.output<typeof startGround>

/** So many receipts in one are shown a card, in the estimate. */
export const receiptsPerCardShown = 3

export type YearOfStart = {
  /** Cards filled, were none left in a drawer. */
  fullCards: number
  /** The most it costs, in minor units: every stamp is redeemed, for what costs most a stamp. */
  costMax: number
  /** Of the sales of all receipts. */
  costShare: number
}

/** The most a year of the plan costs, whichever of its rewards people choose. */
export function yearOf(
  { stamp, full, first }: Pick<StartPlan, 'stamp' | 'full' | 'first'>,
  { averageReceipt, receiptsPerYear }: StartGround,
): YearOfStart {
  const shown = receiptsPerYear / receiptsPerCardShown
  const stamps = stamp.kind === 'per_visit' ? shown : (shown * averageReceipt) / stamp.amount
  const fullCards = stamps / full.places
  const costMax = stamps * Math.max(costPerStamp(full), first ? costPerStamp(first) : 0)
  const sales = receiptsPerYear * averageReceipt
  return {
    fullCards: Math.round(fullCards),
    costMax: Math.round(costMax),
    costShare: sales === 0 ? 0 : costMax / sales,
  }
}

const costPerStamp = (reward: StartReward): number => costOf(reward) / reward.places

export const costOf = (reward: StartReward): number =>
  reward.kind === 'article' ? reward.cost : reward.amount
