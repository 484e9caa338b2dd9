import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { internalId } from '#kernel/ids.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
})
afterAll(() => server.close())

let receipts = 0
const purchase = (externalId: string, store: string, occurredAt: string, more: object = {}) => ({
  type: 'purchase',
  source: 'till',
  externalId: `receipt-${++receipts}`,
  occurredAt,
  store,
  customer: { externalId },
  amount: 430,
  ...more,
})

async function record(...events: object[]) {
  const { status, body } = await owner.post('/api/v1/events', { events })
  expect(status).toBe(200)
  expect(body.items.filter((item: { status: string }) => item.status !== 'accepted')).toEqual([])
  return body.items as { eventId: string; customerId: string }[]
}

type Row = { id: string; name: string | null; identity: { value: string } | null }

async function list(client: Client, query = ''): Promise<Row[]> {
  const reply = await client.get(`/api/v1/customers?${query}`)
  expect(reply.status, reply.text).toBe(200)
  return reply.body.items
}

const names = async (query: string, client = owner) =>
  (await list(client, query)).map(({ name }) => name)

const create = async (customer: object) => {
  const reply = await owner.post('/api/v1/customers', customer)
  expect(reply.status, reply.text).toBe(201)
  return reply.body
}

describe('a new customer', () => {
  test('is written down with all that is known, and read again', async () => {
    await owner.post('/api/v1/attributes', {
      name: 'shoe_size',
      label: 'Schuhgröße',
      type: 'number',
    })
    const jana = await create({
      name: 'Jana Öztürk',
      language: 'de-AT',
      birthday: '--02-29',
      identities: [
        { kind: 'email', value: 'Jana@Example.org' },
        { kind: 'phone', value: '0170 555' },
      ],
      attributes: { shoe_size: 38.5 },
      tags: ['Stammtisch', 'Abholerin'],
    })
    expect(jana).toMatchObject({
      id: expect.stringMatching(/^cus_/),
      name: 'Jana Öztürk',
      identities: [
        { kind: 'email', value: 'Jana@Example.org' },
        { kind: 'phone', value: '0170 555' },
      ],
      attributes: { shoe_size: 38.5 },
      tags: [{ name: 'Abholerin' }, { name: 'Stammtisch' }],
    })
    expect((await owner.get(`/api/v1/customers/${jana.id}`)).body).toEqual(jana)
  })

  test('cannot have the e-mail address of another, however it is written', async () => {
    await create({ name: 'Kai', identities: [{ kind: 'email', value: 'kai@example.org' }] })
    const reply = await owner.post('/api/v1/customers', {
      name: 'Not Kai',
      identities: [
        { kind: 'external_id', value: 'not-kai' },
        { kind: 'email', value: 'KAI@example.org' },
      ],
    })
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({
      code: 'identity_taken',
      detail: 'This e-mail address belongs to another customer.',
      errors: [{ pointer: '/identities/1' }],
    })
    expect(await names('search=not-kai')).toEqual([])
  })

  test('is refused without anything to know them by, or with a day that is none', async () => {
    for (const customer of [
      {},
      { name: 'X', birthday: '2025-02-29' },
      { name: 'X', birthday: '--13-01' },
      { name: 'X', identities: [{ kind: 'email', value: 'no address' }] },
      { name: 'X', attributes: { unheard_of: 1 } },
      { name: 'X', attributes: { shoe_size: 'large' } },
    ]) {
      expect((await owner.post('/api/v1/customers', customer)).status).toBe(422)
    }
  })

  test('is tagged by those only who may tag', async () => {
    const service = await server.person('service')
    const tagged = await service.post('/api/v1/customers', { name: 'S', tags: ['Stammtisch'] })
    expect([tagged.status, tagged.body.code]).toEqual([403, 'tagging_not_allowed'])
    expect((await service.post('/api/v1/customers', { name: 'S' })).status).toBe(201)
  })
})

describe('a change', () => {
  test('moves a customer to a new address, and is found by it only', async () => {
    const lea = await create({
      name: 'Lea',
      identities: [{ kind: 'email', value: 'lea@old.example' }],
    })
    const reply = await owner.patch(`/api/v1/customers/${lea.id}`, {
      name: null,
      language: 'en',
      removeIdentities: [{ kind: 'email', value: 'LEA@old.example' }],
      addIdentities: [{ kind: 'email', value: 'lea@new.example' }],
    })
    expect(reply.body).toMatchObject({
      name: null,
      language: 'en',
      identities: [{ kind: 'email', value: 'lea@new.example' }],
    })
    expect(await list(owner, 'search=lea@old')).toEqual([])
    expect(await list(owner, 'search=lea@new')).toHaveLength(1)
    const [item] = await record(
      purchase('', 'altstadt', '2026-10-01T08:00:00Z', { customer: { email: 'lea@new.example' } }),
    )
    expect(item!.customerId).toBe(lea.id)
  })

  test('is made whole or not at all', async () => {
    const mia = await create({ name: 'Mia', identities: [{ kind: 'card_number', value: 'm1' }] })
    await create({ name: 'Max', identities: [{ kind: 'card_number', value: 'm2' }] })
    const refused = await owner.patch(`/api/v1/customers/${mia.id}`, {
      name: 'Somebody else',
      addIdentities: [{ kind: 'card_number', value: 'M2' }],
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'identity_taken'])
    const missing = await owner.patch(`/api/v1/customers/${mia.id}`, {
      name: 'Somebody else',
      removeIdentities: [{ kind: 'card_number', value: 'm2' }],
    })
    expect([missing.status, missing.body.code]).toEqual([404, 'identity_not_found'])
    expect((await owner.get(`/api/v1/customers/${mia.id}`)).body).toEqual(mia)
  })

  test('of somebody who is not there says so', async () => {
    const reply = await owner.patch('/api/v1/customers/cus_00000000000000000000000000', {})
    expect([reply.status, reply.body.code]).toEqual([404, 'customer_not_found'])
  })
})

describe('attributes', () => {
  test('take what their type allows, and vanish with their definition', async () => {
    const values = {
      note: ['text', 'oat milk', 7],
      age: ['number', 41, 'old'],
      vip: ['boolean', false, 'no'],
      since: ['date', '2024-02-29', '2023-02-29'],
      size: ['choice', 'large', 'huge'],
    } as const
    for (const [name, [type]] of Object.entries(values)) {
      const choices = type === 'choice' ? ['small', 'large'] : []
      const reply = await owner.post('/api/v1/attributes', { name, label: name, type, choices })
      expect(reply.status).toBe(201)
    }
    const nora = await create({ name: 'Nora' })
    const patch = (attributes: object) =>
      owner.patch(`/api/v1/customers/${nora.id}`, { attributes })
    for (const [name, [, right, wrong]] of Object.entries(values)) {
      expect((await patch({ [name]: wrong })).body.code).toBe('attribute_malformed')
      expect((await patch({ [name]: right })).body.attributes[name]).toBe(right)
    }
    expect((await patch({ age: null })).body.attributes).not.toHaveProperty('age')
    expect((await owner.delete('/api/v1/attributes/vip')).status).toBe(204)
    const read = await owner.get(`/api/v1/customers/${nora.id}`)
    expect(read.body.attributes).toEqual({ note: 'oat milk', since: '2024-02-29', size: 'large' })
    expect((await owner.delete('/api/v1/attributes/vip')).status).toBe(404)
  })

  test('are defined once, and only a choice has choices', async () => {
    const define = (body: object) => owner.post('/api/v1/attributes', { label: 'L', ...body })
    expect((await define({ name: 'plain', type: 'text' })).status).toBe(201)
    expect((await define({ name: 'plain', type: 'date' })).status).toBe(409)
    expect((await define({ name: 'odd', type: 'text', choices: ['a'] })).status).toBe(422)
    expect((await define({ name: 'odd', type: 'choice' })).status).toBe(422)
    const choices = await owner.patch('/api/v1/attributes/plain', { choices: ['a'] })
    expect([choices.status, choices.body.code]).toEqual([409, 'attribute_without_choices'])
    const label = await owner.patch('/api/v1/attributes/plain', { label: 'Plainer' })
    expect(label.body.label).toBe('Plainer')
  })
})

describe('a search', () => {
  beforeAll(async () => {
    await create({
      name: 'Jürgen Weißenfels',
      identities: [
        { kind: 'external_id', value: 'Kunde-4711' },
        { kind: 'card_number', value: 'abc-99' },
        { kind: 'email', value: 'j.w_x@mail.example' },
        { kind: 'phone', value: '+43 660 1234567' },
      ],
    })
    await create({
      name: 'Jule Ammer',
      identities: [{ kind: 'email', value: 'jawwx@mail.example' }],
    })
  })

  test.each([
    'Weißen',
    'weissenfels',
    'JÜRGEN',
    'jurgen',
    'weiß jür',
    'kunde-4711',
    'ABC-99',
    'j.w_x@',
    '0660 123',
    '+43660 12',
    '0043 (0) 660 1234567',
  ])('for %s finds him alone', async (typed) => {
    expect(await names(`search=${encodeURIComponent(typed)}`)).toEqual(['Jürgen Weißenfels'])
  })

  test('for one or two characters finds how names begin', async () => {
    expect((await names('search=j%C3%BC')).toSorted()).toEqual(['Jule Ammer', 'Jürgen Weißenfels'])
    expect(await names('search=we')).toEqual([])
  })

  test('takes percent and underscore for what they are', async () => {
    expect(await names('search=%25%25%25')).toEqual([])
    expect(await names('search=j.w_')).toEqual(['Jürgen Weißenfels'])
    expect(await names('search=w_w')).toEqual([])
  })

  test('for blanks is no search', async () => {
    expect((await list(owner, 'search=%20%20')).length).toBeGreaterThan(2)
  })
})

describe('the list', () => {
  let numbers = 0
  beforeAll(async () => {
    const events = Array.from({ length: 57 }, (_, n) =>
      purchase(`walk-${n % 41}`, 'nord', `2026-0${1 + (n % 6)}-1${n % 3}T09:00:00Z`, {
        amount: (n % 7) * 100,
      }),
    )
    await record(...events)
    numbers = (await owner.get('/api/v1/customers/count')).body.count
  })

  test.each(['last_seen', 'name', 'revenue'])(
    'by %s shows everybody exactly once',
    async (order) => {
      for (const limit of [1, 7, 100]) {
        const seen: string[] = []
        let cursor: string | null = ''
        while (cursor !== null) {
          const query = `order=${order}&limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`
          const { body } = await owner.get(`/api/v1/customers?${query}`)
          seen.push(...body.items.map(({ id }: Row) => id))
          cursor = body.nextCursor
          expect(body.items.length).toBeLessThanOrEqual(limit)
        }
        expect(seen.length).toBe(numbers)
        expect(new Set(seen).size).toBe(numbers)
      }
    },
  )

  test('stands in its order, names without regard to dots and case, the nameless last', async () => {
    const byName = await names('order=name&limit=100')
    const firstNameless = byName.indexOf(null)
    expect(byName.slice(firstNameless).every((name) => name === null)).toBe(true)
    expect(byName.slice(0, firstNameless)).toEqual(
      byName.slice(0, firstNameless).toSorted((a, b) => a!.localeCompare(b!, 'de')),
    )
    const rows = (await owner.get('/api/v1/customers?order=revenue&limit=100')).body.items
    const revenues = rows.map((row: { revenue: { amount: number } }) => row.revenue.amount)
    expect(revenues).toEqual(revenues.toSorted((a: number, b: number) => b - a))
  })

  test('goes on where it was, though somebody new comes in front', async () => {
    const first = (await owner.get('/api/v1/customers?limit=5')).body
    const rest = (await owner.get(`/api/v1/customers?limit=5&cursor=${first.nextCursor}`)).body
    await create({ name: 'Zoe Newcomer' })
    const again = (await owner.get(`/api/v1/customers?limit=5&cursor=${first.nextCursor}`)).body
    expect(again.items).toEqual(rest.items)
    numbers++
  })

  test('refuses a cursor of another order, and one that is none', async () => {
    const { nextCursor } = (await owner.get('/api/v1/customers?limit=1')).body
    const forged = Buffer.from(
      '{"order":"last_seen","lastSeenAt":"2026-99-99T00:00:00.000000Z","customerId":"x"}',
    ).toString('base64url')
    for (const query of [`order=name&cursor=${nextCursor}`, 'cursor=xyz', `cursor=${forged}`]) {
      const reply = await owner.get(`/api/v1/customers?${query}`)
      expect([reply.status, reply.body.code]).toEqual([422, 'invalid_cursor'])
    }
  })

  test('is filtered by store, purchases, days, e-mail and regulars, each with its opposite', async () => {
    const count = async (query: string) =>
      (await owner.get(`/api/v1/customers/count?${query}`)).body.count as number
    expect(await count('store=nord')).toBe(41)
    expect(await count('store=nord&minPurchases=2')).toBe(16)
    expect((await count('hasEmail=yes')) + (await count('hasEmail=no'))).toBe(numbers)
    expect((await count('regular=yes')) + (await count('regular=no'))).toBe(numbers)
    const recent = await count('store=nord&lastPurchaseFrom=2026-03-12')
    const older = await count('store=nord&lastPurchaseBefore=2026-03-12')
    expect(recent + older).toBe(41)
    expect([recent, older].every((part) => part > 0)).toBe(true)
    const unknown = await owner.get('/api/v1/customers?store=nowhere')
    expect([unknown.status, unknown.body.code]).toEqual([422, 'unknown_store'])
  })

  test('knows who is a regular', async () => {
    await record(
      ...[1, 5, 9].map((day) => purchase('regular', 'nord', `2026-11-0${day}T07:00:00Z`)),
      ...[1, 1, 1].map(() => purchase('one-day', 'nord', '2026-11-02T07:00:00Z')),
    )
    numbers += 2
    const regulars = await list(owner, 'regular=yes')
    expect(regulars.map(({ identity }) => identity?.value)).toEqual(['regular'])
  })
})

describe('tags', () => {
  test('are put on and taken off many at once, by id or by filter', async () => {
    const rows = await list(owner, 'store=nord&limit=10')
    const byIds = { customers: { ids: rows.map(({ id }) => id) }, add: ['Nord', 'Zehn'] }
    expect((await owner.post('/api/v1/customers/tags', byIds)).body).toEqual({
      customers: 10,
      added: 20,
      removed: 0,
    })
    expect((await owner.post('/api/v1/customers/tags', byIds)).body.added).toBe(0)
    const everybody = await owner.get('/api/v1/customers/count?store=nord')
    const byFilter = await owner.post('/api/v1/customers/tags', {
      customers: { filter: { store: 'nord' } },
      add: ['Alle'],
      remove: ['Zehn', 'Nie gehört'],
    })
    expect(byFilter.body).toEqual({
      customers: everybody.body.count,
      added: everybody.body.count,
      removed: 10,
    })
    expect(await list(owner, 'tag=Nord')).toHaveLength(10)
    expect(await list(owner, 'tag=Zehn')).toHaveLength(0)
  })

  test('change what reports say, which are then counted anew', async () => {
    const revision = async () => {
      const { rows } = await sql<{ revision: number }>`select revision from business`.execute(
        server.house.context.database.kysely,
      )
      return rows[0]!.revision
    }
    const before = await revision()
    const [row] = await list(owner, 'limit=1')
    await owner.post('/api/v1/customers/tags', { customers: { ids: [row!.id] }, add: ['Neu'] })
    expect(await revision()).toBe(before + 1)
    await owner.post('/api/v1/customers/tags', { customers: { ids: [row!.id] }, add: ['Neu'] })
    expect(await revision()).toBe(before + 1)
  })

  test('are renamed, and deleted from everybody', async () => {
    const { items } = (await owner.get('/api/v1/tags')).body
    const number = (name: string) => items.find((tag: { name: string }) => tag.name === name).number
    const taken = await owner.patch(`/api/v1/tags/${number('Alle')}`, { name: 'Nord' })
    expect([taken.status, taken.body.code]).toEqual([409, 'tag_exists'])
    await owner.patch(`/api/v1/tags/${number('Nord')}`, { name: 'Norden' })
    expect(await list(owner, 'tag=Norden')).toHaveLength(10)
    expect((await owner.delete(`/api/v1/tags/${number('Nord')}`)).status).toBe(204)
    expect((await owner.get('/api/v1/customers?tag=Norden')).body.code).toBe('unknown_tag')
    expect((await owner.delete(`/api/v1/tags/${number('Nord')}`)).status).toBe(404)
  })
})

describe('somebody who works in one store', () => {
  let manager: Client
  let ids: Record<string, string>
  beforeAll(async () => {
    const items = await record(
      purchase('only-ufer', 'ufer', '2026-05-01T08:00:00Z'),
      purchase('only-park', 'park', '2026-05-02T08:00:00Z'),
      purchase('both', 'ufer', '2026-05-03T08:00:00Z'),
      purchase('both', 'park', '2026-05-04T08:00:00Z'),
    )
    ids = { ufer: items[0]!.customerId, park: items[1]!.customerId, both: items[2]!.customerId }
    const stores = (await owner.get('/api/v1/stores')).body.items
    const ufer = stores.find(({ code }: { code: string }) => code === 'ufer')
    manager = await server.person('store_manager', [ufer.id])
  })

  test('sees who bought there, in the list, the search, the count and the file', async () => {
    const seen = (await list(manager)).map(({ id }) => id).toSorted()
    expect(seen).toEqual([ids.ufer, ids.both].toSorted())
    expect(await list(manager, 'search=only-park')).toEqual([])
    expect((await manager.get('/api/v1/customers/count')).body.count).toBe(2)
    const file = (await manager.get('/api/v1/customers/export')).text
    expect(file.trimEnd().split('\r\n')).toHaveLength(3)
    expect(file).not.toContain('only-park')
    const other = await manager.get('/api/v1/customers?store=park')
    expect([other.status, other.body.code]).toEqual([403, 'store_not_allowed'])
  })

  test('neither reads nor changes nor tags the others', async () => {
    for (const path of ['', '/page', '/timeline']) {
      expect((await manager.get(`/api/v1/customers/${ids.park}${path}`)).status).toBe(404)
      expect((await manager.get(`/api/v1/customers/${ids.both}${path}`)).status).toBe(200)
    }
    expect((await manager.patch(`/api/v1/customers/${ids.park}`, { name: 'X' })).status).toBe(404)
    const tagged = await manager.post('/api/v1/customers/tags', {
      customers: { ids: Object.values(ids) },
      add: ['Ufer'],
    })
    expect(tagged.body).toEqual({ customers: 2, added: 2, removed: 0 })
    const all = await manager.post('/api/v1/customers/tags', {
      customers: { filter: {} },
      add: ['Alle am Ufer'],
    })
    expect(all.body.customers).toBe(2)
  })
})

describe('the file of customers', () => {
  test('runs no formula in a spreadsheet', async () => {
    const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx']
    for (const [index, value] of evil.entries()) {
      await sql`
        update persons set name = ${value} where customer_id = ${internalId('cus', (await create({ name: `evil ${index}` })).id)}`.execute(
        server.house.context.database.kysely,
      )
    }
    await create({
      name: 'Quote " and ; semicolon',
      identities: [{ kind: 'phone', value: '+49 30 1' }],
    })
    const reply = await owner.get('/api/v1/customers/export')
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(reply.text.startsWith('\ufeffid;name;')).toBe(true)
    for (const value of evil) {
      expect(reply.text).toContain(value.includes('\r') ? `;"'${value}";` : `;'${value};`)
    }
    expect(reply.text).toContain(';"Quote "" and ; semicolon";')
    expect(reply.text).toContain(";'+49 30 1;")
    expect(reply.text).not.toMatch(/(^|;)"?[=+@\t]/m)
  })

  test('holds the customers of the filter, once each', async () => {
    const { count } = (await owner.get('/api/v1/customers/count?store=nord')).body
    const lines = (await owner.get('/api/v1/customers/export?store=nord')).text
      .trimEnd()
      .split('\r\n')
    expect(lines).toHaveLength(count + 1)
    expect(new Set(lines).size).toBe(count + 1)
  })
})

describe('the page of Herr Brandt', () => {
  let id: string
  const at = (day: string, time = '07:18') => `${day}T${time}:00+01:00`
  const coffee = { name: 'Hafer-Cappuccino', amount: 430 }
  const bun = { name: 'Rosinenschnecke', amount: 260 }

  beforeAll(async () => {
    const days = [
      '2026-10-13',
      '2026-10-16',
      '2026-10-20',
      '2026-10-23',
      '2026-10-27',
      '2026-10-30',
    ]
    const items = await record(
      ...days.map((day, n) =>
        purchase('brandt', 'altstadt', at(day), {
          amount: undefined,
          lines: n % 2 === 0 ? [coffee] : [coffee, bun],
        }),
      ),
      {
        type: 'return',
        source: 'till',
        externalId: 'return-1',
        occurredAt: at('2026-10-30', '09:00'),
        customer: { externalId: 'brandt' },
        amount: 260,
      },
      {
        type: 'contact',
        source: 'mail',
        externalId: 'mail-1',
        occurredAt: at('2026-11-17'),
        customer: { externalId: 'brandt', email: 'brandt@example.org' },
        medium: 'email',
        direction: 'in',
        text: 'Öffnen Sie dienstags wieder um sieben?',
      },
      {
        type: 'note',
        source: 'office',
        externalId: 'note-1',
        occurredAt: at('2026-11-18'),
        customer: { externalId: 'brandt' },
        text: 'Mag es ruhig.',
      },
    )
    id = items[0]!.customerId
  })

  test('says what is usual for him and how long he has been away', async () => {
    const { body } = await owner.get(`/api/v1/customers/${id}/page`)
    expect(body).toMatchObject({
      reachable: { email: true, phone: false },
      asOf: '2026-11-17',
      daysSinceLastVisit: 18,
      lastVisitOn: '2026-10-30',
      firstPurchaseAt: '2026-10-13T06:18:00.000Z',
      regular: true,
      purchases: 6,
      purchaseDays: 6,
      sales: { amount: 6 * 430 + 3 * 260, currency: 'EUR' },
      returned: { amount: 260 },
      revenue: { amount: 6 * 430 + 2 * 260 },
      averageReceipt: { amount: 560 },
      rhythm: {
        gapDays: { median: 3, from: 3, to: 4 },
        weekdays: [2, 5],
        partOfDay: 'early',
        store: { code: 'altstadt' },
        article: 'Hafer-Cappuccino',
      },
      notes: [{ text: 'Mag es ruhig.' }],
    })
    expect(body.strip).toMatchObject({ start: '2026-05-20', end: '2026-11-18' })
    expect(body.strip.days.map(({ date }: { date: string }) => date)).toEqual([
      '2026-10-13',
      '2026-10-16',
      '2026-10-20',
      '2026-10-23',
      '2026-10-27',
      '2026-10-30',
    ])
  })

  test('tells what happened, the latest first, page by page', async () => {
    const types: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: string = `limit=2${cursor ? `&cursor=${cursor}` : ''}`
      const { body } = await owner.get(`/api/v1/customers/${id}/timeline?${query}`)
      types.push(...body.items.map(({ type }: { type: string }) => type))
      cursor = body.nextCursor
    }
    expect(types).toEqual(['note', 'contact', 'return', ...Array(6).fill('purchase')])
    const messages = await owner.get(`/api/v1/customers/${id}/timeline?show=messages`)
    expect(messages.body.items).toMatchObject([
      { type: 'note', text: 'Mag es ruhig.', details: {} },
      { type: 'contact', day: '2026-11-17', details: { medium: 'email', direction: 'in' } },
    ])
    const visits = await owner.get(`/api/v1/customers/${id}/timeline?show=visits`)
    expect(visits.body.items[1]).toMatchObject({
      type: 'purchase',
      day: '2026-10-30',
      store: { code: 'altstadt', name: 'altstadt' },
      amount: { amount: 690 },
      lines: [{ name: 'Hafer-Cappuccino', amount: { amount: 430 } }, { name: 'Rosinenschnecke' }],
    })
  })

  test('shows the last version of an event, and not what now belongs to another', async () => {
    const order = (version: number, externalId: string, amount: number) => ({
      ...purchase(externalId, 'altstadt', at('2026-09-01')),
      externalId: 'order-1',
      version,
      amount,
    })
    await record(order(1, 'versions', 100))
    await record(order(3, 'versions', 300))
    const [row] = await list(owner, 'search=versions')
    const amounts = async () =>
      (await owner.get(`/api/v1/customers/${row!.id}/timeline`)).body.items.map(
        (item: { amount: { amount: number } }) => item.amount.amount,
      )
    expect(await amounts()).toEqual([300])
    await record(order(4, 'somebody-else', 400))
    expect(await amounts()).toEqual([])
  })
})
