import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '#kernel/clock.ts'
import { create, list, purchase, record } from '../customers.ts'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
const clock = fixedClock('2026-11-21T12:00:00Z')
beforeAll(async () => {
  server = await openTestServer({ clock })
  owner = await server.owner()
})
afterAll(() => server.close())

const at = (instant: string) => {
  clock.now = () => new Date(instant)
}
const periods = async () =>
  Object.fromEntries(
    (await owner.get('/api/v1/storage-periods')).body.items.map((one: { kind: string }) => [
      one.kind,
      one,
    ]),
  )
const keep = (kind: string, keepDays: number | null) =>
  owner.put(`/api/v1/storage-periods/${kind}`, { keepDays })
const expire = () => letWork(server, 'storage periods')
const names = async () => (await list(owner)).map(({ name }) => name)

describe('what is kept too long', () => {
  test('goes by itself once its time is over, and the audit log says how much', async () => {
    const { id } = await create(owner, {
      name: 'Ida',
      identities: [{ kind: 'external_id', value: 'ida' }],
    })
    const note = { type: 'note', source: 'desk', text: 'mag Tee', customer: { id } }
    await record(
      owner,
      { ...note, externalId: 'old', occurredAt: '2026-09-01T10:00:00Z' },
      { ...note, externalId: 'new', occurredAt: '2026-11-20T10:00:00Z' },
    )
    await expire()
    expect((await periods()).event_texts).toMatchObject({ keepDays: null, kept: 2, goesNext: 0 })
    expect((await keep('event_texts', 40)).body).toMatchObject({ keepDays: 40, goesNext: 1 })
    await expire()
    expect((await periods()).event_texts).toMatchObject({ kept: 1, goesNext: 0 })
    const [entry] = (await owner.get('/api/v1/audit?subject=data_expired')).body.items
    expect(entry).toMatchObject({
      ...{ rows: 1, key: { kind: 'event_texts' } },
      actor: { kind: 'job', id: 'storage periods' },
    })
  })

  test('cannot be kept longer than the program keeps it, nor people shorter than a year', async () => {
    expect((await keep('deliveries', 31)).body.code).toBe('storage_period_too_long')
    expect((await keep('carts', null)).body.code).toBe('storage_period_too_long')
    expect((await keep('inactive_customers', 30)).body.code).toBe('storage_period_too_short')
    expect((await keep('shoes', 30)).status).toBe(404)
  })
})

describe('who has been away for years', () => {
  test('is named a month before, and erased only then; who comes again stays', async () => {
    for (const name of ['Away', 'Back', 'Here']) {
      const value = name.toLowerCase()
      at(name === 'Here' ? '2026-11-01T10:00:00Z' : '2023-01-01T10:00:00Z')
      await create(owner, { name, identities: [{ kind: 'external_id', value }] })
    }
    at('2026-11-21T12:00:00Z')
    expect((await keep('inactive_customers', 1095)).body).toMatchObject({ goesNext: 2 })
    await expire()
    expect(await names()).toEqual(expect.arrayContaining(['Away', 'Back']))
    const { items } = (await owner.get('/api/v1/storage-periods/next-erased')).body
    expect(items).toMatchObject([
      { customer: { name: 'Away' }, erasedOn: '2026-12-21T12:00:00.000Z' },
      { customer: { name: 'Back' } },
    ])
    at('2026-12-22T12:00:00Z')
    await record(owner, purchase('back', 'Ufer', '2026-12-20T10:00:00Z'))
    await expire()
    expect(await names()).not.toContain('Away')
    expect(await names()).toEqual(expect.arrayContaining(['Back', 'Here']))
    const [entry] = (await owner.get('/api/v1/audit?subject=data_expired')).body.items
    expect(entry).toMatchObject({ key: { kind: 'inactive_customers' } })
  })
})

describe('the record of processing', () => {
  const activities = async () =>
    (await owner.get('/api/v1/processing-record')).body.activities as { activity: string }[]

  test('tells what is switched on, with periods, systems and the words of the business', async () => {
    expect((await activities()).map(({ activity }) => activity)).toEqual(['purchases', 'staff'])
    const shop = { kind: 'woocommerce', name: 'Teeladen' }
    expect((await owner.post('/api/v1/connections', shop)).status).toBe(201)
    const said = {
      ...{ controller: 'Café Morgenrot, Am Ufer 1', contact: '', officer: 'Dr. Adler' },
      remarks: { connections: 'Art. 6 (1) b' },
    }
    expect((await owner.put('/api/v1/processing-record', said)).status).toBe(200)
    const { body } = await owner.get('/api/v1/processing-record')
    expect(body).toMatchObject({ officer: 'Dr. Adler', roles: [{ role: 'owner', people: 1 }] })
    expect((await activities()).find(({ activity }) => activity === 'connections')).toEqual({
      activity: 'connections',
      recipients: ['Teeladen (woocommerce)'],
      periods: [{ kind: 'deliveries', keepDays: 30 }],
      remark: 'Art. 6 (1) b',
    })
  })

  test('and a person’s data are printed, each in its language', async () => {
    const { id } = await create(owner, { name: 'Ole', language: 'en', identities: [] })
    for (const path of ['processing-record/pdf?language=de', `customers/${id}/export/pdf`]) {
      const { headers, text, status } = await owner.get(`/api/v1/${path}`)
      expect([status, headers['content-type'], text.slice(0, 5)]).toEqual([
        ...[200, 'application/pdf', '%PDF-'],
      ])
    }
  })

  test('belongs to the owner of all stores', async () => {
    const store = await owner.post('/api/v1/stores', { code: 'ost', name: 'Ost' })
    const limited = await server.person('owner', [store.body.id])
    expect((await limited.get('/api/v1/processing-record')).status).toBe(403)
    const manager = await server.person('store_manager')
    expect((await manager.get('/api/v1/storage-periods')).status).toBe(403)
  })
})
