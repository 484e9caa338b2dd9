import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { type EarningRule, earningRule, ruleKey } from '../language/earning-rule.ts'
import { type GiftLadder, giftLadder } from '../language/gift-ladder.ts'
import { moment } from '../language/moment.ts'
import { pointCurrencyTerms } from '../language/point-currency.ts'
import { pointCurrency } from '../language/points.ts'
import { type ProgramEnding, programEnding } from '../language/program-ending.ts'
import { type ProgramTerms, programTerms } from '../language/program-terms.ts'
import { type StampCard, stampCard } from '../language/stamp-card.ts'
import { instant, programName } from '../language/text.ts'
import { type TierLadder, tierLadder, tierLadderInput } from '../language/tier-ladder.ts'

/** From when on; left out: from now on. */
const start = { validFrom: instant.optional() }

export const programTermsInput = programTerms.extend(start)
export const earningRuleInput = earningRule.omit({ key: true, status: true }).extend(start)
export const giftLadderInput = giftLadder.omit({ key: true, status: true }).extend(start)
export { tierLadderInput }

/** The schemas of what revisions hold, for the OpenAPI document. */
export const programParts = {
  ProgramTerms: programTerms,
  EarningRule: earningRule,
  TierLadder: tierLadder,
  GiftLadder: giftLadder,
  StampCard: stampCard,
  ProgramEnding: programEnding,
}

/** What stands in a revision was read by its schema when it was said. */
const said = <Content>(name: keyof typeof programParts) =>
  z.custom<Content>().meta({ $ref: `#/components/schemas/${name}` })

const about = {
  revision: z.int(),
  state: z
    .enum(['past', 'in_force', 'planned'])
    .describe('in_force: what happens now is judged by it, or it has ended its rule'),
  recordedAt: moment,
}

export const programRevision = z.discriminatedUnion('kind', [
  z.object({ ...about, kind: z.literal('terms'), content: said<ProgramTerms>('ProgramTerms') }),
  z.object({ ...about, kind: z.literal('rule'), content: said<EarningRule>('EarningRule') }),
  z.object({ ...about, kind: z.literal('tiers'), content: said<TierLadder>('TierLadder') }),
  z.object({ ...about, kind: z.literal('gift_ladder'), content: said<GiftLadder>('GiftLadder') }),
  z.object({ ...about, kind: z.literal('stamp_card'), content: said<StampCard>('StampCard') }),
  z.object({ ...about, kind: z.literal('ending'), content: said<ProgramEnding>('ProgramEnding') }),
])
export type ProgramRevisionView = z.output<typeof programRevision>

export const pointCurrencyView = z.object({
  currency: z.string(),
  ...pointCurrencyTerms,
  costRate: z
    .number()
    .nullable()
    .describe('What a redemption costs now, as a share of its value; null: as much'),
  validFrom: moment,
  state: about.state,
})
export type PointCurrencyView = z.output<typeof pointCurrencyView>

/** What is in force, and what begins later. */
export const program = z.object({
  asOf: moment,
  currencies: z.array(pointCurrencyView).describe('With revisions to come, by currency and start'),
  terms: said<ProgramTerms>('ProgramTerms'),
  rules: z.array(said<EarningRule>('EarningRule')).describe('In the order of their keys'),
  tiers: said<TierLadder>('TierLadder').nullable(),
  giftLadders: z.array(said<GiftLadder>('GiftLadder')),
  stampCards: z.array(said<StampCard>('StampCard')),
  ending: said<ProgramEnding>('ProgramEnding')
    .nullable()
    .describe('The whole program comes to its end, or has come'),
  planned: z.array(programRevision).describe('What was said for later, the soonest first'),
})
export type ProgramView = z.output<typeof program>

const revisionKinds = ['terms', 'rule', 'tiers', 'gift_ladder', 'stamp_card', 'ending'] as const
const limited = 'caller_limited_to_stores'
const fromNowOn =
  'Acts from `validFrom` on, or from now on; what happened before stays as it was judged. ' +
  'Saying again what holds already changes nothing.'
const refusals = ['starts_in_past', limited] as const

export const readProgram = endpoint({
  method: 'GET',
  path: '/api/v1/programs',
  tag: 'program',
  summary: 'Read the program in force, and what is planned',
  permission: 'program:read',
  reply: program,
})

export const listProgramRevisions = endpoint({
  method: 'GET',
  path: '/api/v1/programs/revisions',
  tag: 'program',
  summary: 'List all that was ever said about the program, newest first',
  permission: 'program:read',
  query: z.object({
    ...pageQuery,
    kind: z.enum(revisionKinds).optional(),
    key: programName.optional().describe('Of one rule, gift ladder or stamp card'),
  }),
  reply: page(programRevision),
  errors: ['cursor_malformed'],
})

export const setProgramTerms = endpoint({
  method: 'PUT',
  path: '/api/v1/programs/terms',
  tag: 'program',
  summary: 'Say what holds for the whole program',
  description: fromNowOn,
  permission: 'program:define',
  body: programTermsInput.meta({ examples: [{ visitMinutes: 60, leapBirthday: '02-28' }] }),
  reply: programRevision,
  errors: refusals,
})

export const definePointCurrency = endpoint({
  method: 'PUT',
  path: '/api/v1/programs/currencies/:currency',
  tag: 'program',
  summary: 'Make a point currency, or change what it is worth and allows',
  description: 'The name is changed at once, the rest from `validFrom` on, or from now on.',
  permission: 'program:define',
  params: z.object({ currency: pointCurrency }),
  body: z
    .strictObject({ ...pointCurrencyTerms, ...start })
    .meta({ examples: [{ name: 'Stars', value: '0.05' }] }),
  reply: pointCurrencyView,
  errors: ['terms_in_the_past', 'point_currencies_too_many', limited],
})

export const defineEarningRule = endpoint({
  method: 'PUT',
  path: '/api/v1/programs/rules/:ruleKey',
  tag: 'program',
  summary: 'Say how something earns points, or change it',
  description: fromNowOn,
  permission: 'program:define',
  params: z.object({ ruleKey }),
  body: earningRuleInput.meta({
    examples: [
      {
        name: 'A star for each visit',
        currency: 'stars',
        way: { kind: 'per_visit', points: 1 },
        expiry: { kind: 'after_months', months: 12 },
      },
    ],
  }),
  reply: programRevision,
  errors: ['earning_rule_faulty', 'point_currency_not_found', 'program_too_large', limited],
})

const ending = z
  .strictObject(start)
  .default({})
  .describe('What was planned for later is ended too')
  .meta({ examples: [{ validFrom: '2027-01-01T00:00:00+01:00' }] })

export const endEarningRule = endpoint({
  method: 'POST',
  path: '/api/v1/programs/rules/:ruleKey/end',
  tag: 'program',
  summary: 'End a way to earn; what it gave stays',
  permission: 'program:define',
  params: z.object({ ruleKey }),
  body: ending,
  reply: programRevision,
  errors: ['earning_rule_not_found', ...refusals],
})

export const setTiers = endpoint({
  method: 'PUT',
  path: '/api/v1/programs/tiers',
  tag: 'program',
  summary: 'Say how customers rise and fall; without levels there are no tiers',
  description: fromNowOn,
  permission: 'program:define',
  body: tierLadderInput.meta({
    examples: [
      {
        basis: 'visits',
        windowDays: 365,
        levels: [
          { key: 'silver', name: 'Silver', threshold: 12 },
          { key: 'gold', name: 'Gold', threshold: 40 },
        ],
      },
    ],
  }),
  reply: programRevision,
  errors: ['point_currency_not_found', ...refusals],
})

const ladderParams = z.object({ ladderKey: programName })

export const defineGiftLadder = endpoint({
  method: 'PUT',
  path: '/api/v1/programs/gift-ladders/:ladderKey',
  tag: 'program',
  summary: 'Say which gifts stand at which counts of purchases, or change it',
  description: fromNowOn,
  permission: 'program:define',
  params: ladderParams,
  body: giftLadderInput.meta({
    examples: [
      {
        name: 'Gifts',
        counts: 'purchases',
        amountMin: 500,
        rounds: [
          {
            steps: [
              { count: 10, articles: ['mug'] },
              { count: 100, articles: ['basket'] },
            ],
          },
        ],
      },
    ],
  }),
  reply: programRevision,
  errors: ['gift_ladder_faulty', 'program_too_large', limited],
})

export const endGiftLadder = endpoint({
  method: 'POST',
  path: '/api/v1/programs/gift-ladders/:ladderKey/end',
  tag: 'program',
  summary: 'End a gift ladder',
  permission: 'program:define',
  params: ladderParams,
  body: ending,
  reply: programRevision,
  errors: ['gift_ladder_not_found', ...refusals],
})
