import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { verifyCompanies } from '#domain/companies/verify.ts'
import { eraseCompanies, exportCompanies } from '#domain/customers/companies/personal.ts'
import { internalId } from '#kernel/ids.ts'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let till: Client
beforeAll(async () => {
  server = await openTestServer({ now: '2026-11-21T12:00:00Z' })
  owner = await server.owner()
  till = await server.program('events:write')
  await owner.post('/api/v1/stores', { code: 'altstadt', name: 'Altstadt' })
})
afterAll(() => server.close())

const created = async (path: string, body: object) => {
  const reply = await owner.post(path, body)
  expect(reply.status, reply.text).toBe(201)
  return reply.body
}
const company = async (name: string, more: object = {}): Promise<string> =>
  (await created('/api/v1/companies', { name, ...more })).id
const person = async (externalId: string): Promise<string> =>
  (
    await created('/api/v1/customers', {
      ...{ name: externalId, identities: [{ kind: 'external_id', value: externalId }] },
    })
  ).id
const joins = (companyId: string, customerId: string, days: object = {}) =>
  created(`/api/v1/companies/${companyId}/contacts`, { customerId, ...days })

let receipts = 0
async function buys(customer: object, day: string, amount: number): Promise<void> {
  const event = {
    ...{ type: 'purchase', source: 'till', externalId: `r${++receipts}`, store: 'altstadt' },
    ...{ occurredAt: `${day}T09:00:00Z`, customer, amount },
  }
  const { body } = await till.post('/api/v1/events', { events: [event] })
  expect(body.items[0].status, JSON.stringify(body)).toBe('accepted')
}
async function figures(companyId: string) {
  await letWork(server, 'companies')
  return (await owner.get(`/api/v1/companies/${companyId}`)).body.figures
}
const revenue = async (companyId: string) => (await figures(companyId)).revenue.amount
const verified = async () => {
  await letWork(server, 'companies')
  return (await verifyCompanies(server.house.context)).differences
}
const code = async (reply: Promise<{ body: { code: string } }>) => (await reply).body.code

describe('a company', () => {
  test('is found by name, number and whoever looks after it', async () => {
    const me = (await owner.get('/api/v1/session')).body.staffId
    const id = await company('Kanzlei Weber & Lange', {
      ...{ number: 'F-1001', sizeClass: 'small', industry: 'Recht', ownerId: me },
      address: { street: 'Hauptstraße 5', postalCode: '50667', city: 'Köln', country: 'DE' },
    })
    for (const question of ['search=weber lan', 'search=F-10', 'owner=me', 'industry=recht']) {
      const { items } = (await owner.get(`/api/v1/companies?${question}`)).body
      expect(items, question).toMatchObject([{ id, number: 'F-1001', city: 'Köln' }])
    }
    expect((await owner.get('/api/v1/companies?owner=nobody')).body.items).toEqual([])
    const changed = await owner.patch(`/api/v1/companies/${id}`, { ownerId: null, vatId: 'DE1' })
    expect(changed.body).toMatchObject({ owner: null, vatId: 'DE1', industry: 'Recht' })
  })

  test('has a number of its own, and never belongs to itself', async () => {
    const above = await company('Holding', { number: 'H-1' })
    const below = await company('Tochter', { parentId: above })
    const refused = (id: string, change: object) =>
      code(owner.patch(`/api/v1/companies/${id}`, change))
    expect(await refused(below, { number: 'H-1' })).toBe('company_number_taken')
    expect(await refused(above, { parentId: below })).toBe('parent_is_below')
    expect(await refused(above, { parentId: above })).toBe('parent_is_below')
    expect(await refused(above, { parentId: await person('niemand') })).toBe('parent_not_found')
    await buys({ id: below }, '2026-11-02', 700)
    await figures(below)
    expect((await owner.get(`/api/v1/companies/${above}`)).body).toMatchObject({
      group: { companies: 2, revenue: { amount: 700 } },
      children: [{ id: below, name: 'Tochter', revenue: { amount: 700 } }],
    })
    const both = await Promise.all([
      owner.patch(`/api/v1/companies/${below}`, { parentId: null }),
      owner.patch(`/api/v1/companies/${above}`, { parentId: below }),
    ])
    expect(both.map(({ status }) => status)).not.toContain(500)
  })

  test('has what it and its contacts buy, each for the days they belonged to it', async () => {
    const [old, next] = [await company('Alt GmbH'), await company('Neu GmbH')]
    const ines = await person('ines')
    await buys({ externalId: 'ines' }, '2026-01-10', 100)
    await joins(old, ines, { to: '2026-02-28', role: 'Einkauf' })
    await joins(next, ines, { from: '2026-03-01' })
    await buys({ externalId: 'ines' }, '2026-02-28', 200)
    await buys({ externalId: 'ines' }, '2026-03-01', 400)
    await buys({ id: next }, '2026-03-01', 800)
    expect(await figures(old)).toMatchObject({
      ...{ contacts: 0, revenue: { amount: 300 }, purchases: 2, lastPurchaseOn: '2026-02-28' },
    })
    expect(await figures(next)).toMatchObject({
      ...{ contacts: 1, revenue: { amount: 1200 }, purchases: 2, purchaseDays: 1 },
    })
    expect((await owner.get(`/api/v1/customers/${ines}`)).body.id).toBe(ines)
    const page = (await owner.get(`/api/v1/customers/${ines}/page`)).body
    expect(page.revenue.amount).toBe(700)
    const shown = (await owner.get(`/api/v1/companies/${old}/timeline`)).body.items
    expect(shown.map((item: { day: string }) => item.day)).toEqual(['2026-02-28', '2026-01-10'])
    expect(shown[0].customer).toMatchObject({ customerId: ines, name: 'ines' })
    expect((await owner.get(`/api/v1/customers/${ines}/companies`)).body).toMatchObject({
      isCompany: false,
      items: [
        { company: { id: next }, current: true },
        { company: { id: old }, role: 'Einkauf', current: false },
      ],
    })
    expect(await verified()).toEqual([])
  })

  test('is missed when it stays away much longer than usual', async () => {
    const id = await company('Wöchentlich KG')
    const kim = await person('kim')
    await joins(id, kim)
    for (const day of ['08-03', '08-10', '08-17', '08-24', '08-31', '09-07', '09-14', '09-21']) {
      await buys(day < '08-20' ? { id } : { externalId: 'kim' }, `2026-${day}`, 5000)
    }
    await buys({ externalId: 'fresh' }, '2026-11-20', 1)
    expect(await figures(id)).toMatchObject({
      ...{ state: 'at_risk', awayDays: 60, gapDays: { median: 7 } },
    })
    const { items } = (await owner.get('/api/v1/companies?state=at_risk')).body
    expect(items.map((row: { name: string }) => row.name)).toEqual(['Wöchentlich KG'])
    await buys({ externalId: 'kim' }, '2026-11-20', 5000)
    expect((await figures(id)).state).toBe('in_rhythm')
  })

  test('keeps its figures right when two contacts turn out to be one, and are parted again', async () => {
    const [one, other] = [await company('Eins AG'), await company('Zwei AG')]
    const [anna, anni] = [await person('anna'), await person('anni')]
    await joins(one, anna, { from: '2026-01-01', to: '2026-06-30' })
    await joins(other, anni)
    await buys({ externalId: 'anna' }, '2026-05-05', 100)
    await buys({ externalId: 'anni' }, '2026-05-06', 200)
    await buys({ externalId: 'anni' }, '2026-08-06', 400)
    const all = async () => [await revenue(one), await revenue(other)]
    expect(await all()).toEqual([100, 600])
    const merge = await created(`/api/v1/customers/${anna}/merge`, { from: anni })
    // One person now, who belonged to one company on each day: where both said so, to the root's.
    expect(await all()).toEqual([300, 400])
    expect(await verified()).toEqual([])
    await buys({ externalId: 'anni' }, '2026-05-07', 800)
    expect(await all()).toEqual([1100, 400])
    await owner.delete(`/api/v1/customers/${anna}/merges/${merge.id}`)
    expect(await all()).toEqual([100, 1400])
    expect(await verified()).toEqual([])
  })

  test('is nobody to be merged with, and no contact', async () => {
    const [id, jo] = [await company('Keine Person GmbH'), await person('jo')]
    expect(await code(owner.post(`/api/v1/customers/${jo}/merge`, { from: id }))).toBe(
      'company_not_mergeable',
    )
    const add = (customerId: string, days: object = {}) =>
      owner.post(`/api/v1/companies/${id}/contacts`, { customerId, ...days })
    expect(await code(add(await company('Andere GmbH')))).toBe('contact_is_company')
    const refused = await add(jo, { from: '2026-02-01', to: '2026-01-01' })
    expect(refused.body).toMatchObject({ code: 'contact_ends_first' })
    const said = await Promise.all(Array.from({ length: 5 }, () => add(jo, { from: '2026-01-01' })))
    expect(said.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
    const { id: contactId } = said.find(({ status }) => status === 201)!.body
    const contact = `/api/v1/companies/${id}/contacts/${contactId}`
    expect((await owner.patch(contact, { to: '2026-03-31' })).body.current).toBe(false)
    expect((await owner.delete(contact)).status).toBe(204)
    expect((await owner.get(`/api/v1/companies/${id}/contacts`)).body.items).toEqual([])
  })
})

describe('the list of companies', () => {
  test('leads from page to page in every order, each company once', async () => {
    for (const order of ['name', 'revenue', 'last_purchase']) {
      const seen: string[] = []
      let cursor = ''
      do {
        const { body } = await owner.get(`/api/v1/companies?limit=3&order=${order}${cursor}`)
        seen.push(...body.items.map((row: { id: string }) => row.id))
        cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
      } while (cursor !== '')
      expect(new Set(seen).size, order).toBe(seen.length)
      expect(seen.length).toBeGreaterThan(8)
    }
    const stray = await owner.get('/api/v1/companies?order=name&cursor=eyJvcmRlciI6Im5hbWUifQ')
    expect(stray.body.code).toBe('cursor_malformed')
  })

  test('can be taken along, safe from formulas', async () => {
    await company('=1+1 GmbH', { number: 'F-2' })
    const { text, headers } = await owner.get('/api/v1/companies/export?search=F-2')
    expect(headers['content-type']).toContain('text/csv')
    expect(text.split('\r\n')[1]).toContain(`F-2;'=1+1 GmbH`)
  })
})

describe('whoever looks after companies', () => {
  test('hands all of them over when they leave', async () => {
    const [going, staying] = [await server.person('service'), await server.person('service')]
    const idOf = async (who: Client) => (await who.get('/api/v1/session')).body.staffId
    const [from, to] = [await idOf(going), await idOf(staying)]
    const ids = [await company('Übergabe 1', { ownerId: from })]
    ids.push(await company('Übergabe 2', { ownerId: from }))
    await owner.delete(`/api/v1/staff/${from}`)
    const unowned = (await owner.get('/api/v1/companies?owner=nobody&search=Übergabe')).body.items
    expect(unowned).toHaveLength(2)
    expect(unowned[0].owner.ended).toBe(true)
    const kept = await owner.patch(`/api/v1/companies/${ids[0]}`, { ownerId: from, vatId: 'DE7' })
    expect(kept.body).toMatchObject({ vatId: 'DE7', owner: { ended: true } })
    expect(await code(owner.post('/api/v1/companies/hand-over', { from: to, to: from }))).toBe(
      'owner_not_found',
    )
    const handed = await owner.post('/api/v1/companies/hand-over', { from, to })
    expect(handed.body).toEqual({ companies: 2 })
    expect((await staying.get('/api/v1/companies?owner=me')).body.items).toHaveLength(2)
    const { items } = (await owner.get('/api/v1/companies/owners')).body
    expect(items.find(({ id }: { id: string }) => id === to)).toMatchObject({ companies: 2 })
    expect(items.some(({ id }: { id: string }) => id === from)).toBe(false)
    expect(ids).toHaveLength(2)
  })

  test('in one store only sees theirs, and those that bought there', async () => {
    const { id: hafen } = await created('/api/v1/stores', { code: 'hafen', name: 'Hafen' })
    const manager = await server.person('store_manager', [hafen])
    const seen = async () =>
      (await manager.get('/api/v1/companies')).body.items.map(({ name }: { name: string }) => name)
    expect(await seen()).toEqual([])
    const own = (await manager.post('/api/v1/companies', { name: 'Hafenkran GmbH' })).body
    expect(await seen()).toEqual(['Hafenkran GmbH'])
    expect(own.owner.name).toBe('Jo Brandt')
    const foreign = await company('Fremd GmbH')
    for (const path of ['', '/contacts', '/contracts', '/products', '/timeline']) {
      const reply = await manager.get(`/api/v1/companies/${foreign}${path}`)
      expect([path, reply.status]).toEqual([path, 404])
    }
    const body = { name: 'Kaffee', startsOn: '2026-01-01' }
    expect((await manager.post(`/api/v1/companies/${foreign}/contracts`, body)).status).toBe(404)
    expect(await code(manager.patch(`/api/v1/companies/${own.id}`, { parentId: foreign }))).toBe(
      'parent_not_found',
    )
    expect(await code(manager.post('/api/v1/companies/hand-over', { from: null, to: null }))).toBe(
      'caller_limited_to_stores',
    )
  })
})

describe('what is held of a company', () => {
  test('is told, and forgotten with it', async () => {
    const id = await company('Vergessen e.K.', { number: 'V-1', vatId: 'DE999' })
    const toni = await person('toni')
    await joins(id, toni, { role: 'Inhaberin' })
    await created(`/api/v1/companies/${id}/contracts`, {
      ...{ name: 'Geheim', startsOn: '2026-01-01', note: 'Rabatt' },
    })
    const ids = [internalId('cus', id)!]
    const run = <T>(verb: Parameters<typeof transaction<T>>[1]) =>
      transaction(server.house.context.database, verb)
    expect(await run((tx) => exportCompanies(tx, ids))).toMatchObject({
      ...{ companies: [{ number: 'V-1', vatId: 'DE999' }], contracts: [{ note: 'Rabatt' }] },
    })
    const ofToni = await run((tx) => exportCompanies(tx, [internalId('cus', toni)!]))
    expect(ofToni.belongsTo).toMatchObject([{ company: 'Vergessen e.K.', role: 'Inhaberin' }])
    await run((tx) => eraseCompanies(tx, [...ids, internalId('cus', toni)!], []))
    expect((await owner.get(`/api/v1/companies/${id}`)).status).toBe(404)
    const left = JSON.stringify([
      await run((tx) => exportCompanies(tx, ids)),
      await run((tx) => exportCompanies(tx, [internalId('cus', toni)!])),
    ])
    expect(left).not.toMatch(/V-1|DE999|Geheim|Rabatt|Inhaberin/)
    expect(await verified()).toEqual([])
  })
})

describe('whoever tries to break in', () => {
  test('cannot slip a contact past a merge', async () => {
    const id = await company('Wettlauf GmbH')
    for (const round of ['a', 'b', 'c', 'd']) {
      const [into, from] = [await person(`into-${round}`), await person(`from-${round}`)]
      await buys({ externalId: `from-${round}` }, '2026-06-01', 100)
      const [merged, joined] = await Promise.all([
        owner.post(`/api/v1/customers/${into}/merge`, { from }),
        owner.post(`/api/v1/companies/${id}/contacts`, { customerId: from }),
      ])
      expect([merged!.status, joined!.status]).toEqual([201, 201])
    }
    expect(await revenue(id)).toBe(400)
    expect(await verified()).toEqual([])
  })

  test('counts a receipt that a company claims once, and no longer when that is taken back', async () => {
    const id = await company('Belege GmbH')
    const receipt = { store: 'altstadt', receiptNumber: 'B-77', amount: 990 }
    await till.post('/api/v1/events', {
      events: [
        {
          ...{ type: 'purchase', source: 'till', externalId: 'anonym-77', ...receipt },
          occurredAt: '2026-11-06T10:00:00Z',
        },
      ],
    })
    const claims = await Promise.all(
      [1, 2, 3].map(() =>
        owner.post(`/api/v1/customers/${id}/claims`, { ...receipt, day: '2026-11-06' }),
      ),
    )
    expect(claims.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(await revenue(id)).toBe(990)
    const { id: claim } = claims.find(({ status }) => status === 201)!.body
    expect((await owner.delete(`/api/v1/customers/${id}/merges/${claim}`)).status).toBe(200)
    expect(await revenue(id)).toBe(0)
    expect(await verified()).toEqual([])
  })

  test('of one store learns nothing more of a company by making themselves its owner', async () => {
    const { id: insel } = await created('/api/v1/stores', { code: 'insel', name: 'Insel' })
    const clerk = await server.person('service', [insel])
    const me = (await clerk.get('/api/v1/session')).body.staffId
    const id = await company('Zwei Filialen GmbH')
    const [here, elsewhere] = [await person('here'), await person('elsewhere')]
    const contact = await joins(id, elsewhere)
    await joins(id, here)
    await till.post('/api/v1/events', {
      events: [
        {
          ...{ type: 'purchase', source: 'till', externalId: 'insel-1', store: 'insel' },
          ...{ occurredAt: '2026-11-02T10:00:00Z', customer: { externalId: 'here' }, amount: 1 },
        },
      ],
    })
    await buys({ externalId: 'elsewhere' }, '2026-11-03', 100)
    const path = `/api/v1/companies/${id}`
    const names = async () =>
      (await clerk.get(`${path}/contacts`)).body.items.map(
        (one: { customer: { name: string } }) => one.customer.name,
      )
    expect(await names()).toEqual(['here'])
    expect(await code(clerk.patch(path, { ownerId: me }))).toBe('caller_limited_to_stores')
    const theirs = `${path}/contacts/${contact.id}`
    expect((await clerk.patch(theirs, { role: 'Spion' })).status).toBe(404)
    expect((await clerk.delete(theirs)).status).toBe(404)
    const timeline = (await clerk.get(`${path}/timeline`)).body.items
    expect(timeline).toHaveLength(1)
    await owner.patch(path, { ownerId: me })
    expect(await names()).toHaveLength(2)
  })
})

test('a company stands among guests only where the list is asked for it', async () => {
  const [guest, firm] = [await person('list-guest'), await company('List GmbH')]
  const listed = async (query: string) =>
    (await owner.get(`/api/v1/customers?search=list&${query}`)).body.items
  const of = async (query: string) => (await listed(query)).map(({ id }: { id: string }) => id)
  expect(await of('')).toEqual([guest])
  expect(await listed('kind=company')).toMatchObject([{ id: firm, kind: 'company' }])
  expect((await of('kind=any')).sort()).toEqual([guest, firm].sort())
  const counted = await Promise.all(
    ['person', 'company', 'any'].map(async (kind) => {
      const query = `search=list&kind=${kind}`
      const file = (await owner.get(`/api/v1/customers/export?${query}`)).text
      const { count } = (await owner.get(`/api/v1/customers/count?${query}`)).body
      return [count, file.includes(guest), file.includes(firm)]
    }),
  )
  expect(counted).toEqual([
    [1, true, false],
    [1, false, true],
    [2, true, true],
  ])
})
