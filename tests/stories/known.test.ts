import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, purchase, record } from '../customers.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  await tell()
})
afterAll(() => server.close())

/** Anna is reachable by all means, Ben agreed without an address, Cleo has died, Dora is a card. */
async function tell() {
  await owner.post('/api/v1/attributes', { name: 'address', label: 'Anschrift', type: 'text' })
  const { body } = await owner.post('/api/v1/consent-texts', {
    ...{ purpose: 'news', label: 'Neuigkeiten', language: 'de', wording: 'Ja, gern.' },
  })
  const textId = body.texts[0].id
  const anna = await create(owner, {
    name: 'Anna',
    birthday: '--02-29',
    language: 'de',
    attributes: { address: 'Hauptstraße 1' },
    identities: [
      { kind: 'external_id', value: 'anna' },
      { kind: 'email', value: 'anna@example.org' },
      { kind: 'phone', value: '0170 555 000' },
    ],
  })
  const ben = await create(owner, { identities: [{ kind: 'external_id', value: 'ben' }] })
  const cleo = await create(owner, { identities: [{ kind: 'email', value: 'cleo@example.org' }] })
  await create(owner, { identities: [{ kind: 'card_number', value: 'dora' }] })
  for (const { id } of [anna, ben, cleo]) {
    const reply = await owner.post(`/api/v1/customers/${id}/consents`, {
      ...{ purpose: 'news', channel: 'email', act: 'granted', textId, source: 'paper' },
      proof: { kind: 'form', form: 'Ordner 3' },
    })
    expect(reply.status, reply.text).toBe(201)
  }
  await owner.put(`/api/v1/customers/${cleo.id}/contact-block`, { reason: 'died' })
  await record(
    owner,
    purchase('anna', 'Altstadt', '2026-11-20T09:00:00Z'),
    purchase('ben', 'Hafen', '2026-11-20T09:00:00Z'),
    purchase('anna', 'Hafen', '2026-11-20T19:00:00Z'),
  )
}

const known = async (by: Client = owner) => (await by.get('/api/v1/reports/known')).body
const counted = async (filter: string) =>
  (await owner.get(`/api/v1/customers/count?${filter}`)).body.count

test('says who is reachable and who agreed, in all and by store of the first purchase', async () => {
  const { total, stores, purposes } = await known()
  expect(total).toEqual({
    ...{ customers: 4, email: 2, phone: 1, post: 1, birthday: 1, language: 1, blocked: 1 },
    attributes: { address: 1 },
    consents: [{ purpose: 'news', channel: 'email', agreed: 3, mayContact: 1 }],
  })
  expect(purposes).toEqual([{ purpose: 'news', label: 'Neuigkeiten' }])
  expect(stores).toMatchObject([
    { store: null, customers: 2, email: 1, blocked: 1 },
    { store: { code: 'Altstadt' }, customers: 1, consents: [{ mayContact: 1 }] },
    { store: { code: 'Hafen' }, customers: 1, consents: [{ agreed: 1, mayContact: 0 }] },
  ])
})

test.each([
  ['hasEmail=yes', 2],
  ['hasPhone=yes', 1],
  ['hasPhone=no', 3],
  ['hasPost=yes', 1],
  ['hasBirthday=yes', 1],
  ['hasLanguage=no', 3],
  ['filled=address', 1],
  ['agreed=news:email', 3],
  ['agreed=news:sms', 0],
  ['mayContact=news:email', 1],
  ['contact=blocked', 1],
  ['contact=open', 3],
  ['firstStore=Hafen', 1],
  ['firstStore=Altstadt&mayContact=news:email', 1],
])('the list of %s has the customers of the figure: %i', async (filter, count) => {
  expect(await counted(filter)).toBe(count)
  expect((await owner.get(`/api/v1/customers?${filter}`)).body.items).toHaveLength(count)
})

test('staff of one store see what is known there', async () => {
  const stores = (await owner.get('/api/v1/stores')).body.items
  const harbor = stores.find(({ code }: { code: string }) => code === 'Hafen')
  const manager = await server.person('store_manager', [harbor.id])
  const { total, stores: seen } = await known(manager)
  expect(total).toMatchObject({ customers: 1, email: 0 })
  expect(seen).toMatchObject([{ store: { code: 'Hafen' } }])
})

test('the file of customers says whom not to contact', async () => {
  const { text } = await owner.get('/api/v1/customers/export?contact=blocked')
  const [head = [], line = []] = text.split('\r\n').map((row) => row.split(/[;,]/))
  expect(line[head.indexOf('contact')]).toBe('died')
})
