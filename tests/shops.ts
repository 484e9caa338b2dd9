import { createHmac } from 'node:crypto'
import type { Answer, Client } from './server.ts'

/**
 * Payloads in the forms that Shopify, WooCommerce and Shopware document for their webhooks, with
 * the fields around those we read, so that unknown ones are met as well. The people are invented.
 */
export const shopifyMoney = (amount: string, currency = 'EUR') => ({
  shop_money: { amount, currency_code: currency },
  presentment_money: { amount, currency_code: currency },
})

type Line = { price: string; quantity: number; sku?: string; off?: string; tax?: string }

const shopifyLine = (line: Line & Record<string, unknown>, id: number) => {
  const { price, quantity, sku, off, tax, ...rest } = line
  return {
    id,
    admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
    current_quantity: quantity,
    gift_card: false,
    grams: 500,
    name: `Espresso ${sku ?? ''} - 500 g`,
    price,
    price_set: shopifyMoney(price),
    product_exists: true,
    product_id: 632910392,
    properties: [],
    quantity,
    sku: sku ?? null,
    taxable: true,
    title: 'Espresso',
    total_discount: '0.00',
    variant_id: 808950810,
    vendor: null,
    tax_lines: tax ? [{ channel_liable: false, price: tax, rate: 0.19, title: 'MwSt' }] : [],
    duties: [],
    discount_allocations: off
      ? [{ amount: off, amount_set: shopifyMoney(off), discount_application_index: 0 }]
      : [],
    ...rest,
  }
}

export function shopifyOrder({
  lines,
  ...changed
}: { lines: (Line & Record<string, unknown>)[] } & Record<string, unknown>) {
  return {
    id: 450789469,
    admin_graphql_api_id: 'gid://shopify/Order/450789469',
    buyer_accepts_marketing: false,
    cancel_reason: null,
    cancelled_at: null,
    confirmed: true,
    contact_email: 'anna@example.com',
    created_at: '2026-11-02T11:00:00+01:00',
    currency: 'EUR',
    customer_locale: 'de-DE',
    email: 'anna@example.com',
    financial_status: 'paid',
    fulfillment_status: null,
    name: '#1001',
    number: 1,
    order_number: 1001,
    phone: null,
    presentment_currency: 'EUR',
    processed_at: '2026-11-02T11:00:00+01:00',
    source_name: 'web',
    taxes_included: true,
    test: false,
    total_price: '99.99',
    total_shipping_price_set: shopifyMoney('4.90'),
    total_tip_received: '0.00',
    updated_at: '2026-11-02T11:00:02+01:00',
    billing_address: { first_name: 'Anna', last_name: 'Beispiel', name: 'Anna Beispiel' },
    customer: {
      id: 207119551,
      email: 'anna@example.com',
      first_name: 'Anna',
      last_name: 'Beispiel',
      state: 'disabled',
      tags: '',
    },
    discount_codes: [],
    refunds: [],
    shipping_lines: [{ id: 271878346596884000, price: '4.90', title: 'DHL' }],
    ...changed,
    line_items: lines.map((line, index) => shopifyLine(line, 466157049 + index)),
  }
}

type Refunded = { subtotal: number; total_tax: number }

export function shopifyRefund(
  changed: { lines: Refunded[]; paid: string } & Record<string, unknown>,
) {
  const { lines, paid, ...rest } = changed
  return {
    id: 890088186047892500,
    order_id: 450789469,
    created_at: '2026-11-09T10:00:00+01:00',
    note: 'Die Packung war offen',
    user_id: 548380009,
    processed_at: '2026-11-09T10:00:00+01:00',
    restock: true,
    duties: [],
    return: null,
    refund_line_items: lines.map((line, index) => ({
      id: 104689539 + index,
      line_item_id: 466157049 + index,
      location_id: null,
      quantity: 1,
      restock_type: 'return',
      ...line,
      subtotal_set: shopifyMoney(String(line.subtotal)),
      total_tax_set: shopifyMoney(String(line.total_tax)),
    })),
    order_adjustments: [],
    transactions: [
      { id: 179259969, kind: 'refund', status: 'success', amount: paid, currency: 'EUR' },
    ],
    ...rest,
  }
}

export const shopifyCustomer = (changed: object = {}) => ({
  id: 207119551,
  email: 'anna@example.com',
  created_at: '2026-10-01T09:00:00+02:00',
  updated_at: '2026-11-01T09:00:00+01:00',
  first_name: 'Anna',
  last_name: 'Beispiel',
  orders_count: 0,
  state: 'enabled',
  note: null,
  verified_email: true,
  phone: '+4917012345678',
  tags: '',
  currency: 'EUR',
  addresses: [],
  ...changed,
})

type WooLine = { total: string; total_tax: string; subtotal?: string; subtotal_tax?: string }

export function wooOrder({
  lines,
  ...changed
}: { lines: (WooLine & Record<string, unknown>)[] } & Record<string, unknown>) {
  return {
    id: 727,
    parent_id: 0,
    number: '727',
    order_key: 'wc_order_58d2d042d1d',
    created_via: 'checkout',
    version: '9.4.2',
    status: 'processing',
    currency: 'EUR',
    date_created: '2026-11-02T11:00:00',
    date_created_gmt: '2026-11-02T10:00:00',
    date_modified: '2026-11-02T11:00:05',
    date_modified_gmt: '2026-11-02T10:00:05',
    discount_total: '0.00',
    shipping_total: '4.12',
    shipping_tax: '0.78',
    total: '99.99',
    prices_include_tax: true,
    customer_id: 26,
    payment_method: 'paypal',
    date_paid: '2026-11-02T11:00:05',
    date_paid_gmt: '2026-11-02T10:00:05',
    billing: {
      first_name: 'Anna',
      last_name: 'Beispiel',
      email: 'anna@example.com',
      phone: '0170 1234567',
    },
    meta_data: [],
    tax_lines: [{ id: 318, rate_code: 'DE-MWST', rate_percent: 19 }],
    shipping_lines: [{ id: 317, method_title: 'DHL', total: '4.12', total_tax: '0.78' }],
    fee_lines: [],
    coupon_lines: [],
    refunds: [],
    ...changed,
    line_items: lines.map((line, index) => ({
      id: 315 + index,
      name: 'Espresso',
      product_id: 93,
      variation_id: 0,
      quantity: 1,
      tax_class: '',
      subtotal: line.total,
      subtotal_tax: line.total_tax,
      taxes: [],
      sku: `bean-${index + 1}`,
      price: Number(line.total),
      ...line,
    })),
  }
}

export function shopwareEvent(event: string, order: object = {}) {
  const gross = (total: number, taxRate: number, tax: number) => ({
    unitPrice: total,
    quantity: 1,
    totalPrice: total,
    calculatedTaxes: [{ tax, taxRate, price: total, extensions: [] }],
    taxRules: [{ taxRate, percentage: 100, extensions: [] }],
  })
  return {
    data: {
      event,
      payload: {
        order: {
          id: '0192f0c1a9b87d1e8a4c2f6b3d5e7a90',
          versionId: '0fa91ce3e96a4bc2be4bd9ce752c3425',
          orderNumber: '10001',
          orderDateTime: '2026-11-02T10:00:00.000+00:00',
          createdAt: '2026-11-02T10:00:00.120+00:00',
          updatedAt: '2026-11-02T10:00:01.340+00:00',
          amountTotal: 33.9,
          shippingTotal: 4.9,
          taxStatus: 'gross',
          currencyFactor: 1,
          currency: { isoCode: 'EUR', factor: 1 },
          orderCustomer: {
            customerId: '0192f0c1b2c37d1e8a4c2f6b3d5e7a91',
            customerNumber: '10042',
            email: 'anna@example.com',
            firstName: 'Anna',
            lastName: 'Beispiel',
          },
          lineItems: [
            {
              label: 'Espresso 500 g',
              quantity: 2,
              unitPrice: 16,
              totalPrice: 32,
              type: 'product',
              good: true,
              parentId: null,
              payload: { productNumber: 'SW10001', isNew: false },
              price: gross(32, 7, 2.09),
            },
            {
              label: 'Herbstrabatt',
              quantity: 1,
              unitPrice: -3,
              totalPrice: -3,
              type: 'promotion',
              good: false,
              parentId: null,
              payload: [],
              price: gross(-3, 7, -0.2),
            },
          ],
          transactions: [{ stateMachineState: { technicalName: 'paid' } }],
          stateMachineState: { technicalName: 'open' },
          ...order,
        },
      },
    },
    source: {
      url: 'https://shop.example.com',
      appVersion: '1.0.0',
      shopId: 'dgrH7nLU6tlE',
      eventId: '7b04ebe416db4ebc93de4d791325e1d9',
    },
    timestamp: 1793700001,
  }
}

/** As Shopify exports orders: what concerns a whole order stands in its first row alone. */
export function shopifyExport(orders: { id: number; total: string; more?: object }[]): string {
  const columns =
    'Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Refunded Amount,Id'.split(
      ',',
    )
  const rows = orders.flatMap(({ id, total, more }) => {
    const line = { Name: `#${id}`, 'Lineitem quantity': '1', 'Lineitem name': 'Espresso, 500 g' }
    const whole = {
      ...{ Email: 'anna@example.com', 'Financial Status': 'paid', Currency: 'EUR' },
      ...{ Total: total, Shipping: '4.90', 'Refunded Amount': '0.00', Id: String(id) },
      ...{ 'Created at': '2026-10-01 09:50:26 +0200', 'Billing Name': 'Anna Beispiel' },
    }
    const lines = [
      { ...line, ...whole, 'Lineitem price': '20.00', ...more },
      { ...line, 'Lineitem price': '15.00', 'Lineitem sku': 'bean' },
    ]
    return lines.map((cells: Record<string, string>) =>
      columns.map((column) => `"${cells[column] ?? ''}"`).join(','),
    )
  })
  return [columns.join(','), ...rows].join('\n')
}

/** Sends as these shops do: the raw body, signed. */
export async function send(
  client: Client,
  to: { path: string; secret: string },
  shop: 'shopify' | 'woocommerce' | 'shopware',
  topic: string,
  content: object,
): Promise<Answer> {
  const body = Buffer.from(JSON.stringify(content))
  const hmac = createHmac('sha256', to.secret).update(body)
  const headers = {
    shopify: () => ({ 'x-shopify-topic': topic, 'x-shopify-hmac-sha256': hmac.digest('base64') }),
    woocommerce: () => ({
      'x-wc-webhook-topic': topic,
      'x-wc-webhook-signature': hmac.digest('base64'),
    }),
    shopware: () => ({ 'shopware-shop-signature': hmac.digest('hex') }),
  }[shop]()
  return await client.send('POST', to.path, {
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
}
