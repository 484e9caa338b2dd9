import { z } from 'zod'
import type { PurchaseInput, PurchaseLine } from '#contract/language/event.ts'
import {
  articleIn,
  emailIn,
  minorOf,
  nameIn,
  quantityIn,
  read,
  shopCurrency,
  shortText,
} from './payload.ts'
import { linesWithin, orderKey } from './shop-order.ts'
import { type Delivered, ignored, type Translation } from './translation.ts'

/** The columns of Shopify's own export of orders that we read. */
export const exportColumns = [
  'Id',
  'Name',
  'Email',
  'Financial Status',
  'Currency',
  'Total',
  'Shipping',
  'Refunded Amount',
  'Created at',
  'Billing Name',
  'Lineitem quantity',
  'Lineitem name',
  'Lineitem price',
  'Lineitem sku',
] as const
type Row = Record<(typeof exportColumns)[number], string>

/** Under this topic the rows of one order of a file are kept, as if the shop had sent them. */
export const exportTopic = 'orders.csv'

const number = z
  .string()
  .transform((text) => (text.trim() === '' ? 0 : Number(text)))
  .refine((amount) => Math.abs(amount) < 1e11, 'is no amount')

/** `2025-10-07 09:50:26 +0200` */
const writtenTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}$/, 'is no time')
  .transform((text) => {
    const [day, time, zone = ''] = text.split(' ')
    return new Date(`${day}T${time}${zone.slice(0, 3)}:${zone.slice(3)}`)
  })

const line = z.object({
  'Lineitem quantity': number,
  'Lineitem price': number,
  'Lineitem name': z.string(),
  'Lineitem sku': z.string(),
})

/** What concerns the whole order stands in the first of its rows. */
const first = z.object({
  Id: z.string().min(1).max(60),
  Name: z.string(),
  Email: z.string(),
  'Billing Name': z.string(),
  'Financial Status': z.string(),
  'Created at': writtenTime,
  Currency: shopCurrency,
  Total: number,
  Shipping: number,
  'Refunded Amount': number,
})
type First = z.output<typeof first>

const file = z.object({ rows: z.tuple([first.extend(line.shape)], line) })

/**
 * An order of the past: version 0 of the same purchase that webhooks tell of, so any of them
 * outdoes it. What was given back is taken off at once, since a file does not say when; the
 * refunds a webhook tells of later then count once too.
 */
export function readShopifyExport({ content, source }: Delivered): Translation {
  return read(file, content, ({ rows }) => {
    const [order] = rows
    const reference = order.Name
    const left = order.Total - order.Shipping - order['Refunded Amount']
    if (order['Financial Status'] === 'refunded' || (left <= 0 && order['Refunded Amount'] > 0))
      return ignored(reference, 'order_given_back')
    if (!paid.has(order['Financial Status'])) return ignored(reference, 'order_unpaid')
    const events = [purchaseOf(order, rows, Math.max(0, left), source)]
    return { kind: 'events', reference, events, name: nameIn(order['Billing Name']) }
  })
}

const paid = new Set(['paid', 'partially_paid', 'partially_refunded'])

function purchaseOf(
  order: First,
  rows: readonly z.output<typeof line>[],
  left: number,
  source: string,
): PurchaseInput {
  const email = emailIn(order.Email)
  const number = shortText(order.Name, 100)
  return {
    type: 'purchase',
    source,
    externalId: orderKey(order.Id),
    version: 0,
    occurredAt: order['Created at'].toISOString(),
    store: source,
    channel: 'shop',
    ...(email && { customer: { email } }),
    ...(number && { receiptNumber: number }),
    currency: order.Currency,
    amount: minorOf(left, order.Currency),
    ...linesWithin(rows.map((row) => lineOf(row, order.Currency))),
  }
}

function lineOf(row: z.output<typeof line>, currency: string): PurchaseLine {
  const quantity = quantityIn(row['Lineitem quantity'])
  return {
    amount: minorOf(row['Lineitem price'] * quantity, currency),
    quantity,
    ...articleIn(row['Lineitem sku'], row['Lineitem name']),
  }
}

export type { Row as ExportRow }
