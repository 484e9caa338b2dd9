import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { actReference } from '../language/act-reference.ts'
import { articleKey } from '../language/gift-ladder.ts'
import { stockMovementId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { label, minorUnits, text } from '../language/text.ts'

const pieces = z.int().min(1).max(1e6)
const stock = z.int().min(0).max(1e9)

export const giftArticleContent = z.strictObject({
  name: label(100),
  sku: label(64).optional(),
  category: label(64).optional(),
  counted: z.boolean().default(true).describe('false: there are as many as wished'),
  cost: minorUnits.min(0).describe('What one piece costs the business, in minor units'),
  supplierNote: text(500).default('').describe('For the office only'),
  lowStockAt: stock.nullable().default(null).describe('Warn from so few pieces on'),
})
export type GiftArticleContent = z.output<typeof giftArticleContent>

export const catalogArticle = z.object({
  key: articleKey,
  ...giftArticleContent.shape,
  stock: z.int().nullable().describe('Pieces at hand; null: as many as wished'),
  isLow: z.boolean(),
  archivedAt: moment.nullable(),
})
export type CatalogArticle = z.output<typeof catalogArticle>

const params = z.object({ articleKey })
const limited = 'caller_limited_to_stores'

export const listGiftArticles = endpoint({
  method: 'GET',
  path: '/api/v1/gift-articles',
  tag: 'gifts',
  summary: 'List the articles to give away, with their stock',
  permission: 'rewards:read',
  query: z.object({
    low: z.enum(['yes']).optional().describe('Only those of which few are left'),
    archived: z.enum(['yes']).optional().describe('Those no longer given away too'),
  }),
  reply: z.object({ items: z.array(catalogArticle) }),
})

export const defineGiftArticle = endpoint({
  method: 'PUT',
  path: '/api/v1/gift-articles/:articleKey',
  tag: 'gifts',
  summary: 'Add an article to give away, or change it',
  description: 'Its stock is moved by deliveries and hand-overs. An archived article comes back.',
  permission: 'rewards:define',
  params,
  body: giftArticleContent.meta({
    examples: [{ name: 'Cup', sku: 'CUP', category: 'porcelain', cost: 240, lowStockAt: 10 }],
  }),
  reply: catalogArticle,
  errors: ['gift_articles_too_many', limited],
})

export const readGiftArticle = endpoint({
  method: 'GET',
  path: '/api/v1/gift-articles/:articleKey',
  tag: 'gifts',
  summary: 'Read an article to give away',
  permission: 'rewards:read',
  params,
  reply: catalogArticle,
  errors: ['gift_article_not_found'],
})

export const archiveGiftArticle = endpoint({
  method: 'DELETE',
  path: '/api/v1/gift-articles/:articleKey',
  tag: 'gifts',
  summary: 'Give an article away no longer',
  description: 'Its book of stock stays.',
  permission: 'rewards:define',
  params,
  reply: catalogArticle,
  errors: ['gift_article_not_found', limited],
})

export const stockReasons = ['delivery', 'handed_over', 'returned', 'corrected'] as const
export type StockReason = (typeof stockReasons)[number]

export const stockMovement = z.object({
  id: stockMovementId,
  reason: z.enum(stockReasons),
  pieces: z.int().describe('Negative where they left'),
  stock: z.int().nullable().describe('Afterwards; null: as many as wished'),
  store: z.string().nullable(),
  occurredAt: moment,
})
export type StockMovement = z.output<typeof stockMovement>

export const moveStock = endpoint({
  method: 'POST',
  path: '/api/v1/gift-articles/:articleKey/movements',
  tag: 'gifts',
  summary: 'Say that pieces came, came back, or were counted',
  description: 'The same `source` and `externalId` give the same reply and count once.',
  permission: 'gift_stock:write',
  params,
  body: z
    .discriminatedUnion('reason', [
      z.strictObject({
        ...actReference,
        reason: z.enum(['delivery', 'returned']),
        pieces,
        store: label(64).optional(),
      }),
      z.strictObject({
        ...actReference,
        reason: z.literal('corrected'),
        stock: stock.describe('What was counted'),
        store: label(64).optional(),
      }),
    ])
    .meta({
      examples: [
        { source: 'office', externalId: 'delivery-7', reason: 'delivery', pieces: 50 },
        { source: 'office', externalId: 'count-2026', reason: 'corrected', stock: 48 },
      ],
    }),
  reply: stockMovement,
  status: 201,
  errors: [
    'gift_article_not_found',
    'gift_article_uncounted',
    'reference_in_use',
    'store_unknown',
    'store_missing',
    'store_not_allowed',
  ],
})

export const listStockMovements = endpoint({
  method: 'GET',
  path: '/api/v1/gift-articles/:articleKey/movements',
  tag: 'gifts',
  summary: 'List what came and went of an article, newest first',
  permission: 'rewards:read',
  params,
  query: z.object(pageQuery),
  reply: page(stockMovement),
  errors: ['gift_article_not_found', 'cursor_malformed'],
})
