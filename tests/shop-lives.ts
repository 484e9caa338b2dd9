import fc from 'fast-check'
import type { Incoming } from '#domain/exchange/connections/keep-deliveries.ts'
import { shopifyOrder, shopifyRefund } from './shops.ts'

/** The life of an order as its shop tells it, step by step. */
export const life = fc.record({
  customer: fc.nat(6),
  day: fc.integer({ min: 1, max: 28 }),
  prices: fc.array(fc.integer({ min: 100, max: 9999 }), { minLength: 1, maxLength: 3 }),
  edited: fc.boolean(),
  refunds: fc.integer({ min: 0, max: 2 }),
  canceled: fc.boolean(),
})
type Life = typeof life extends fc.Arbitrary<infer Told> ? Told : never

export function tellLife(source: string, one: Life, number: number) {
  const day = `2026-10-${String(one.day).padStart(2, '0')}T`
  const guest = one.customer === 0
  const email = `${source}-${one.customer}@example.com`
  const customer = guest ? null : { id: one.customer, email, first_name: 'Kim' }
  const lines = one.prices.map((price) => ({ price: (price / 100).toFixed(2), quantity: 1 }))
  const refunds = Array.from({ length: one.refunds }, (_, index) =>
    shopifyRefund({
      ...{ id: number * 10 + index, order_id: number, paid: '1.00' },
      ...{ lines: [{ subtotal: 1, total_tax: 0 }], processed_at: `${day}18:0${index}:00Z` },
    }),
  )
  const state = (minute: number, changed: object, kept = lines) => {
    const who = { customer, email: guest && one.canceled ? null : email }
    const updated_at = `${day}12:${String(minute).padStart(2, '0')}:00Z`
    const order = { id: number, name: `#${number}`, processed_at: `${day}11:00:00Z`, updated_at }
    return ['orders/updated', shopifyOrder({ ...order, ...who, ...changed, lines: kept })] as const
  }
  const more = [...lines, { price: '3.00', quantity: 1 }]
  const now = one.edited ? more : lines
  const told: (readonly [string, object])[] = [
    state(0, { financial_status: 'pending' }),
    state(1, {}),
    ...(one.edited ? [state(2, {}, more)] : []),
    ...refunds.map((refund) => ['refunds/create', refund] as const),
    ...refunds.map((_, index) => state(3 + index, { refunds: refunds.slice(0, index + 1) }, now)),
  ]
  if (one.canceled) told.push(state(9, { refunds, cancelled_at: `${day}20:00:00Z` }, now))
  return told
}

/** The same, told once more with another salt, is another delivery. */
export const asDelivery = (
  [topic, content]: readonly [string, object],
  salt: number,
): Incoming => ({
  topic,
  key: '',
  body: Buffer.from(JSON.stringify({ ...content, salt })),
})
