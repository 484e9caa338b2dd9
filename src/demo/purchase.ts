import type { PurchaseInput, PurchaseLine } from '#contract/language/event.ts'
import { dateText, dayMillis } from '#kernel/calendar.ts'
import { articles, costLists } from './catalog.ts'
import { places, webShop } from './places.ts'
import type { Visit } from './visit.ts'
import { business, type World } from './world.ts'

/** When and where something happened, as every event says it. */
type Occasion = Pick<PurchaseInput, 'source' | 'store' | 'channel' | 'occurredAt'>

/** Local day, minute and second as an instant. */
export function instant(world: World, day: number, minute: number, second = 0): string {
  const local = day * dayMillis + minute * 60_000 + second * 1000
  return new Date(local - world.offsets[day - world.times.firstDay]!).toISOString()
}

export function occasion(
  world: World,
  place: number,
  day: number,
  minute: number,
  second = 0,
): Occasion {
  const { code } = places[place]!
  const occurredAt = instant(world, day, minute, second)
  return place === webShop
    ? { source: 'webshop', channel: 'webshop', occurredAt }
    : { source: `till-${code}`, store: code, channel: 'store', occurredAt }
}

/** A purchase as the till or the web shop sends it. `number` is unique to place and day. */
export function purchaseFact(
  world: World,
  visit: Visit,
  number: string,
  customer: PurchaseInput['customer'],
): PurchaseInput {
  // Seconds only part events of one minute; any function of the receipt will do.
  const second = (visit.amount + 17 * visit.minute) % 60
  return {
    type: 'purchase',
    ...occasion(world, visit.place, visit.day, visit.minute, second),
    externalId: `${dateText(visit.day)}/${number}`,
    version: 0,
    ...(customer ? { customer } : {}),
    currency: business.currency,
    receiptNumber: number,
    amount: visit.amount,
    lines: Array.from({ length: visit.lineCount }, (_, line) => purchaseLine(visit, line)),
  }
}

function purchaseLine(visit: Visit, line: number): PurchaseLine {
  const number = visit.articles[line]!
  const { sku, name, category, taxRate } = articles[number]!
  const quantity = visit.quantities[line]!
  const amount = visit.amounts[line]!
  const discount = visit.discounts[line]!
  return {
    sku,
    name,
    category,
    quantity,
    unitPrice: (amount + discount) / quantity,
    ...(discount > 0 ? { discount } : {}),
    amount,
    cost: costLists[visit.priceYear]![number]! * quantity,
    taxRate,
    taxIncluded: true,
  }
}
