import { z } from 'zod'
import { emailIn, nameIn, read, shopId, shopText, shopTime } from './payload.ts'
import { readShopwareOrder } from './shopware-order.ts'
import { type Delivered, ignored, noted, type Translation } from './translation.ts'

const envelope = z.object({
  data: z.object({ event: z.string(), payload: z.unknown() }),
})

/** Events whose payload holds the whole order, as far as Shopware loaded it. */
const ofOrders = /^(?:checkout\.order\.placed|state_enter\.order(?:_transaction)?\.state\.)/

/** Reads what a webhook of a Shopware app says; its name stands in the body. */
export function translateShopware(delivered: Delivered): Translation {
  return read(envelope, delivered.content, ({ data: { event, payload } }) => {
    if (ofOrders.test(event)) return readShopwareOrder(event, payload, delivered.source)
    switch (event) {
      case 'checkout.customer.register':
      case 'checkout.customer.guest_register':
      case 'checkout.customer.login':
        return readCustomer(payload, delivered.source)
      case 'checkout.customer.deleted':
        return noted(customerIn(payload), 'customer_deleted')
      case 'order.deleted':
        return noted('', 'order_deleted')
      default:
        // `order.written` names changed fields only, and what changed is told by the other events.
        return ignored('', 'topic_not_counted')
    }
  })
}

/** The event's name, for the list of deliveries. */
export const shopwareTopic = (content: unknown): string =>
  envelope.safeParse(content).data?.data.event ?? ''

const customer = z.object({
  customer: z.object({
    id: shopId,
    email: shopText,
    firstName: shopText,
    lastName: shopText,
    createdAt: shopTime,
    updatedAt: shopTime.nullish(),
  }),
})

function readCustomer(payload: unknown, source: string): Translation {
  return read(customer, payload, ({ customer: one }) => ({
    kind: 'person',
    reference: '',
    person: {
      externalId: `${source}:${one.id}`,
      email: emailIn(one.email),
      phone: undefined,
      name: nameIn(one.firstName, one.lastName),
      language: undefined,
      changedAt: one.updatedAt ?? one.createdAt,
    },
  }))
}

const customerIn = (payload: unknown): string =>
  z.object({ customer: z.object({ id: shopId }) }).safeParse(payload).data?.customer.id ?? ''
