import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerReference } from '../language/event.ts'
import { handReasons } from '../language/hand-reason.ts'
import { actId, customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { pointCurrency, points } from '../language/points.ts'
import { instant, label, programName, text } from '../language/text.ts'
import { pointBalance } from './points.ts'

const act = {
  source: label(64).describe(
    'Which system asks: `till-1`. With `externalId` it names the act for this customer for ever: a repeat gives the first reply and changes nothing.',
  ),
  externalId: label(200),
  customer: customerReference,
  currency: pointCurrency,
  store: label(64).optional().describe('Code of the store; needed where the caller has some only'),
}

const note = text(500).optional().describe('For the office; erased with the person')
const byHand = { ...act, reason: z.enum(handReasons), note }

const example = {
  source: 'till-1',
  externalId: '2026-11-21/118',
  customer: { cardNumber: '48210937' },
  currency: 'stars',
  store: 'old-town',
}

export const pointAct = z.object({
  id: actId,
  customerId,
  at: moment,
  balance: pointBalance.describe('After it'),
})
export type PointAct = z.output<typeof pointAct>

const reply = { reply: pointAct, status: 201 } as const
const customers = ['customer_not_found', 'phone_malformed', 'point_currency_not_found'] as const
const stores = ['store_unknown', 'store_not_allowed', 'store_missing'] as const
const always = [...customers, ...stores, 'act_differs'] as const

export const redeemPoints = endpoint({
  method: 'POST',
  path: '/api/v1/points/redemptions',
  tag: 'points',
  summary: 'Redeem points, or donate them',
  description:
    'The soonest to expire go first. Of many who ask at once as many succeed as there are points; the others wait their turn.',
  permission: 'points:redeem',
  body: z
    .strictObject({
      ...act,
      points,
      for: z.enum(['redeem', 'donate']).default('redeem'),
      reward: programName
        .optional()
        .describe('What they are redeemed for, as the program calls it'),
    })
    .meta({ examples: [{ ...example, points: 10, reward: 'hot_drink' }] }),
  ...reply,
  errors: [...always, 'points_insufficient', 'program_ended'],
})

export const holdPoints = endpoint({
  method: 'POST',
  path: '/api/v1/points/holds',
  tag: 'points',
  summary: 'Keep points for a checkout',
  description:
    'Until they are captured, released or the time is over; meanwhile they do not expire.',
  permission: 'points:redeem',
  body: z
    .strictObject({ ...act, points, minutes: z.int().min(1).max(44_640).default(15) })
    .meta({ examples: [{ ...example, points: 10, minutes: 15 }] }),
  ...reply,
  errors: [...always, 'points_insufficient', 'program_ended'],
})

const holdParams = z.object({ holdId: actId })
const { currency: _ofTheHold, ...ofHold } = act
const { currency: _itsCurrency, ...heldExample } = example

export const capturePoints = endpoint({
  method: 'POST',
  path: '/api/v1/points/holds/:holdId/capture',
  tag: 'points',
  summary: 'Redeem points that are held, in part or in full',
  permission: 'points:redeem',
  params: holdParams,
  body: z
    .strictObject({
      ...ofHold,
      points: points.optional().describe('Left out: all that are held'),
      rest: z
        .enum(['released', 'held'])
        .default('released')
        .describe('What becomes of what is held beyond these'),
    })
    .meta({ examples: [{ ...heldExample, points: 8 }] }),
  ...reply,
  errors: [...always, 'point_hold_not_found', 'capture_exceeds_hold'],
})

export const releasePoints = endpoint({
  method: 'POST',
  path: '/api/v1/points/holds/:holdId/release',
  tag: 'points',
  summary: 'Let go points that are held',
  permission: 'points:redeem',
  params: holdParams,
  body: z.strictObject(ofHold).meta({ examples: [heldExample] }),
  ...reply,
  errors: [...always, 'point_hold_not_found'],
})

export const grantPoints = endpoint({
  method: 'POST',
  path: '/api/v1/points/grants',
  tag: 'points',
  summary: 'Give points by hand, with a reason',
  permission: 'points:grant',
  body: z
    .strictObject({
      ...byHand,
      as: z
        .enum(['grant', 'goodwill', 'opening'])
        .default('grant')
        .describe(
          'grant: owed and forgotten; goodwill: for kindness; opening: from an older system',
        ),
      points,
      availableAt: instant.optional().describe('Left out: at once'),
      expiresAt: instant
        .nullable()
        .optional()
        .describe(
          'The first instant without them; null: never. Left out: as points that are earned now, by the kindest rule in force',
        ),
    })
    .meta({
      examples: [{ ...example, source: 'office', as: 'goodwill', points: 5, reason: 'complaint' }],
    }),
  ...reply,
  errors: [...always, 'expires_before_available', 'program_ended'],
})

export const cancelPointAct = endpoint({
  method: 'POST',
  path: '/api/v1/points/acts/:actId/cancel',
  tag: 'points',
  summary: 'Undo what is left of an act: points come back to where they were',
  description:
    'At the till for ten minutes and in stores of one’s own; later whoever may give points by hand. An act is canceled once.',
  permission: 'points:redeem',
  params: z.object({ actId }),
  body: z
    .strictObject({
      customer: customerReference,
      store: act.store,
      reason: z.enum(handReasons).default('wrong_booking'),
      note,
    })
    .meta({ examples: [{ customer: { cardNumber: '48210937' }, store: 'old-town' }] }),
  ...reply,
  errors: [
    ...customers,
    ...stores,
    'act_differs',
    'act_not_found',
    'act_not_cancelable',
    'cancellation_too_late',
    'cancellation_not_allowed',
  ],
})

export const transferPoints = endpoint({
  method: 'POST',
  path: '/api/v1/points/transfers',
  tag: 'points',
  summary: 'Move points that were booked for the wrong customer to the right one',
  description: 'As they are: with their expiry and the store that issued them.',
  permission: 'points:grant',
  body: z.strictObject({ ...byHand, to: customerReference, points }).meta({
    examples: [{ ...example, to: { cardNumber: '48210938' }, points: 3, reason: 'wrong_booking' }],
  }),
  ...reply,
  errors: [...always, 'points_insufficient', 'transfer_to_oneself'],
})

export const extendPoints = endpoint({
  method: 'POST',
  path: '/api/v1/points/extensions',
  tag: 'points',
  summary: 'Let the open points of a customer keep longer',
  permission: 'points:grant',
  body: z
    .strictObject({ ...byHand, until: instant.nullable().describe('null: for ever') })
    .meta({ examples: [{ ...example, until: '2027-03-31T22:00:00Z', reason: 'store_closed' }] }),
  ...reply,
  errors: always,
})
