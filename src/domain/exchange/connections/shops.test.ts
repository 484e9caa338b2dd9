import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PurchaseInput, ReturnInput } from '#contract/language/event.ts'
import { eventInput } from '#contract/language/event.ts'
import {
  shopifyCustomer,
  shopifyOrder,
  shopifyRefund,
  shopwareEvent,
  wooOrder,
} from '../../../../tests/shops.ts'
import { translate } from './translate.ts'

const at = new Date('2026-11-21T12:00:00Z')

function said(kind: 'shopify' | 'woocommerce' | 'shopware', topic: string, content: object) {
  return translate(kind, { topic, content, source: kind, receivedAt: at }, new Map())
}

function eventsIn(...asked: Parameters<typeof said>) {
  const found = said(...asked)
  if (found.kind !== 'events') throw new Error(`no events: ${JSON.stringify(found)}`)
  return found.events.map((event) => eventInput.parse(event)) as (PurchaseInput | ReturnInput)[]
}

const line = { price: '20.00', quantity: 2, sku: 'bean' }

describe('an order of Shopify', () => {
  const order = (changed: Parameters<typeof shopifyOrder>[0]) =>
    eventsIn('shopify', 'orders/updated', shopifyOrder(changed))

  test('counts what was paid for the goods: discounts off, taxes in, no shipping', () => {
    expect(order({ lines: [{ ...line, off: '5.00', tax: '5.59' }] })).toEqual([
      expect.objectContaining({
        type: 'purchase',
        source: 'shopify',
        store: 'shopify',
        externalId: 'order-450789469',
        receiptNumber: '#1001',
        occurredAt: '2026-11-02T10:00:00.000Z',
        customer: { externalId: 'shopify:207119551', email: 'anna@example.com' },
        currency: 'EUR',
        amount: 3500,
        lines: [
          expect.objectContaining({ amount: 3500, discount: 500, sku: 'bean', taxRate: 0.19 }),
        ],
      }),
    ])
  })

  test('whose prices are without tax gets the tax added', () => {
    const [purchase] = order({ taxes_included: false, lines: [{ ...line, tax: '7.60' }] })
    expect(purchase?.amount).toBe(4760)
  })

  test('knows a gift card by its category and leaves a tip out', () => {
    const [purchase] = order({
      lines: [line, { ...line, gift_card: true }, { ...line, tip: { payment_gateway: 'card' } }],
    })
    expect(purchase?.amount).toBe(8000)
    expect(purchase?.lines?.map(({ category }) => category)).toEqual([undefined, 'gift_card'])
  })

  test('of a guest leads by the address; without one, by telephone; else to nobody', () => {
    const [guest] = order({ customer: null, lines: [line] })
    expect(guest?.customer).toEqual({ email: 'anna@example.com' })
    const called = { customer: null, email: '', phone: '+4917012345678', lines: [line] }
    expect(order(called)[0]?.customer).toEqual({ phone: '+4917012345678' })
    expect(order({ ...called, phone: null })[0]?.customer).toBeUndefined()
  })

  test('counts once it is paid, and never as a test', () => {
    const unpaid = shopifyOrder({ financial_status: 'pending', lines: [line] })
    expect(said('shopify', 'orders/create', unpaid)).toMatchObject({
      kind: 'ignored',
      reference: '#1001',
      reason: { code: 'order_unpaid' },
    })
    const tried = shopifyOrder({ test: true, lines: [line] })
    expect(said('shopify', 'orders/create', tried)).toMatchObject({
      reason: { code: 'order_for_test' },
    })
  })

  test('that was edited has a higher version, and two edits of one second never contradict', () => {
    const [first] = order({ lines: [line] })
    const [same] = order({ lines: [{ ...line, quantity: 1 }] })
    const [later] = order({ updated_at: '2026-11-02T11:00:03+01:00', lines: [line] })
    expect(same?.version).not.toBe(first?.version)
    expect(later!.version).toBeGreaterThan(Math.max(first!.version, same!.version))
  })

  test('that was canceled gives back what refunds have not', () => {
    const refund = shopifyRefund({ lines: [{ subtotal: 15, total_tax: 2.39 }], paid: '15.00' })
    const canceled = { cancelled_at: '2026-11-10T10:00:00+01:00', lines: [line], refunds: [refund] }
    expect(order(canceled).map(({ externalId, amount }) => [externalId, amount])).toEqual([
      ['order-450789469', 4000],
      ['refund-890088186047892500', 1500],
      ['order-450789469-canceled', 2500],
    ])
  })

  test('that is no order says where', () => {
    expect(said('shopify', 'orders/create', { id: 1, line_items: 'none' })).toMatchObject({
      kind: 'refused',
      reason: { code: 'payload_malformed', text: 'created_at' },
    })
  })
})

describe('a refund of Shopify', () => {
  const refund = (changed: Parameters<typeof shopifyRefund>[0]) =>
    eventsIn('shopify', 'refunds/create', shopifyRefund(changed))[0] as ReturnInput
  const half = [{ subtotal: 15, total_tax: 2.39 }]

  test('says the same by itself and within its order, and names no customer', () => {
    const within = eventsIn(
      'shopify',
      'orders/updated',
      shopifyOrder({ lines: [line], refunds: [shopifyRefund({ lines: half, paid: '15.00' })] }),
    )[1]
    const alone = refund({ lines: half, paid: '15.00' })
    expect(alone).toEqual(within)
    expect(alone).toMatchObject({ amount: 1500, purchase: { externalId: 'order-450789469' } })
    expect(alone.customer).toBeUndefined()
  })

  test('finds by the money whether its lines hold the tax, and leaves shipping out', () => {
    expect(refund({ lines: half, paid: '17.39' }).amount).toBe(1739)
    const shipping = { kind: 'shipping_refund', amount: '-4.90', tax_amount: '-0.78' }
    const withShipping = { lines: half, order_adjustments: [shipping] }
    expect(refund({ ...withShipping, paid: '19.90' }).amount).toBe(1500)
    expect(refund({ ...withShipping, paid: '23.07' }).amount).toBe(1739)
  })

  test('of less than its lines, or of no line, follows the correction it tells', () => {
    const less = { kind: 'refund_discrepancy', amount: '5.00', tax_amount: '0.00' }
    expect(refund({ lines: half, order_adjustments: [less], paid: '10.00' }).amount).toBe(1000)
    const more = { kind: 'refund_discrepancy', amount: '-8.00', tax_amount: '0.00' }
    expect(refund({ lines: [], order_adjustments: [more], paid: '8.00' }).amount).toBe(800)
    const none = shopifyRefund({ lines: [], paid: '4.90' })
    expect(said('shopify', 'refunds/create', none)).toMatchObject({ kind: 'ignored' })
  })
})

test('Shopify says who somebody is, and what is to be done for their rights', () => {
  expect(said('shopify', 'customers/update', shopifyCustomer())).toMatchObject({
    kind: 'person',
    person: { externalId: 'shopify:207119551', name: 'Anna Beispiel', phone: '+4917012345678' },
  })
  const asked = { shop_id: 954889, customer: { id: 191167, email: 'john@example.com' } }
  expect(said('shopify', 'customers/redact', asked)).toEqual({
    kind: 'noted',
    reference: '191167',
    reason: { code: 'privacy_erasure_requested', text: '' },
  })
})

test('Shopify tells a yes or no to e-mails with its time, in either of its forms', () => {
  const consentOf = (content: object) => {
    const found = said('shopify', 'customers/update', shopifyCustomer(content))
    if (found.kind !== 'person') throw new Error(found.kind)
    return found.person.consent
  }
  const newer = (state: string, opt_in_level: string | null, consent_updated_at: string | null) =>
    consentOf({
      ...{ accepts_marketing: true, accepts_marketing_updated_at: '2013-06-27T08:48:27-04:00' },
      email_marketing_consent: { state, opt_in_level, consent_updated_at },
    })
  const at = '2004-06-13T11:57:11-04:00'
  const saidAt = new Date(at)
  expect(newer('subscribed', 'single_opt_in', at)).toEqual({
    act: 'granted',
    level: 'single',
    saidAt,
  })
  expect(newer('unsubscribed', null, at)).toEqual({ act: 'withdrawn', level: 'unsaid', saidAt })
  for (const state of ['not_subscribed', 'pending', 'redacted', 'invalid'])
    expect(newer(state, null, at), state).toBeUndefined()
  expect(newer('subscribed', 'single_opt_in', null)).toBeUndefined()
  const older = { accepts_marketing_updated_at: at, marketing_opt_in_level: 'confirmed_opt_in' }
  expect(consentOf({ accepts_marketing: true, ...older })).toEqual({
    ...{ act: 'granted', level: 'confirmed', saidAt },
  })
  expect(consentOf({ accepts_marketing: false, ...older })).toBeUndefined()
})

describe('an order of WooCommerce', () => {
  const sold = { total: '29.41', total_tax: '5.59', subtotal: '33.61', subtotal_tax: '6.39' }
  const order = (changed: object = {}) =>
    eventsIn('woocommerce', 'order.updated', wooOrder({ lines: [sold], ...changed }))

  test('counts goods with tax, after the coupon', () => {
    expect(order()).toEqual([
      expect.objectContaining({
        externalId: 'order-727',
        occurredAt: '2026-11-02T10:00:00.000Z',
        customer: { externalId: 'woocommerce:26', email: 'anna@example.com' },
        amount: 3500,
        lines: [expect.objectContaining({ amount: 3500, discount: 500, taxRate: 0.19 })],
      }),
    ])
    const fee = { total: '-4.20', total_tax: '-0.80', name: 'Rabatt' }
    expect(order({ fee_lines: [fee] })[0]?.amount).toBe(3000)
  })

  test('waits until it is paid, or on its way to be paid at the door', () => {
    const waiting = { status: 'on-hold', date_paid_gmt: null, lines: [sold] }
    expect(said('woocommerce', 'order.created', wooOrder(waiting))).toMatchObject({
      kind: 'ignored',
      reference: '727',
    })
    const atTheDoor = { payment_method: 'cod', date_paid_gmt: null }
    expect(order(atTheDoor)).toHaveLength(1)
    expect(order({ ...atTheDoor, status: 'cancelled' }).map(({ amount }) => amount)).toEqual([
      3500, 3500,
    ])
  })

  test('lists refunds that lower its goods until nothing is left', () => {
    const refunds = [
      { id: 730, reason: '', total: '-10.00' },
      { id: 731, reason: '', total: '-29.90' },
    ]
    const returns = order({ status: 'refunded', refunds }).slice(1)
    expect(returns.map(({ externalId, amount }) => [externalId, amount])).toEqual([
      ['refund-730', 1000],
      ['refund-731', 2500],
    ])
  })

  test('tells the day of a refund best in the earliest version that has it', () => {
    const refunds = [{ id: 730, reason: '', total: '-10.00' }]
    const early = order({ refunds })[1]!
    const late = order({ refunds, date_modified_gmt: '2026-11-20T10:00:00' })[1]!
    expect(early.version).toBeGreaterThan(late.version)
  })
})

describe('an order of Shopware', () => {
  const paidEvent = 'state_enter.order_transaction.state.paid'
  const order = (event: string, changed: object = {}) =>
    eventsIn('shopware', event, shopwareEvent(event, changed))

  test('counts its goods less its promotion once it is paid', () => {
    expect(order(paidEvent)).toEqual([
      expect.objectContaining({
        externalId: 'order-0192f0c1a9b87d1e8a4c2f6b3d5e7a90',
        receiptNumber: '10001',
        amount: 2900,
        customer: {
          externalId: 'shopware:0192f0c1b2c37d1e8a4c2f6b3d5e7a91',
          email: 'anna@example.com',
        },
        lines: [
          expect.objectContaining({ amount: 3200, sku: 'SW10001', taxRate: 0.07 }),
          expect.objectContaining({ amount: -300 }),
        ],
      }),
    ])
    const net = { taxStatus: 'net' }
    expect(order(paidEvent, net)[0]?.amount).toBe(3089)
  })

  test('that is placed and not paid waits; refunded, all of it comes back', () => {
    const open = { transactions: [{ stateMachineState: { technicalName: 'open' } }] }
    const placed = shopwareEvent('checkout.order.placed', open)
    expect(said('shopware', '', placed)).toMatchObject({ reason: { code: 'order_unpaid' } })
    const back = order('state_enter.order_transaction.state.refunded')
    expect(back.map(({ amount }) => amount)).toEqual([2900, 2900])
    const part = shopwareEvent('state_enter.order_transaction.state.refunded_partially')
    expect(said('shopware', '', part)).toMatchObject({ kind: 'noted' })
  })

  test('in a currency that is not named is not guessed', () => {
    const foreign = shopwareEvent(paidEvent, { currency: null, currencyFactor: 1.17 })
    expect(said('shopware', '', foreign)).toMatchObject({
      kind: 'refused',
      reason: { code: 'payload_malformed', text: 'order.currency' },
    })
  })
})

test('whatever a shop sends, it is read or refused, and nothing breaks', () => {
  const samples = [
    ['shopify', 'orders/updated', shopifyOrder({ lines: [line], refunds: [{}] })],
    ['shopify', 'refunds/create', shopifyRefund({ lines: [], paid: '1.00' })],
    ['shopify', 'customers/update', shopifyCustomer()],
    ['woocommerce', 'order.updated', wooOrder({ lines: [{ total: '1.00', total_tax: '0.19' }] })],
    ['shopware', '', shopwareEvent('state_enter.order_transaction.state.paid').data.payload.order],
  ] as const
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom('', '-1', '1e400', '9999-12-31', 'NaN'))
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.nat(60), odd, ([kind, topic, whole], at, value) => {
      const keys = Object.keys(whole)
      const broken = { ...whole, [keys[at % keys.length]!]: value }
      const event = 'state_enter.order_transaction.state.paid'
      const content = kind === 'shopware' ? shopwareEvent(event, broken) : broken
      expect(said(kind, topic, content).kind).toMatch(/events|person|ignored|noted|refused/)
    }),
    { numRuns: 150 },
  )
})
