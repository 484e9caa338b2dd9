import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { actReference, purchaseReference } from '../language/act-reference.ts'
import { customerReference } from '../language/event.ts'
import { articleKey, giftLadder } from '../language/gift-ladder.ts'
import { customerId, giftHandOverId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { instant, label, minorUnits, programName } from '../language/text.ts'

const ladderKey = giftLadder.shape.key
const count = z.int().min(1).max(1_000_000)
const limited = 'caller_limited_to_stores'

const offered = z.object({
  key: articleKey,
  name: z.string(),
  sku: z.string().nullable(),
  stock: z.int().nullable(),
})

export const customerGifts = z.object({
  ladders: z.array(
    z.object({
      key: ladderKey,
      name: z.string(),
      round: z.int().describe('From 1 on'),
      count: z.int().describe('Purchases counted within the round'),
      next: z.object({ round: z.int(), count: z.int(), missing: z.int() }),
      due: z.array(
        z.object({
          round: z.int(),
          count: z.int(),
          articles: z.array(offered).describe('To choose from, the one that fits best first'),
        }),
      ),
    }),
  ),
  received: z.array(
    z.object({
      id: giftHandOverId,
      article: z.string(),
      name: z.string(),
      occurredAt: moment,
    }),
  ),
})
export type CustomerGifts = z.output<typeof customerGifts>

export const readCustomerGifts = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/gifts',
  tag: 'gifts',
  summary: 'Read which gifts are due for a customer, and which they got',
  permission: 'rewards:of_customer',
  params: z.object({ customerId }),
  reply: customerGifts,
  errors: ['customer_not_found'],
})

export const giftHandOver = z.object({
  id: giftHandOverId,
  customerId,
  ladder: z.string().nullable(),
  round: z.int().nullable(),
  count: z.int().nullable(),
  basketGift: z.string().nullable(),
  article: z.object({ key: articleKey, name: z.string(), sku: z.string().nullable() }),
  occurredAt: moment,
})
export type GiftHandOver = z.output<typeof giftHandOver>

const forLadder = z.strictObject({
  kind: z.literal('ladder'),
  ladder: ladderKey,
  round: count.optional().describe('With `count`: which step. Left out: the earliest that is due'),
  count: count.optional(),
})
const forBasket = z.strictObject({
  kind: z.literal('basket'),
  basketGift: programName,
  amount: minorUnits.min(0).describe('What the basket comes to'),
  purchase: purchaseReference.describe('One gift for each purchase'),
})

export const handOverGift = endpoint({
  method: 'POST',
  path: '/api/v1/gift-hand-overs',
  tag: 'gifts',
  summary: 'Hand a gift over',
  description:
    'A step of a ladder is handed over once, however many ask for it. Without an article the one that fits best is taken. ' +
    'Nobody gets the same article twice while another is in stock. It stays given when purchases are returned. ' +
    'The same `source` and `externalId` give the same reply.',
  permission: 'rewards:redeem',
  body: z
    .strictObject({
      ...actReference,
      customer: customerReference,
      for: z.discriminatedUnion('kind', [forLadder, forBasket]),
      article: articleKey.optional(),
      store: label(64).optional(),
    })
    .meta({
      examples: [
        {
          source: 'till-1',
          externalId: '2026-11-21/120',
          customer: { cardNumber: '48210937' },
          for: { kind: 'ladder', ladder: 'gifts' },
          store: 'old-town',
        },
      ],
    }),
  reply: giftHandOver,
  status: 201,
  errors: [
    'customer_not_found',
    'gift_ladder_not_found',
    'gift_not_due',
    'gift_handed_over',
    'gift_article_not_offered',
    'gift_article_out_of_stock',
    'gift_article_received',
    'gifts_out_of_stock',
    'basket_gift_not_found',
    'basket_gift_over',
    'basket_gift_limit_reached',
    'basket_too_small',
    'reference_in_use',
    'store_unknown',
    'store_missing',
    'store_not_allowed',
  ],
})

export const cancelHandOver = endpoint({
  method: 'POST',
  path: '/api/v1/gift-hand-overs/:handOverId/cancel',
  tag: 'gifts',
  summary: 'Undo a hand-over: the piece comes back, the gift is due again',
  description: 'Canceling again gives the same reply. At the till within 10 minutes.',
  permission: 'rewards:redeem',
  params: z.object({ handOverId: giftHandOverId }),
  reply: z.object({ id: giftHandOverId, cancels: giftHandOverId, occurredAt: moment }),
  errors: ['gift_hand_over_not_found', 'gift_undo_too_late', 'store_not_allowed'],
})

export const basketGiftContent = z.strictObject({
  name: label(100),
  basketMin: minorUnits.min(1).describe('From so much on, in minor units'),
  articles: z.array(articleKey).min(1).max(50),
  validFrom: instant,
  validUntil: instant.nullable().default(null),
  stock: z.int().min(0).max(1e9).nullable().default(null).describe('So many in all'),
  perCustomer: count.nullable().default(null),
})
export type BasketGiftContent = z.output<typeof basketGiftContent>

export const basketGift = z.object({
  key: programName,
  status: z.enum(['active', 'ended']),
  revision: z.int(),
  content: basketGiftContent,
  handedOver: z.int(),
})
export type BasketGift = z.output<typeof basketGift>

const basketParams = z.object({ basketGiftKey: programName })

export const listBasketGifts = endpoint({
  method: 'GET',
  path: '/api/v1/basket-gifts',
  tag: 'gifts',
  summary: 'List the gifts for baskets from a value on',
  permission: 'rewards:read',
  reply: z.object({ items: z.array(basketGift) }),
})

export const defineBasketGift = endpoint({
  method: 'PUT',
  path: '/api/v1/basket-gifts/:basketGiftKey',
  tag: 'gifts',
  summary: 'Give something to baskets from a value on, or change it from now on',
  permission: 'rewards:define',
  params: basketParams,
  body: basketGiftContent.meta({
    examples: [
      {
        name: 'Advent',
        basketMin: 5000,
        articles: ['candle', 'cup'],
        validFrom: '2026-12-01T00:00:00+01:00',
        validUntil: '2026-12-25T00:00:00+01:00',
      },
    ],
  }),
  reply: basketGift,
  errors: [
    'gift_article_not_found',
    'basket_gift_period_reversed',
    'basket_gift_ended',
    'basket_gifts_too_many',
    limited,
  ],
})

export const endBasketGift = endpoint({
  method: 'DELETE',
  path: '/api/v1/basket-gifts/:basketGiftKey',
  tag: 'gifts',
  summary: 'End a gift for baskets for good',
  permission: 'rewards:define',
  params: basketParams,
  reply: basketGift,
  errors: ['basket_gift_not_found', limited],
})

export const listHandOvers = endpoint({
  method: 'GET',
  path: '/api/v1/customers/:customerId/gift-hand-overs',
  tag: 'gifts',
  summary: 'List the gifts handed over to a customer, newest first',
  permission: 'rewards:of_customer',
  params: z.object({ customerId }),
  query: z.object(pageQuery),
  reply: page(giftHandOver.extend({ canceledAt: moment.nullable() })),
  errors: ['customer_not_found', 'cursor_malformed'],
})
