import { z } from 'zod'
import type { EventInput, PurchaseLine } from '#contract/language/event.ts'
import { minorOf, read, shopCurrency, shopId, shopMoney, shopText, shortText } from './payload.ts'
import type { Call, DefinedTypes } from './segment-call.ts'
import { goodsOf, returnOf, versionOf } from './shop-order.ts'
import { ignored, noted, type Translation } from './translation.ts'

const product = z.object({
  sku: shopText,
  product_id: z.union([z.string(), z.number()]).transform(String).nullish(),
  name: shopText,
  category: shopText,
  price: shopMoney.nullish(),
  quantity: z.number().nullish(),
})
type Product = z.output<typeof product>

const order = z.object({
  order_id: shopId,
  total: shopMoney.nullish(),
  revenue: shopMoney.nullish(),
  subtotal: shopMoney.nullish(),
  shipping: shopMoney.nullish(),
  tax: shopMoney.nullish(),
  currency: shopCurrency.nullish(),
  products: z.array(product).max(200).nullish(),
})
type Order = z.output<typeof order>

/** The names of the e-commerce specification, and those the business has defined itself. */
export function translateTrack(call: Call, source: string, defined: DefinedTypes): Translation {
  const properties = call.properties ?? {}
  switch (call.event) {
    case 'Order Completed':
    case 'Order Updated':
      return read(order, properties, (one) => events(one.order_id, [purchaseOf(one, call, source)]))
    case 'Order Refunded':
      return read(order, properties, (one) => backOf(one, call, source, refundKey(one, call)))
    case 'Order Cancelled':
      return read(order, properties, (one) => backOf(one, call, source, `${one.order_id}-canceled`))
    case 'Product Viewed':
      return read(product, properties, (one) => viewOf(one, call, source))
    default:
      return customOf(call, source, defined)
  }
}

const events = (reference: string, list: EventInput[]): Translation => ({
  kind: 'events',
  reference,
  events: list,
  name: undefined,
})

function purchaseOf(one: Order, call: Call, source: string): EventInput {
  const lines = linesOf(one)
  const purchase = {
    type: 'purchase' as const,
    source,
    externalId: `order-${one.order_id}`,
    occurredAt: call.at.toISOString(),
    store: source,
    channel: 'shop',
    ...(call.customer && { customer: call.customer }),
    ...(one.currency && { currency: one.currency }),
    receiptNumber: one.order_id,
    amount: amountOf(one) ?? goodsOf({ lines }),
    ...(lines.length > 0 && { lines }),
  }
  return { ...purchase, version: versionOf(call.at, purchase) }
}

/** What was paid for the goods, with tax and without shipping. */
function amountOf(one: Order): number | undefined {
  const minor = (amount: number) => minorOf(Math.abs(amount), currencyOf(one))
  if (typeof one.total === 'number') return minor(Math.abs(one.total) - (one.shipping ?? 0))
  const net = one.revenue ?? one.subtotal
  return typeof net === 'number' ? minor(Math.abs(net) + (one.tax ?? 0)) : undefined
}

/** Where no currency is named, amounts are in the business's, most of which have cents. */
const currencyOf = ({ currency }: Order) => currency ?? 'EUR'

function linesOf(one: Order): PurchaseLine[] {
  return (one.products ?? []).flatMap((item) => {
    if (typeof item.price !== 'number') return []
    const quantity = Math.round((item.quantity ?? 1) * 1000) / 1000
    const sku = shortText(item.sku ?? item.product_id, 64)
    const name = shortText(item.name, 100)
    const category = shortText(item.category, 64)
    return [
      {
        amount: minorOf(item.price * quantity, currencyOf(one)),
        quantity,
        ...(sku && { sku }),
        ...(name && { name }),
        ...(category && { category }),
      },
    ]
  })
}

const refundKey = (one: Order, call: Call) =>
  call.messageId ?? `${one.order_id}-${call.at.getTime()}`

function backOf(one: Order, call: Call, source: string, id: string): Translation {
  const amount = amountOf(one) ?? goodsOf({ lines: linesOf(one) })
  if (amount === 0) return noted(one.order_id, 'refund_amount_unsaid')
  const content = { id, at: call.at, amount, lines: [], currency: one.currency ?? undefined }
  const version = versionOf(call.at, content)
  return events(one.order_id, [returnOf({ ...content, version }, one.order_id, source)])
}

function viewOf(one: Product, call: Call, source: string): Translation {
  const sku = shortText(one.sku ?? one.product_id ?? one.name, 64)
  if (!call.customer) return ignored(sku ?? '', 'visitor_unknown')
  if (!sku) return ignored('', 'call_not_counted')
  const name = shortText(one.name, 200)
  const category = shortText(one.category, 64)
  const view = {
    ...base(call, source),
    type: 'product_viewed' as const,
    sku,
    ...(name && { name }),
    ...(category && { category }),
  }
  return events(sku, [view])
}

function customOf(call: Call, source: string, defined: DefinedTypes): Translation {
  const name = programNameOf(call.event ?? '')
  const known = defined.get(name)
  if (!known) return ignored(name, 'event_type_not_defined')
  if (!call.customer) return ignored(name, 'visitor_unknown')
  const properties = Object.fromEntries(
    Object.entries(call.properties ?? {}).flatMap(([key, value]) =>
      known.has(key) && isPlain(value) ? [[key, value]] : [],
    ),
  )
  return events(name, [{ ...base(call, source), type: 'custom', name, properties }])
}

const base = (call: Call, source: string) => ({
  source,
  externalId: shortText(call.messageId, 200) ?? `${call.event}-${call.at.getTime()}`,
  version: 0,
  occurredAt: call.at.toISOString(),
  channel: 'shop',
  customer: call.customer,
})

const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

/** `Product Added to Wishlist` is `product_added_to_wishlist` under settings. */
const programNameOf = (event: string): string =>
  event
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 64)
