import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { actReference } from '../language/act-reference.ts'
import { customerReference } from '../language/event.ts'
import { customerId, extraClaimId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { label } from '../language/text.ts'

export const extraClaim = z.object({
  id: extraClaimId,
  customerId,
  extra: z.string(),
  occurredAt: moment,
})
export type ExtraClaim = z.output<typeof extraClaim>

export const claimExtra = endpoint({
  method: 'POST',
  path: '/api/v1/extra-claims',
  tag: 'rewards',
  summary: 'Note that a free extra of a tier was given today',
  description:
    'Refused where their tier does not bring it, or as soon as it was given as often as a month allows. ' +
    'The same `source` and `externalId` give the same reply.',
  permission: 'rewards:redeem',
  body: z
    .strictObject({
      ...actReference,
      customer: customerReference,
      extra: label(200).describe('As the balance names it: `extra` of the privilege'),
      store: label(64).optional(),
    })
    .meta({
      examples: [
        {
          source: 'till-1',
          externalId: '2026-11-21/121',
          customer: { cardNumber: '48210937' },
          extra: 'A cookie',
          store: 'old-town',
        },
      ],
    }),
  reply: extraClaim,
  status: 201,
  errors: [
    'customer_not_found',
    'extra_not_held',
    'extra_used_up',
    'phone_malformed',
    'reference_in_use',
    'store_unknown',
    'store_missing',
    'store_not_allowed',
  ],
})

export const cancelExtra = endpoint({
  method: 'POST',
  path: '/api/v1/extra-claims/:claimId/cancel',
  tag: 'rewards',
  summary: 'Undo it: the extra can be given once more in its month',
  description: 'Canceling again gives the same reply. At the till within 10 minutes.',
  permission: 'rewards:redeem',
  params: z.object({ claimId: extraClaimId }),
  reply: z.object({ id: extraClaimId, cancels: extraClaimId, occurredAt: moment }),
  errors: ['extra_claim_not_found', 'extra_undo_too_late', 'store_not_allowed'],
})
