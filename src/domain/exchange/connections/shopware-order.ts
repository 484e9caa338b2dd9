import { z } from 'zod'
import type { PurchaseLine } from '#contract/language/event.ts'
import {
  articleIn,
  buyerIn,
  emailIn,
  minorOf,
  nameIn,
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
import { ignored, noted, refused, type Translation } from './translation.ts'

const state = z.object({ technicalName: z.string() }).nullish()

const calculatedTax = z.object({ tax: shopMoney, taxRate: z.number().nullish() })

const lineItem = z.object({
  label: shopText,
  quantity: z.number(),
  totalPrice: shopMoney,
  /** A product, custom, credit or promotion: the last two are below zero. */
  type: shopText,
  parentId: shopText,
  payload: z
    .union([z.object({ productNumber: shopText }), z.array(z.unknown())])
    .nullish()
    // An empty object is written as an empty list by PHP.
    .transform((payload) => (payload && !Array.isArray(payload) ? payload : null)),
  price: z.object({ calculatedTaxes: z.array(calculatedTax).nullish() }).nullish(),
})
type LineItem = z.output<typeof lineItem>

const order = z.object({
  id: shopId,
  orderNumber: shopText,
  orderDateTime: shopTime,
  createdAt: shopTime.nullish(),
  updatedAt: shopTime.nullish(),
  taxStatus: z.enum(['gross', 'net', 'tax-free']).nullish(),
  price: z.object({ taxStatus: z.enum(['gross', 'net', 'tax-free']) }).nullish(),
  currency: z.object({ isoCode: shopCurrency }).nullish(),
  currencyFactor: z.number().nullish(),
  orderCustomer: z
    .object({ customerId: shopText, email: shopText, firstName: shopText, lastName: shopText })
    .nullish(),
  lineItems: z.array(lineItem).max(1000).nullish(),
  transactions: z.array(z.object({ stateMachineState: state })).nullish(),
  stateMachineState: state,
})
type Order = z.output<typeof order>

const paid = new Set(['paid', 'paid_partially', 'refunded', 'refunded_partially', 'chargeback'])
const stateEvent = /^state_enter\.(order|order_transaction)\.state\.(\w+)$/

export function readShopwareOrder(event: string, payload: unknown, source: string): Translation {
  return read(z.object({ order }), payload, ({ order: one }) => {
    const reference = one.orderNumber ?? one.id
    const now = statesOf(event, one)
    if (now.payment === 'refunded_partially') return noted(reference, 'refund_amount_unsaid')
    if (!paid.has(now.payment) && now.order !== 'completed')
      return ignored(reference, 'order_unpaid')
    if (!one.lineItems) return refused(reference, 'payload_malformed', 'order.lineItems')
    if (!one.currency && (one.currencyFactor ?? 1) !== 1)
      return refused(reference, 'payload_malformed', 'order.currency')
    const isBack = now.payment === 'refunded' || now.order === 'cancelled'
    const events = eventsOfOrder(shopOrderOf(one, one.lineItems, isBack, source), source)
    const name = nameIn(one.orderCustomer?.firstName, one.orderCustomer?.lastName)
    return { kind: 'events', reference, events, name }
  })
}

/** The event says one state for sure; the other stands in the order, where it was loaded. */
function statesOf(event: string, one: Order): { order: string; payment: string } {
  const [, what, entered] = stateEvent.exec(event) ?? []
  const last = one.transactions?.at(-1)?.stateMachineState?.technicalName
  return {
    order: what === 'order' ? entered! : (one.stateMachineState?.technicalName ?? ''),
    payment: what === 'order_transaction' ? entered! : (last ?? ''),
  }
}

function shopOrderOf(
  one: Order,
  lineItems: readonly LineItem[],
  isBack: boolean,
  source: string,
): ShopOrder {
  const changedAt = one.updatedAt ?? one.createdAt ?? one.orderDateTime
  const currency = one.currency?.isoCode
  return {
    id: one.id,
    number: shortText(one.orderNumber, 100),
    placedAt: one.orderDateTime,
    changedAt,
    currency,
    channel: 'shop',
    customer: buyerOf(one, source),
    // Parts of a bundle are in its price already.
    lines: lineItems.filter(({ parentId }) => !parentId).map((line) => lineOf(line, one)),
    returns: [],
    canceledAt: isBack ? changedAt : null,
  }
}

function buyerOf({ orderCustomer }: Order, source: string) {
  const id = shortText(orderCustomer?.customerId, 80)
  const externalId = id && `${source}:${id}`
  return buyerIn({ externalId, email: emailIn(orderCustomer?.email) })
}

function lineOf(line: LineItem, { currency, taxStatus, price }: Order): PurchaseLine {
  const taxes = line.price?.calculatedTaxes ?? []
  const tax = taxes.reduce((sum, one) => sum + one.tax, 0)
  const isNet = (taxStatus ?? price?.taxStatus) === 'net'
  const rate = taxes.length === 1 ? (taxes[0]!.taxRate ?? 0) / 100 : 0
  return {
    amount: minorOf(line.totalPrice + (isNet ? tax : 0), currency?.isoCode ?? 'EUR'),
    quantity: quantityIn(line.quantity),
    ...articleIn(line.payload?.productNumber, line.label),
    ...taxRateIn(rate),
    taxIncluded: true,
  }
}
