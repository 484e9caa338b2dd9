import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerId, giftHandOverId, rewardRedemptionId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { rewardReasons } from '../language/reward.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { label, text } from '../language/text.ts'
import { guestView } from './pos.ts'

const language = screenLanguage.optional().describe("Else the business's")

const redeemedThing = {
  name: z.string(),
  sku: z.string().nullable().describe('The article to book as a discount at the till'),
}

export const makeCardCode = endpoint({
  method: 'POST',
  path: '/api/v1/pos/guests/:customerId/card-code',
  tag: 'pos',
  summary: 'Give a guest without an address the code that lets their card into the portal',
  description:
    'Shown to the guest or printed on their slip; each counts once, and at most five are open: a slip of paper and ' +
    'a phone may each hold one. The link holds card and code. Whoever has an address is sent codes there instead.',
  permission: 'pos:serve',
  till: true,
  params: z.object({ customerId }),
  reply: z.object({
    cardNumber: z.string(),
    code: z.string(),
    link: z.string(),
    expiresAt: moment,
    replaced: z.boolean().describe('There were too many open codes: the oldest counts no more'),
  }),
  status: 201,
  errors: ['customer_not_found', 'card_missing', 'card_code_needless', 'till_locked'],
})

export const redeemCode = endpoint({
  method: 'POST',
  path: '/api/v1/pos/redemption-codes',
  tag: 'pos',
  summary: 'Redeem the code a guest shows: a reward, or a gift that was chosen',
  description:
    'Once; who redeemed it and asks again within a minute is told the same, and all others that it is spent. ' +
    'Undone like any redemption, by its id.',
  permission: 'pos:serve',
  till: true,
  body: z
    .strictObject({ code: text(40, 1), store: label(64).describe('Code of the store'), language })
    .meta({ examples: [{ code: 'E-7K3QMX', store: 'altstadt' }] }),
  reply: z.object({
    redeemed: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('reward'), id: rewardRedemptionId, ...redeemedThing }),
      z.object({ kind: z.literal('gift'), id: giftHandOverId, ...redeemedThing }),
    ]),
    guest: guestView,
  }),
  status: 201,
  errors: [
    ...rewardReasons,
    'redemption_code_not_found',
    'redemption_code_over',
    'redemption_code_spent',
    'gift_not_due',
    'gift_handed_over',
    'gift_article_out_of_stock',
    'gift_article_received',
    'store_unknown',
    'store_not_allowed',
    'own_card',
    'till_locked',
  ],
})
