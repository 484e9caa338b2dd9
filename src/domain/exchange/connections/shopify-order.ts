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
import { eventsOfOrder, type ShopOrder } from './shop-order.ts'
import { returnOfRefund, shopifyRefund } from './shopify-refund.ts'
import { type Delivered, ignored, type Translation } from './translation.ts'

const taxLine = z.object({ price: shopMoney, rate: z.number().nullish() })

const lineItem = z.object({
  sku: shopText,
  name: shopText,
  title: shopText,
  quantity: z.number(),
  price: shopMoney,
  total_discount: shopMoney.nullish(),
  discount_allocations: z.array(z.object({ amount: shopMoney })).nullish(),
  tax_lines: z.array(taxLine).nullish(),
  gift_card: z.boolean().nullish(),
  /** Where this line is what was given on top. */
  tip: z.unknown().optional(),
})
type LineItem = z.output<typeof lineItem>

const order = z.object({
  id: shopId,
  name: shopText,
  test: z.boolean().nullish(),
  email: shopText,
  phone: shopText,
  created_at: shopTime,
  processed_at: shopTime.nullish(),
  updated_at: shopTime,
  cancelled_at: shopTime.nullish(),
  currency: shopCurrency,
  taxes_included: z.boolean(),
  financial_status: shopText,
  source_name: shopText,
  customer: z
    .object({ id: shopId, email: shopText, first_name: shopText, last_name: shopText })
    .nullish(),
  billing_address: z.object({ name: shopText }).nullish(),
  line_items: z.array(lineItem).max(1000),
  refunds: z.array(shopifyRefund).nullish(),
})
type Order = z.output<typeof order>

/** An order counts once it is paid, in part at least. */
const paid = new Set(['paid', 'partially_paid', 'partially_refunded', 'refunded'])

export function readShopifyOrder({ content, source }: Delivered): Translation {
  return read(order, content, (one) => {
    const reference = one.name ?? one.id
    if (one.test) return ignored(reference, 'order_for_test')
    if (!paid.has(one.financial_status ?? '')) return ignored(reference, 'order_unpaid')
    const name =
      nameIn(one.customer?.first_name, one.customer?.last_name) ?? nameIn(one.billing_address?.name)
    const events = eventsOfOrder(shopOrderOf(one, source), source)
    return { kind: 'events', reference, events, name }
  })
}

function shopOrderOf(one: Order, source: string): ShopOrder {
  return {
    id: one.id,
    number: shortText(one.name, 100),
    placedAt: one.processed_at ?? one.created_at,
    changedAt: one.updated_at,
    currency: one.currency,
    channel: one.source_name === 'pos' ? 'till' : 'shop',
    customer: buyerOf(one, source),
    lines: one.line_items.filter(isGoods).map((line) => lineOf(line, one)),
    returns: (one.refunds ?? []).flatMap((refund) => returnOfRefund(refund) ?? []),
    canceledAt: one.cancelled_at ?? null,
  }
}

const buyerOf = ({ customer, email, phone }: Order, source: string) =>
  buyerIn({
    externalId: customer ? `${source}:${customer.id}` : undefined,
    email: emailIn(email) ?? emailIn(customer?.email),
    phone: phoneIn(phone),
  })

const isGoods = ({ tip }: LineItem) => tip === undefined || tip === null

function lineOf(line: LineItem, { currency, taxes_included }: Order): PurchaseLine {
  const minor = (amount: number) => minorOf(amount, currency)
  const discount = discountOf(line)
  const tax = (line.tax_lines ?? []).reduce((sum, { price }) => sum + price, 0)
  const paidFor = line.price * line.quantity - discount + (taxes_included ? 0 : tax)
  const rate = (line.tax_lines ?? []).reduce((sum, one) => sum + (one.rate ?? 0), 0)
  return {
    amount: minor(paidFor),
    quantity: quantityIn(line.quantity),
    ...articleIn(line.sku, line.name ?? line.title),
    ...(line.gift_card && { category: 'gift_card' }),
    ...(discount > 0 && { discount: minor(discount) }),
    ...taxRateIn(rate),
    taxIncluded: true,
  }
}

/** The line's own discounts and its share of those on the whole order. */
function discountOf({ discount_allocations, total_discount }: LineItem): number {
  if (discount_allocations?.length) {
    return discount_allocations.reduce((sum, { amount }) => sum + amount, 0)
  }
  return total_discount ?? 0
}
