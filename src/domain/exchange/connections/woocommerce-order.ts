import { z } from 'zod'
import type { PurchaseLine } from '#contract/language/event.ts'
import {
  articleIn,
  buyerIn,
  emailIn,
  minorOf,
  nameIn,
  phoneIn,
  quantityIn,
  read,
  shopCurrency,
  shopId,
  shopMoney,
  shopText,
  shopTime,
  shortText,
  taxRateIn,
} from './payload.ts'
import { eventsOfOrder, goodsOf, type ShopOrder, type ShopReturn } from './shop-order.ts'
import { type Delivered, ignored, type Translation } from './translation.ts'

const lineItem = z.object({
  name: shopText,
  sku: shopText,
  quantity: z.number().nullish(),
  /** Before discounts. */
  subtotal: shopMoney.nullish(),
  subtotal_tax: shopMoney.nullish(),
  /** After discounts, never with tax, whatever `prices_include_tax` says. */
  total: shopMoney,
  total_tax: shopMoney.nullish(),
})
type LineItem = z.output<typeof lineItem>

const order = z.object({
  id: shopId,
  number: z.union([z.string(), z.number()]).transform(String).nullish(),
  status: z.string(),
  currency: shopCurrency,
  date_created_gmt: shopTime,
  date_modified_gmt: shopTime,
  date_paid_gmt: shopTime.nullish(),
  customer_id: z.number(),
  payment_method: shopText,
  billing: z
    .object({ first_name: shopText, last_name: shopText, email: shopText, phone: shopText })
    .nullish(),
  line_items: z.array(lineItem).max(1000),
  fee_lines: z.array(lineItem).max(1000).nullish(),
  refunds: z.array(z.object({ id: shopId, total: shopMoney })).nullish(),
})
type Order = z.output<typeof order>

export function readWooOrder({ content, source }: Delivered): Translation {
  return read(order, content, (one) => {
    const reference = one.number ?? one.id
    if (!counts(one)) return ignored(reference, 'order_unpaid')
    const events = eventsOfOrder(shopOrderOf(one, source), source)
    const name = nameIn(one.billing?.first_name, one.billing?.last_name)
    return { kind: 'events', reference, events, name }
  })
}

const sold = new Set(['processing', 'completed', 'refunded'])

/** Cash on delivery is never called paid, so a canceled order of it counts and comes back. */
const counts = ({ status, date_paid_gmt, payment_method }: Order): boolean =>
  sold.has(status) || Boolean(date_paid_gmt) || (status === 'cancelled' && payment_method === 'cod')

function shopOrderOf(one: Order, source: string): ShopOrder {
  const lines = [
    ...one.line_items.map((line) => lineOf(line, one.currency)),
    // A fee below zero is how plug-ins write a discount; others are no goods.
    ...(one.fee_lines ?? [])
      .filter(({ total }) => total < 0)
      .map((line) => lineOf(line, one.currency)),
  ]
  const isBack = one.status === 'cancelled' || (one.status === 'refunded' && !one.refunds?.length)
  return {
    id: one.id,
    number: shortText(one.number, 100),
    placedAt: one.date_created_gmt,
    changedAt: one.date_modified_gmt,
    currency: one.currency,
    channel: 'shop',
    customer: buyerOf(one, source),
    lines,
    returns: returnsOf(one, goodsOf({ lines })),
    canceledAt: isBack ? one.date_modified_gmt : null,
  }
}

const buyerOf = ({ customer_id, billing }: Order, source: string) =>
  buyerIn({
    externalId: customer_id > 0 ? `${source}:${customer_id}` : undefined,
    email: emailIn(billing?.email),
    phone: phoneIn(billing?.phone),
  })

function lineOf(line: LineItem, currency: string): PurchaseLine {
  const tax = line.total_tax ?? 0
  const before = (line.subtotal ?? line.total) + (line.subtotal_tax ?? tax)
  const amount = minorOf(line.total + tax, currency)
  const discount = minorOf(before, currency) - amount
  const rate = line.total > 0 ? Math.round((tax / line.total) * 1000) / 1000 : 0
  return {
    amount,
    ...(line.quantity && { quantity: quantityIn(line.quantity) }),
    ...articleIn(line.sku, line.name),
    ...(discount > 0 && { discount }),
    ...taxRateIn(rate),
    taxIncluded: true,
  }
}

/** Inverts the order of time: the first version that tells of a refund is nearest to its day. */
const farMillis = 4e12

/**
 * An order lists its refunds with a total, shipping included, and without a day. They lower the
 * goods one after the other until nothing is left; when it was is taken from the earliest
 * version of the order that knows of it.
 */
function returnsOf({ refunds, currency, date_modified_gmt }: Order, goods: number): ShopReturn[] {
  let left = goods
  return (refunds ?? [])
    .toSorted((a, b) => Number(a.id) - Number(b.id))
    .map(({ id, total }) => {
      const amount = Math.min(left, minorOf(Math.abs(total), currency))
      left -= amount
      const version = farMillis - date_modified_gmt.getTime()
      return { id, at: date_modified_gmt, amount, lines: [], currency, version }
    })
}
