import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerId } from '../language/ids.ts'
import { pointCurrency } from '../language/points.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { calendarDate, label } from '../language/text.ts'
import { guestView } from './pos.ts'

/** More stamps nobody has on paper. */
export const paperStampsMax = 1000

export const paperStampRule = z.object({
  currency: z.string(),
  name: z.string().describe('As people call it: Stempel'),
  pointsMax: z.int().describe('So many at most for each customer'),
  lastDay: z.string().describe('The last day on which they are taken over'),
  open: z.boolean().describe('Today they are'),
})
export type PaperStampRule = z.output<typeof paperStampRule>

const rule = z.object({ rule: paperStampRule.nullable() })

export const readPaperStampRule = endpoint({
  method: 'GET',
  path: '/api/v1/paper-stamp-rule',
  tag: 'cards',
  summary: 'Whether the till takes over stamps of paper cards, how many and until when',
  permission: 'pos:serve',
  reply: rule,
})

export const setPaperStampRule = endpoint({
  method: 'PUT',
  path: '/api/v1/paper-stamp-rule',
  tag: 'cards',
  summary: 'Let the till take over stamps of paper cards until a day',
  permission: 'balances:take_over',
  body: z
    .strictObject({
      currency: pointCurrency,
      pointsMax: z.int().min(1).max(paperStampsMax),
      lastDay: calendarDate,
    })
    .meta({ examples: [{ currency: 'stamps', pointsMax: 9, lastDay: '2027-03-31' }] }),
  reply: rule,
  errors: ['point_currency_not_found', 'caller_limited_to_stores'],
})

export const endPaperStampRule = endpoint({
  method: 'DELETE',
  path: '/api/v1/paper-stamp-rule',
  tag: 'cards',
  summary: 'Take over no more stamps of paper cards',
  permission: 'balances:take_over',
  reply: rule,
  errors: ['caller_limited_to_stores'],
})

export const takePaperStamps = endpoint({
  method: 'POST',
  path: '/api/v1/pos/guests/:customerId/paper-stamps',
  tag: 'pos',
  summary: "Take over the stamps of a guest's paper card",
  description:
    'They become an opening posting. The same `externalId` for the same guest counts once; all together ' +
    'are never more than the rule allows.',
  permission: 'pos:serve',
  till: true,
  params: z.object({ customerId }),
  body: z
    .strictObject({
      externalId: label(100).describe('Made by the device, so that a repeat is known as one'),
      points: z.int().min(1).max(paperStampsMax),
      store: label(64).describe('Code of the store'),
      language: screenLanguage.optional().describe("Else the business's"),
    })
    .meta({ examples: [{ externalId: '01JD8W2M7Q', points: 6, store: 'altstadt' }] }),
  reply: guestView,
  status: 201,
  errors: [
    'customer_not_found',
    'paper_stamps_closed',
    'paper_stamps_too_many',
    'act_differs',
    'own_card',
    'store_unknown',
    'store_not_allowed',
    'till_locked',
  ],
})
