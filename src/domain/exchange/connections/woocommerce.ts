import { z } from 'zod'
import {
  emailIn,
  nameIn,
  phoneIn,
  read,
  referenceIn,
  shopId,
  shopText,
  shopTime,
} from './payload.ts'
import { type Delivered, ignored, noted, type Translation } from './translation.ts'
import { readWooOrder } from './woocommerce-order.ts'

/** Reads what a webhook of WooCommerce says, in the form of its REST API of version 3. */
export function translateWooCommerce(delivered: Delivered): Translation {
  switch (delivered.topic) {
    case 'order.created':
    case 'order.updated':
    case 'order.restored':
      return readWooOrder(delivered)
    case 'customer.created':
    case 'customer.updated':
      return readCustomer(delivered)
    case 'order.deleted':
      return noted(referenceIn(delivered.content), 'order_deleted')
    case 'customer.deleted':
      return noted(referenceIn(delivered.content), 'customer_deleted')
    default:
      return ignored('', 'topic_not_counted')
  }
}

const customer = z.object({
  id: shopId,
  email: shopText,
  first_name: shopText,
  last_name: shopText,
  date_created_gmt: shopTime,
  date_modified_gmt: shopTime.nullish(),
  billing: z.object({ first_name: shopText, last_name: shopText, phone: shopText }).nullish(),
})

function readCustomer({ content, source }: Delivered): Translation {
  return read(customer, content, (one) => ({
    kind: 'person',
    reference: one.id,
    person: {
      externalId: `${source}:${one.id}`,
      email: emailIn(one.email),
      phone: phoneIn(one.billing?.phone),
      name:
        nameIn(one.first_name, one.last_name) ??
        nameIn(one.billing?.first_name, one.billing?.last_name),
      language: undefined,
      changedAt: one.date_modified_gmt ?? one.date_created_gmt,
    },
  }))
}
