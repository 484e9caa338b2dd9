import { z } from 'zod'
import {
  emailIn,
  languageIn,
  nameIn,
  phoneIn,
  read,
  referenceIn,
  shopId,
  shopText,
  shopTime,
} from './payload.ts'
import { consentIn, marketingConsent, oldConsent } from './shopify-consent.ts'
import { exportTopic, readShopifyExport } from './shopify-export.ts'
import { readShopifyOrder } from './shopify-order.ts'
import { readShopifyRefund } from './shopify-refund.ts'
import { type Delivered, ignored, noted, type Translation } from './translation.ts'

/** Reads what a webhook of Shopify says: https://shopify.dev/docs/api/webhooks */
export function translateShopify(delivered: Delivered): Translation {
  switch (delivered.topic) {
    case 'orders/create':
    case 'orders/updated':
    case 'orders/paid':
    case 'orders/edited':
    case 'orders/fulfilled':
    case 'orders/partially_fulfilled':
    case 'orders/cancelled':
      return readShopifyOrder(delivered)
    case exportTopic:
      return readShopifyExport(delivered)
    case 'refunds/create':
      return readShopifyRefund(delivered)
    case 'customers/create':
    case 'customers/update':
      return readCustomer(delivered)
    case 'customers/delete':
      return noted(referenceIn(delivered.content), 'customer_deleted')
    case 'orders/delete':
      return noted(referenceIn(delivered.content), 'order_deleted')
    case 'customers/data_request':
      return noted(customerIn(delivered.content), 'privacy_data_requested')
    case 'customers/redact':
      return noted(customerIn(delivered.content), 'privacy_erasure_requested')
    case 'shop/redact':
      return noted('', 'privacy_shop_erasure_requested')
    default:
      return ignored('', 'topic_not_counted')
  }
}

const customer = z.object({
  id: shopId,
  email: shopText,
  phone: shopText,
  first_name: shopText,
  last_name: shopText,
  locale: shopText,
  created_at: shopTime.optional(),
  updated_at: shopTime,
  email_marketing_consent: marketingConsent,
  ...oldConsent,
})

function readCustomer({ content, source }: Delivered): Translation {
  return read(customer, content, (one) => ({
    kind: 'person',
    reference: one.id,
    person: {
      externalId: `${source}:${one.id}`,
      email: emailIn(one.email),
      phone: phoneIn(one.phone),
      name: nameIn(one.first_name, one.last_name),
      language: languageIn(one.locale),
      changedAt: one.updated_at,
      consent: consentIn(one),
    },
  }))
}

const customerIn = (content: unknown): string =>
  referenceIn(z.object({ customer: z.unknown() }).safeParse(content).data?.customer)
