import { z } from 'zod'
import { endpoint } from '../../endpoint.ts'
import { consentChannels } from '../../language/consent.ts'
import { moment } from '../../language/moment.ts'
import { count } from './parts.ts'

const figures = z.object({
  customers: count,
  email: count.describe('With an e-mail address'),
  phone: count,
  post: count.describe('With a value of the attribute `address`'),
  birthday: count,
  language: count,
  blocked: count.describe('Died or want no contact; they stand in the other figures too'),
  attributes: z.record(z.string(), count).describe('By attribute: customers with a value'),
  consents: z.array(
    z.object({
      purpose: z.string(),
      channel: z.enum(consentChannels),
      agreed: count,
      mayContact: count.describe('Agreed, have an address, and nothing stops all contact'),
    }),
  ),
})
export type KnownFigures = z.output<typeof figures>

export const readKnown = endpoint({
  method: 'GET',
  path: '/api/v1/reports/known',
  tag: 'analytics',
  summary: 'What is known of the customers: reachable, agreed, birthday, attributes',
  description:
    'Each figure is that of the list of customers with the filter of the same meaning. Stores are those ' +
    'of the first purchase; staff of some stores see those alone.',
  permission: 'reports:read',
  reply: z.object({
    total: figures,
    stores: z
      .array(
        figures.extend({
          store: z
            .object({ code: z.string(), name: z.string() })
            .nullable()
            .describe('null: no purchase, or one without a store'),
        }),
      )
      .describe('Of the first purchase; the largest first'),
    attributes: z.array(z.object({ name: z.string(), label: z.string() })),
    purposes: z.array(z.object({ purpose: z.string(), label: z.string() })),
    countedAt: moment.describe('Of very many customers a moment ago; else now'),
  }),
})
