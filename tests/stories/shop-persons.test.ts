import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { sweepDeliveries } from '#domain/exchange/connections/delivery-worker.ts'
import { erasePerson, exportPerson } from '#domain/exchange/connections/personal.ts'
import { internalId } from '#kernel/ids.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'
import { type ShopDesk, shopDesk } from '../shop-desk.ts'
import { send, shopifyCustomer, shopifyOrder } from '../shops.ts'

let server: TestServer
let owner: Client
let shops: ShopDesk
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  shops = shopDesk(server, owner)
})
afterAll(() => server.close())

async function customerOf(externalId: string) {
  const { body } = await owner.get(`/api/v1/customers?search=${externalId}`)
  return body.items[0]
}

const beans = { price: '20.00', quantity: 2, sku: 'bean' }

describe('a person of a shop', () => {
  test('whose yes is recorded with the words of the shop, once, and only where they are known', async () => {
    const shop = await shops.connectShopify('letters')
    const path = `/api/v1/connections/${shop.id}`
    let changes = 0
    const says = async (state: string, day: string | null, more: object = {}) => {
      const consent_updated_at = day && `${day}T09:00:00+01:00`
      const consent = { state, opt_in_level: 'confirmed_opt_in', consent_updated_at }
      const updated_at = `2026-11-11T09:00:0${changes++}+01:00`
      const told = shopifyCustomer({ updated_at, email_marketing_consent: consent, ...more })
      await send(server.visitor, shop, 'shopify', 'customers/update', told)
      await shops.decide()
    }
    const consents = async () => {
      const { id } = await customerOf('letters:207119551')
      return (await owner.get(`/api/v1/customers/${id}/consents`)).body
    }
    await says('subscribed', '2026-11-01')
    expect((await consents()).receipts).toEqual([])

    const wording = { purpose: 'letters', label: 'Post', language: 'de', wording: 'Ja, gern.' }
    const [text] = (await owner.post('/api/v1/consent-texts', wording)).body.texts
    const chosen = await owner.patch(path, { consentTextId: text.id })
    expect(chosen.body, chosen.text).toMatchObject({ consentTextId: text.id })
    await says('unsubscribed', '2026-11-05')
    await says('subscribed', '2026-11-01')
    await says('subscribed', '2026-11-01', { note: 'again' })
    await says('not_subscribed', null)
    const { receipts, states, whole } = await consents()
    expect([states, whole]).toMatchObject([[{ purpose: 'letters', state: 'withdrawn' }], true])
    expect(receipts).toMatchObject([
      { act: 'withdrawn', source: 'shop', occurredAt: '2026-11-05T08:00:00.000Z' },
      {
        ...{ act: 'granted', channel: 'email', occurredAt: '2026-11-01T08:00:00.000Z' },
        ...{ text: { id: text.id }, recordedBy: null },
        proof: { shop: 'Mein shopify', level: 'confirmed', address: 'anna@example.com' },
      },
    ])
    expect(receipts).toHaveLength(2)

    await owner.patch(path, { consentTextId: null })
    await says('subscribed', '2026-11-09')
    expect((await consents()).receipts).toHaveLength(2)
    const other = await shops.connect('woocommerce', { source: 'other' })
    const refused = (id: string, consentTextId: string) =>
      owner.patch(`/api/v1/connections/${id}`, { consentTextId })
    expect((await refused(other.id, text.id)).body.code).toBe('connection_without_consents')
    const nowhere = 'ctx_01ARZ3NDEKTSV4RRFFQ69G5FAV'
    expect((await refused(shop.id, nowhere)).body.code).toBe('consent_text_not_found')
  })

  test('is called what the latest change says, and their rights are listed', async () => {
    const shop = await shops.connectShopify('people')
    const tell = (topic: string, content: object) =>
      send(server.visitor, shop, 'shopify', topic, content)
    await tell('customers/update', shopifyCustomer({ last_name: 'Neu', email: 'neu@example.com' }))
    await shops.decide()
    const older = shopifyCustomer({ last_name: 'Alt', updated_at: '2026-10-02T09:00:00+02:00' })
    await tell('customers/create', older)
    await tell('customers/redact', { shop_id: 1, customer: { id: 207119551 } })
    await shops.decide()
    expect(await customerOf('people:207119551')).toMatchObject({ name: 'Anna Neu' })
    expect(await shops.deliveries(shop.id)).toMatchObject([
      { outcome: 'noted', reason: { code: 'privacy_erasure_requested' }, reference: '207119551' },
      { outcome: 'repeated' },
      { outcome: 'accepted' },
    ])
    const [asked, person] = await shops.deliveries(shop.id)
    const settle = (id: string) =>
      owner.post(`/api/v1/connections/${shop.id}/deliveries/${id}/settle`)
    expect((await settle(asked.id)).body).toMatchObject({ outcome: 'ignored' })
    expect((await settle(person.id)).body.code).toBe('delivery_not_noted')
  })

  test('is exported and erased with what was sent about them; the rest is swept in time', async () => {
    const shop = await shops.connectShopify('forget')
    const order = { email: 'ida@example.com', customer: null, lines: [beans] }
    await send(server.visitor, shop, 'shopify', 'orders/create', shopifyOrder(order))
    await shops.decide()
    const { id } = await customerOf('ida@example.com')
    const ids = [internalId('cus', id)!]
    const { database } = server.house.context
    const exported = await transaction(database, (tx) => exportPerson(tx, server.house.secret, ids))
    expect(exported).toMatchObject([{ topic: 'orders/create', content: { name: '#1001' } }])
    await transaction(database, (tx) => erasePerson(tx, ids))
    expect(await shops.deliveries(shop.id)).toEqual([])
    expect(await customerOf('ida@example.com')).toMatchObject({ purchases: 1 })

    await send(server.visitor, shop, 'shopify', 'shop/redact', { shop_id: 954889 })
    await send(server.visitor, shop, 'shopify', 'products/update', { id: 1 })
    await shops.decide()
    const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000)
    await sweepDeliveries(database, inDays(31))
    expect(await shops.deliveries(shop.id)).toMatchObject([{ outcome: 'noted' }])
    await sweepDeliveries(database, inDays(91))
    expect(await shops.deliveries(shop.id)).toEqual([])
  })
})
