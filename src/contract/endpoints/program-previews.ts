import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { earningRule, ruleKey } from '../language/earning-rule.ts'
import { giftArticle, giftLadder } from '../language/gift-ladder.ts'
import { customerId, programRunId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { money } from '../language/money.ts'
import { pointCurrencyTerms } from '../language/point-currency.ts'
import { pointCurrency, points } from '../language/points.ts'
import { presence } from '../language/presence.ts'
import { programTerms } from '../language/program-terms.ts'
import { reward } from '../language/reward.ts'
import { stampCardContent } from '../language/stamp-card.ts'
import { programName } from '../language/text.ts'
import { tierLadderInput } from './programs.ts'

const timeless = { validFrom: true } as const
const terms = programTerms.omit(timeless)
const rule = earningRule.omit({ ...timeless, status: true })
const ladder = giftLadder.omit({ ...timeless, status: true })

const birthdays = z
  .int()
  .nullable()
  .describe(
    'Birthdays in these days of those who had been there before, by the birthday known now; null: nothing is given for them',
  )

/** One change of a program, not yet said. */
export const programChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('terms'), content: terms }),
  z.strictObject({ kind: z.literal('rule'), content: rule }),
  z.strictObject({ kind: z.literal('rule_end'), key: ruleKey }),
  z.strictObject({ kind: z.literal('tiers'), content: tierLadderInput }),
  z.strictObject({ kind: z.literal('gift_ladder'), content: ladder }),
  z.strictObject({ kind: z.literal('gift_ladder_end'), key: programName }),
])
export type ProgramChange = z.output<typeof programChange>

/** Small ones are done when the reply comes; large ones go on in the background. */
const run = {
  id: programRunId,
  status: z.enum(['waiting', 'running', 'done', 'canceled', 'failed']),
  share: z.number().describe('How much is done, from 0 to 1'),
  customers: z.int().describe('Customers looked at so far'),
  customersTotal: z.int(),
}

const pair = { before: z.int(), after: z.int() }
const pointsChanged = z.array(z.object({ currency: z.string(), ...pair }))
const pointsGiven = z.array(z.object({ currency: z.string(), given: z.int() }))
const costChanged = z.object({ before: money, after: money })
const dates = {
  start: z.string().describe('First day'),
  end: z.string().describe('The day after the last one'),
}

const counted = presence.describe(
  'What counted as having been there, by the business: each purchase; or visits as the rules see ' +
    'them, with an amount or without, those within the minutes of the terms being one',
)
const timesThere = z.int().describe('How often they were there in the days looked at')

const previewExample = z.object({
  customerId,
  name: z.string().nullable(),
  why: z.enum(['gains_most', 'loses_most', 'comes_most']),
  timesThere,
  points: pointsChanged,
  tier: z.object({ before: z.string().nullable(), after: z.string().nullable() }),
})

export const previewResult = z.object({
  ...dates,
  presence: counted,
  customers: z
    .object({ gain: z.int(), lose: z.int(), same: z.int() })
    .describe('By the worth of their points; where that is equal, by tier and gifts'),
  points: z
    .array(
      z.object({
        currency: z.string(),
        ...pair,
        cost: costChanged.describe(
          "If all were redeemed: at the currency's value, or the share of it that was said to be the cost",
        ),
      }),
    )
    .describe('Given, less what returns took back'),
  cost: costChanged,
  weeks: z.array(z.object({ start: z.string(), points: pointsChanged })),
  tiers: z
    .array(z.object({ level: z.string().nullable(), ...pair }))
    .describe('Customers who hold a level at the end; null: none'),
  birthdays,
  gifts: z
    .array(z.object({ ladder: z.string(), ...pair }))
    .describe('Steps of gift ladders reached until now'),
  examples: z.array(previewExample),
  findings: z.lazy(() => z.array(finding)).describe('Dead ends that the change brings'),
})
export type PreviewResult = z.output<typeof previewResult>

export const preview = z.object({ ...run, result: previewResult.nullable() })
export type Preview = z.output<typeof preview>

export const findingCodes = [
  'rule_never_matches',
  'rule_for_unknown_tier',
  'multiplier_without_base',
  'tier_unreachable',
  'tier_overlaps',
  'tier_currency_unearned',
  'reward_currency_unearned',
  'reward_too_dear',
  'reward_for_unknown_tier',
  'reward_article_missing',
  'card_currency_unearned',
  'card_too_long',
  'card_reward_missing',
  'card_reward_costs_otherwise',
  'cards_share_stamps',
  'gift_articles_missing',
] as const

/** Something the program promises and no customer can have. The screens say it in words by code. */
export const finding = z.object({
  code: z.enum(findingCodes),
  subject: z.string().describe('Key of the rule, level, reward, card or ladder it is about'),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type FindingView = z.output<typeof finding>

const days = (usual: number, most: number) => z.int().min(7).max(most).default(usual)
const draftFaults = [
  'earning_rule_faulty',
  'gift_ladder_faulty',
  'point_currency_not_found',
] as const
const faults = [...draftFaults, 'earning_rule_not_found', 'gift_ladder_not_found'] as const
const limited = 'caller_limited_to_stores'
const inBackground =
  'What takes long goes on in the background: read it until its status is done. ' +
  'It is kept until the program is started again.'

/** What is done with a run that goes on in the background. */
function followed<const Kind extends 'preview' | 'simulation', Run extends z.ZodType>(
  kind: Kind,
  reply: Run,
) {
  const run = {
    path: `/api/v1/programs/${kind}s/:runId`,
    tag: 'program',
    permission: 'program:define',
    params: z.object({ runId: programRunId }),
    reply,
    errors: [`${kind}_not_found`, limited],
  } as const
  return {
    read: endpoint({ ...run, method: 'GET', summary: `Read a ${kind} and how far it is` }),
    cancel: endpoint({ ...run, method: 'DELETE', summary: `Stop a ${kind}` }),
  }
}

export const { read: readPreview, cancel: cancelPreview } = followed('preview', preview)

export const previewProgram = endpoint({
  method: 'POST',
  path: '/api/v1/programs/previews',
  tag: 'program',
  summary: 'Say what a change would have brought over the last days, before it is saved',
  description:
    'Replays the real log under the program as it was and under the program whose change began ' +
    `so many days ago. Changes nothing. ${inBackground}`,
  permission: 'program:define',
  body: z.strictObject({ change: programChange, days: days(90, 366) }).meta({
    examples: [
      {
        change: {
          kind: 'rule',
          content: {
            key: 'visit',
            name: 'Two stars for each visit',
            currency: 'stars',
            way: { kind: 'per_visit', points: 2 },
          },
        },
        days: 90,
      },
    ],
  }),
  reply: preview,
  errors: [...faults, limited],
})

/** A whole program as it might be, with what its points are worth. */
export const programDraft = z.strictObject({
  currencies: z
    .array(z.strictObject({ currency: pointCurrency, ...pointCurrencyTerms }).omit({ name: true }))
    .min(1)
    .max(20),
  terms: terms.optional(),
  rules: z.array(rule).max(100).default([]),
  tiers: tierLadderInput.optional(),
  giftLadders: z.array(ladder).max(20).default([]),
})
export type ProgramDraft = z.output<typeof programDraft>

const draftExample = {
  currencies: [{ currency: 'stars', value: '0.30' }],
  rules: [
    {
      key: 'visit',
      name: 'A star for each visit',
      currency: 'stars',
      way: { kind: 'per_visit', points: 1 },
    },
  ],
}

const weeks = z.object({ quarter: z.number(), median: z.number(), threeQuarters: z.number() })

export const simulationResult = z.object({
  ...dates,
  presence: counted,
  customers: z.int().describe('Customers we know who were there in these days'),
  earning: z.int().describe('Of these, who would have got anything'),
  birthdays,
  revenue: money.describe('Of these customers in these days, net of returns'),
  points: z.array(
    z.object({
      currency: z.string(),
      given: z.int().describe('Less what returns took back'),
      expired: z.int(),
      open: z
        .int()
        .describe('At the end; nothing is redeemed in a simulation, so this is the most'),
      cost: money.describe('Of what was given, at its value'),
      liability: money.describe('Of what is open at the end, at its value'),
    }),
  ),
  cost: money,
  liability: money,
  costShare: z
    .number()
    .nullable()
    .describe(
      'Cost as a share of that revenue; null: no revenue is known, or more than a tenth of the cost ' +
        'is given for visits without an amount',
    ),
  fifths: z
    .array(z.number())
    .describe('Share of the cost that goes to each fifth of those who earn, the lowest first'),
  weeks: z.array(z.object({ start: z.string(), points: pointsGiven })),
  tiers: z.array(z.object({ level: z.string().nullable(), customers: z.int() })),
  gifts: z.array(z.object({ ladder: z.string(), steps: z.int(), customers: z.int() })),
  firstReward: z
    .object({
      reached: z.int(),
      weeks: weeks
        .nullable()
        .describe('From the first time there in these days; of those who reach it'),
      never: z
        .array(z.object({ timesThere: z.enum(['1', '2-4', '5+']), customers: z.int() }))
        .describe('Who never gets to it, by how often they were there in these days'),
    })
    .nullable(),
  examples: z.array(
    z.object({
      customerId,
      name: z.string().nullable(),
      why: z.enum(['gains_most', 'comes_most', 'never_gets_there']),
      timesThere,
      points: pointsGiven,
      tier: z.string().nullable(),
      weeksToReward: z.number().nullable(),
    }),
  ),
  findings: z.array(finding),
})
export type SimulationResult = z.output<typeof simulationResult>

export const simulation = z.object({ ...run, result: simulationResult.nullable() })
export type Simulation = z.output<typeof simulation>

export const { read: readSimulation, cancel: cancelSimulation } = followed('simulation', simulation)

export const simulateProgram = endpoint({
  method: 'POST',
  path: '/api/v1/programs/simulations',
  tag: 'program',
  summary: "What if: a whole program over the business's own history, before launch",
  description:
    'As if it had begun so many days ago; nothing is redeemed in it. Changes nothing. ' +
    inBackground,
  permission: 'program:define',
  body: z
    .strictObject({
      program: programDraft,
      days: days(365, 1096),
      firstReward: z
        .strictObject({ currency: pointCurrency, price: points })
        .optional()
        .describe('The cheapest thing points are redeemed for'),
    })
    .meta({
      examples: [
        {
          program: draftExample,
          days: 365,
          firstReward: { currency: 'stars', price: 10 },
        },
      ],
    }),
  reply: simulation,
  errors: [...draftFaults, limited],
})

const simulatedLife = z.object({
  ...dates,
  presence: counted,
  timesThere: z.array(moment).describe('In these days, the earliest first'),
  gains: z
    .array(z.object({ at: moment, currency: z.string(), points: z.int() }))
    .describe('What would have been given, and taken back by returns'),
})
export type SimulatedLife = z.output<typeof simulatedLife>

export const simulateCustomer = endpoint({
  method: 'POST',
  path: '/api/v1/programs/simulations/of-customer',
  tag: 'program',
  summary: 'What one customer would have got under a program that is not in force',
  description:
    'For callers who may read customers; to all others there is no such customer. Changes nothing.',
  permission: 'program:define',
  body: z.strictObject({ program: programDraft, days: days(365, 1096), customerId }).meta({
    examples: [{ program: draftExample, customerId: 'cus_01KAKF6X2M7Q8R9S0T1V2W3X4Y' }],
  }),
  reply: simulatedLife,
  errors: ['customer_not_found', ...draftFaults, limited],
})

export const lintProgram = endpoint({
  method: 'POST',
  path: '/api/v1/programs/lint',
  tag: 'program',
  summary: 'Find dead ends: what the program promises and nobody can have',
  description:
    'Of the program in force, with a change that is not yet said where one is given, and of the ' +
    'rewards, stamp cards and gift articles there are, or of those given instead. Changes nothing.',
  permission: 'program:read',
  body: z
    .strictObject({
      change: programChange.optional(),
      rewards: z.array(reward).max(500).optional(),
      stampCards: z.array(stampCardContent).max(100).optional(),
      articles: z
        .array(giftArticle)
        .max(1000)
        .optional()
        .describe('Left out: those there are; without any, of each as many as wished'),
    })
    .meta({ examples: [{}] }),
  reply: z.object({ findings: z.array(finding) }),
  errors: faults,
})
