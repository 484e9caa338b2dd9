import { describe, expect, test } from 'vitest'
import { eventInput } from '#contract/language/event.ts'
import { translate } from './translate.ts'

const at = new Date('2026-11-21T12:00:00Z')
const defined = new Map([['product_added', new Set(['quantity', 'gift'])]])

const said = (call: object) =>
  translate('segment', { topic: '', content: call, source: 'segment', receivedAt: at }, defined)

const track = (event: string, properties: object, more: object = {}) => ({
  type: 'track',
  messageId: 'ajs-next-1',
  userId: '4711',
  anonymousId: '507f191e810c19729de860ea',
  timestamp: '2026-11-20T10:00:00.000Z',
  context: { locale: 'de-DE', traits: { email: 'anna@example.com' } },
  event,
  properties,
  ...more,
})

function eventIn(call: object) {
  const found = said(call)
  if (found.kind !== 'events') throw new Error(`no events: ${JSON.stringify(found)}`)
  return eventInput.parse(found.events[0])
}

const order = {
  order_id: '50314b8e',
  total: 27.5,
  shipping: 3,
  tax: 2,
  currency: 'EUR',
  products: [{ product_id: '507f1f77', sku: 'G-32', price: 14, quantity: 1, category: 'Games' }],
}

describe('what a library tells', () => {
  test('an order counts without its shipping, once, and again when it is updated', () => {
    const completed = eventIn(track('Order Completed', order))
    expect(completed).toMatchObject({
      type: 'purchase',
      source: 'segment',
      externalId: 'order-50314b8e',
      amount: 2450,
      customer: { externalId: '4711', email: 'anna@example.com' },
      lines: [{ sku: 'G-32', amount: 1400, category: 'Games' }],
    })
    const later = { timestamp: '2026-11-20T11:00:00Z' }
    const updated = eventIn(track('Order Updated', order, later))
    expect(updated.externalId).toBe(completed.externalId)
    expect(updated.version).toBeGreaterThan(completed.version)
    const byRevenue = { order_id: '1', revenue: 22.5, tax: 2, shipping: 3 }
    expect(eventIn(track('Order Completed', byRevenue))).toMatchObject({ amount: 2450 })
  })

  test('a refund and a cancellation come back to their order', () => {
    const refund = eventIn(track('Order Refunded', { order_id: '50314b8e', total: -10 }))
    expect(refund).toMatchObject({
      type: 'return',
      externalId: 'refund-ajs-next-1',
      amount: 1000,
      purchase: { externalId: 'order-50314b8e' },
    })
    expect(eventIn(track('Order Cancelled', order))).toMatchObject({ amount: 2450 })
    expect(said(track('Order Refunded', { order_id: '50314b8e' }))).toMatchObject({ kind: 'noted' })
  })

  test('a look at an article is one; other names count where they are defined', () => {
    const view = eventIn(track('Product Viewed', { sku: 'G-32', name: 'Monopoly', price: 19 }))
    expect(view).toMatchObject({ type: 'product_viewed', sku: 'G-32', externalId: 'ajs-next-1' })
    const added = eventIn(track('Product Added', { quantity: 2, gift: true, coupon: 'X' }))
    expect(added).toMatchObject({
      type: 'custom',
      name: 'product_added',
      properties: { quantity: 2, gift: true },
    })
    expect(said(track('Cart Viewed', {}))).toMatchObject({
      kind: 'ignored',
      reference: 'cart_viewed',
      reason: { code: 'event_type_not_defined' },
    })
  })

  test('a browser is no customer: its order stays anonymous, its looks do not count', () => {
    const nobody = { userId: null, context: {} }
    expect(eventIn(track('Order Completed', order, nobody))).not.toHaveProperty('customer')
    const view = track('Product Viewed', { sku: 'G-32' }, nobody)
    expect(said(view)).toMatchObject({ reason: { code: 'visitor_unknown' } })
    expect(said({ type: 'identify', anonymousId: '507f' })).toMatchObject({ kind: 'ignored' })
  })

  test('who somebody is', () => {
    const traits = { email: 'anna@example.com', firstName: 'Anna', lastName: 'Beispiel' }
    const identify = { type: 'identify', userId: 4711, traits, timestamp: '2026-11-20T10:00:00Z' }
    expect(said(identify)).toMatchObject({
      kind: 'person',
      person: { externalId: '4711', name: 'Anna Beispiel', email: 'anna@example.com' },
    })
    expect(said({ type: 'page', name: 'Home' })).toMatchObject({ kind: 'ignored' })
  })
})
