import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { cardBatchId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { startGround, startPlan, startTrades } from '../language/start-plan.ts'

const startProposal = startPlan.omit({ terms: true, otherTerms: true }).extend({
  businessName: z.string().describe('Empty while the business has no name'),
  selfEnrollment: z.boolean(),
  drafts: z.boolean(),
})
export type StartProposal = z.output<typeof startProposal>

export const startMade = z.object({
  plan: startPlan,
  store: z.object({ code: z.string(), name: z.string() }).describe('Whose till can begin'),
  cardBatch: cardBatchId.nullable().describe('The cards to print; null: none were wanted'),
  madeAt: moment,
})
export type StartMade = z.output<typeof startMade>

export const readStart = endpoint({
  method: 'GET',
  path: '/api/v1/start',
  tag: 'start',
  summary: 'What a business of a trade could begin with, or what it began with',
  description:
    'The proposal leans on the receipts of the last year where there are any. Changes nothing.',
  permission: 'program:begin',
  query: z.object({ trade: z.enum(startTrades).optional() }),
  reply: z.object({
    standing: z
      .enum(['free', 'begun', 'program_exists'])
      .describe('program_exists: the business has said a program of its own'),
    proposal: startProposal,
    ground: startGround.nullable().describe('null: there are too few receipts to say anything'),
    made: startMade.nullable(),
    language: screenLanguage.describe('Of the business: the one terms are written in'),
  }),
})

export const begin = endpoint({
  method: 'POST',
  path: '/api/v1/start',
  tag: 'start',
  summary: 'Begin: business, store, stamps, rewards, card and terms in one',
  description:
    'All of it or nothing. The same plan said again gives the same reply and changes nothing; ' +
    'where a program has been said already it is left as it is.',
  permission: 'program:begin',
  body: startPlan.meta({
    examples: [
      {
        trade: 'cafe',
        businessName: 'Café Morgenrot',
        storeName: 'Altstadt',
        stamp: { kind: 'per_visit' },
        full: { kind: 'article', name: 'a hot drink', places: 10, cost: 80 },
        first: { kind: 'article', name: 'a cookie', places: 3, cost: 20 },
        terms: 'Every guest can take part.',
        selfEnrollment: true,
        cards: 24,
      },
    ],
  }),
  reply: startMade,
  status: 201,
  errors: ['program_exists', 'start_reward_too_dear', 'stores_too_many', 'terms_with_gaps'],
})
