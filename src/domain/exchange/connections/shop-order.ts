import { hash } from 'node:crypto'
import type {
  CustomerReference,
  EventInput,
  PurchaseInput,
  PurchaseLine,
  ReturnInput,
} from '#contract/language/event.ts'

/** An order as every shop tells it: what was paid for the goods, without shipping and tips. */
export type ShopOrder = {
  id: string
  number: string | undefined
  placedAt: Date
  changedAt: Date
  currency: string | undefined
  channel: string
  customer: CustomerReference | undefined
  /** With tax, after every discount, in minor units. */
  lines: readonly PurchaseLine[]
  returns: readonly ShopReturn[]
  /** What is left of it then was given back. */
  canceledAt: Date | null
}

export type ShopReturn = {
  id: string
  at: Date
  /** Of goods, with tax, in minor units. */
  amount: number
  lines: readonly PurchaseLine[]
  currency: string | undefined
  /** The highest counts. */
  version: number
}

/** The purchase and what came back of it, each an event of its own that counts once. */
export function eventsOfOrder(order: ShopOrder, source: string): EventInput[] {
  const purchase = purchaseOf(order, source)
  const returns = order.returns.map((one) => returnOf(one, order.id, source))
  return [purchase, ...returns, ...cancellationOf(order, source)]
}

const channelOf = ({ channel }: ShopOrder, source: string) => ({ store: source, channel })

function purchaseOf(order: ShopOrder, source: string): PurchaseInput {
  const purchase = {
    type: 'purchase' as const,
    source,
    externalId: orderKey(order.id),
    occurredAt: order.placedAt.toISOString(),
    ...channelOf(order, source),
    ...(order.customer && { customer: order.customer }),
    ...(order.currency && { currency: order.currency }),
    ...(order.number && { receiptNumber: order.number }),
    amount: goodsOf(order),
    ...linesWithin(order.lines),
  }
  return { ...purchase, version: versionOf(order.changedAt, purchase) }
}

export function returnOf(one: ShopReturn, orderId: string, source: string): ReturnInput {
  return {
    type: 'return',
    source,
    externalId: `refund-${one.id}`,
    version: one.version,
    occurredAt: one.at.toISOString(),
    ...(one.currency && { currency: one.currency }),
    amount: one.amount,
    ...linesWithin(one.lines),
    // No customer: a return follows its purchase, whoever that turns out to be of.
    purchase: { externalId: orderKey(orderId) },
  }
}

/** Said also where nothing is left to give back, since a refund may tell later what it was. */
function cancellationOf(order: ShopOrder, source: string): ReturnInput[] {
  if (order.canceledAt === null) return []
  const returned = order.returns.reduce((sum, { amount }) => sum + amount, 0)
  const cancellation = {
    type: 'return' as const,
    source,
    externalId: `${orderKey(order.id)}-canceled`,
    occurredAt: order.canceledAt.toISOString(),
    ...(order.currency && { currency: order.currency }),
    amount: Math.max(0, goodsOf(order) - returned),
    purchase: { externalId: orderKey(order.id) },
  }
  return [{ ...cancellation, version: versionOf(order.changedAt, cancellation) }]
}

export const orderKey = (id: string) => `order-${id}`

export const goodsOf = ({ lines }: Pick<ShopOrder, 'lines'>): number =>
  Math.max(
    0,
    lines.reduce((sum, { amount }) => sum + amount, 0),
  )

/**
 * Shops tell changes to the second, and two may fall into one: then their content decides, the
 * same way in whatever order they arrive.
 */
export function versionOf(changedAt: Date, content: object): number {
  const tie = Number.parseInt(hash('sha256', JSON.stringify(content)).slice(0, 6), 16) % 1000
  return changedAt.getTime() * 1000 + tie
}

const linesMax = 200
const namedLinesMax = 60

/** As many lines as an event has room for; the amount is the truth in any case. */
export function linesWithin(lines: readonly PurchaseLine[]): { lines?: PurchaseLine[] } {
  if (lines.length === 0 || lines.length > linesMax) return {}
  if (lines.length <= namedLinesMax) return { lines: [...lines] }
  return { lines: lines.map(({ name: _, ...line }) => line) }
}
