import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { internalId } from '#kernel/ids.ts'
import { create, list, purchase, type Row, record } from '../customers.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
})
afterAll(() => server.close())

const names = async (query: string) => (await list(owner, query)).map(({ name }) => name)

describe('the list', () => {
  let numbers = 0
  beforeAll(async () => {
    const events = Array.from({ length: 57 }, (_, n) =>
      purchase(`walk-${n % 41}`, 'nord', `2026-0${1 + (n % 6)}-1${n % 3}T09:00:00Z`, {
        amount: (n % 7) * 100,
      }),
    )
    await record(owner, ...events)
    for (const name of ['anna Zett', 'Änne Ypsilon', 'Anne Zett', 'Zacharias', 'Öde', 'ßeltsam']) {
      const identities = [{ kind: 'email', value: `n${name.length}@example.org` }]
      await create(owner, { name, identities: name.startsWith('A') ? identities : [] })
    }
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

  test('has whoever was never seen at its end, the newest first', async () => {
    const { items } = (await owner.get('/api/v1/customers?limit=100')).body
    const never = items.filter(
      ({ lastSeenAt }: { lastSeenAt: string | null }) => lastSeenAt === null,
    )
    expect(never.length).toBeGreaterThan(4)
    expect(items.slice(-never.length)).toEqual(never)
    const ids = never.map(({ id }: Row) => id)
    expect(ids).toEqual(ids.toSorted().toReversed())
  })

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
    await create(owner, { name: 'Zoe Newcomer' })
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
      expect([reply.status, reply.body.code]).toEqual([422, 'cursor_malformed'])
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
    expect([unknown.status, unknown.body.code]).toEqual([422, 'store_unknown'])
  })

  test('knows who is a regular', async () => {
    await record(
      owner,
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
    expect((await owner.get('/api/v1/customers?tag=Norden')).body.code).toBe('tag_unknown')
    expect((await owner.delete(`/api/v1/tags/${number('Nord')}`)).status).toBe(404)
  })
})

describe('somebody who works in one store', () => {
  let manager: Client
  let ids: Record<string, string>
  beforeAll(async () => {
    const items = await record(
      owner,
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
        update persons set name = ${value} where customer_id = ${internalId('cus', (await create(owner, { name: `evil ${index}` })).id)}`.execute(
        server.house.context.database.kysely,
      )
    }
    await create(owner, {
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
