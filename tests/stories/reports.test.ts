import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, openTestServer, type TestServer } from '../server.ts'
import { purchase } from '../world.ts'

let server: TestServer
let owner: Client
/** Of a business that has recorded nothing. */
let empty: TestServer
let newcomer: Client

const day = (ago: number) => new Date(Date.UTC(2026, 10, 21 - ago)).toISOString().slice(0, 10)

beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  const events = ['anna', 'bert', '=cmd()'].flatMap((who, number) =>
    Array.from({ length: 40 }, (_, visit) =>
      purchase(day(visit * (number + 3)), who, 400 + visit, {
        store: number === 0 ? 'Altstadt' : '=Ufer',
        channel: 'till',
        lines: [{ category: 'coffee', sku: 'fw', name: 'Flat White', amount: 400 + visit }],
      }),
    ),
  )
  const { body } = await owner.post('/api/v1/events', { events })
  expect(body.accepted).toBe(events.length)
  empty = await openTestServer()
  newcomer = await empty.owner()
})
afterAll(async () => {
  await server.close()
  await empty.close()
})

const reports = [
  'overview',
  'today',
  'choices',
  'retention?every=day',
  'retention?every=week&store=Altstadt&channel=till',
  'retention?every=month&category=coffee',
  'retention?every=quarter&from=2026-01-01&to=2026-10-01',
  'retention?every=year',
  'cohorts',
  'cohorts?every=week&criterion=unbounded',
  'cohorts?by=store&criterion=revenue',
  'cohorts?by=category&every=quarter',
  'cohorts?by=channel&store=Altstadt&store=%3DUfer',
  'value',
  'value/cohorts?every=month',
  'rfm',
  'receipts',
  'receipts?store=Altstadt',
  'retention/customers?period=2026-10-10&kind=end',
  'cohorts/customers?index=1',
  'rfm/customers?recency=5&frequency=5',
  'leaving/customers',
  'regulars/customers?limit=1',
]

describe('reports', () => {
  test.each(reports)('%s answers as its contract says', async (path) => {
    const { status, body } = await owner.get(`/api/v1/reports/${path}`)
    expect(status, JSON.stringify(body)).toBe(200)
  })

  test.each(reports)('%s has an answer before anything is known', async (path) => {
    const { status, body } = await newcomer.get(`/api/v1/reports/${path}`)
    const namesWhatIsUnknown = /store=|channel=|category=/.test(path)
    expect(status, JSON.stringify(body)).toBe(namesWhatIsUnknown ? 422 : 200)
  })

  test.each([
    'retention.csv',
    'cohorts.csv?by=store',
    'value.csv',
    'value/cohorts.csv',
    'rfm.csv',
    'receipts.csv',
  ])('%s is a table no spreadsheet runs', async (path) => {
    const { status, headers, text } = await owner.get(`/api/v1/reports/${path}`)
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('text/csv')
    expect(headers['content-disposition']).toContain('.csv')
    const [head, ...rows] = text.trim().split('\r\n')
    expect(rows.length).toBeGreaterThan(2)
    for (const row of rows) expect(row.split(';').length).toBe(head!.split(';').length)
    expect(text).not.toMatch(/(^|;|\n)=/)
  })

  test('a store nobody knows is refused in words', async () => {
    const { status, body } = await owner.get('/api/v1/reports/retention?store=Atlantis')
    expect([status, body.code]).toEqual([422, 'store_unknown'])
  })

  test('a range that ends before it begins is refused', async () => {
    const { status, body } = await owner.get(
      '/api/v1/reports/retention?from=2026-02-01&to=2026-01-01',
    )
    expect([status, body.code]).toEqual([422, 'range_empty'])
  })

  test('ten thousand days are too many at once', async () => {
    const { status, body } = await owner.get(
      '/api/v1/reports/retention?every=day&from=1990-01-01&to=2026-01-01',
    )
    expect([status, body.code]).toEqual([422, 'range_too_long'])
  })

  test('a cursor made up is refused', async () => {
    const { status, body } = await owner.get('/api/v1/reports/regulars/customers?cursor=abc')
    expect([status, body.code]).toEqual([422, 'cursor_malformed'])
  })

  test('the accountant reads figures, but no names', async () => {
    const accountant = await server.person('accountant')
    expect((await accountant.get('/api/v1/reports/overview')).status).toBe(200)
    expect((await accountant.get('/api/v1/reports/today')).status).toBe(403)
    expect((await accountant.get('/api/v1/reports/regulars/customers')).status).toBe(403)
  })

  test('a manager of one store sees that store alone', async () => {
    const { body } = await owner.get('/api/v1/stores')
    const stores: { storeId?: string; id?: string; code: string }[] = body.items ?? body
    const own = stores.find((store) => store.code === 'Altstadt')!
    const manager = await server.person('store_manager', [(own.storeId ?? own.id)!])
    const overview = await manager.get('/api/v1/reports/overview')
    expect(overview.body.figures).toMatchObject({ customers: 1, purchases: 40 })
    const choices = await manager.get('/api/v1/reports/choices')
    expect(choices.body.stores).toEqual([{ code: 'Altstadt', name: 'Altstadt' }])
    const other = await manager.get('/api/v1/reports/retention?store=%3DUfer')
    expect([other.status, other.body.code]).toEqual([403, 'store_not_allowed'])
  })
})
