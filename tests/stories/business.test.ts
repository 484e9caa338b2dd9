import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jpeg, pngOf } from '../pictures.ts'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
})
afterAll(() => server.close())

const coffee = (externalId: string, more: object = {}) => ({
  type: 'purchase',
  source: 'till',
  externalId,
  occurredAt: '2026-11-01T23:30:00Z',
  amount: 450,
  customer: { externalId: 'anna' },
  ...more,
})

async function record(...events: object[]) {
  const till = await server.program('events:write')
  const { body } = await till.post('/api/v1/events', { events })
  return body
}

async function annasDays(): Promise<string[]> {
  const { rows } = await server.house.context.database.pool.query(
    'select day from customer_days order by day',
  )
  return rows.map(({ day }) => day)
}

async function margin(): Promise<number> {
  const { rows } = await server.house.context.database.pool.query('select margin from profiles')
  return rows[0].margin
}

/** Lets the background count to its end, as whoever serves does. */
const recounted = () => letWork(server, 'recount')

async function revision(): Promise<number> {
  const { rows } = await server.house.context.database.pool.query('select revision from business')
  return rows[0].revision
}

describe('settings', () => {
  test('change one by one; what is left out stays', async () => {
    const before = (await owner.get('/api/v1/business')).body
    const after = await owner.patch('/api/v1/business', { name: 'Café Morgenrot', accentHue: 15 })
    expect(after.body).toEqual({
      ...before,
      name: 'Café Morgenrot',
      accentHue: 15,
      configured: true,
    })
  })

  test('that no place or currency is called by are refused', async () => {
    const zone = await owner.patch('/api/v1/business', { timeZone: 'Europe/Atlantis' })
    expect(zone.body).toMatchObject({
      code: 'time_zone_unknown',
      errors: [{ pointer: '/timeZone' }],
    })
    const currency = await owner.patch('/api/v1/business', { currency: 'XXQ' })
    expect(currency.body.code).toBe('currency_unknown')
  })

  test('let the currency change until there is a purchase', async () => {
    expect((await owner.patch('/api/v1/business', { currency: 'CHF' })).status).toBe(200)
    expect((await owner.patch('/api/v1/business', { currency: 'EUR' })).status).toBe(200)
    expect(await record(coffee('1'))).toMatchObject({ accepted: 1 })
    const refused = await owner.patch('/api/v1/business', { currency: 'CHF' })
    expect([refused.status, refused.body.code]).toEqual([409, 'currency_in_use'])
    expect((await owner.get('/api/v1/business')).body).toMatchObject({
      currency: 'EUR',
      currencyFixed: true,
    })
  })

  test('a new time zone moves a late coffee to the day it was drunk on there', async () => {
    expect(await annasDays()).toEqual(['2026-11-02'])
    await owner.patch('/api/v1/business', { timeZone: 'Europe/London' })
    await recounted()
    expect(await annasDays()).toEqual(['2026-11-01'])
  })

  test('a margin is an assumption until it is said, also where it was guessed right', async () => {
    const setUp = async () => (await owner.get('/api/v1/reports/set-up')).body.steps
    const assumed = (await owner.patch('/api/v1/business', { trade: 'gastronomy' })).body
    expect(assumed).toMatchObject({ defaultMargin: 0.6, marginSaid: false })
    expect(await setUp()).toContainEqual({ key: 'margin_set', done: false, gaps: 0 })
    const said = (await owner.patch('/api/v1/business', { defaultMargin: 0.6 })).body
    expect(said).toMatchObject({ defaultMargin: 0.6, marginSaid: true })
    expect(await setUp()).toContainEqual({ key: 'margin_set', done: true, gaps: 0 })
    expect((await owner.get('/api/v1/business/recount')).body.recount).toBeNull()
  })

  test('a new margin counts for what was bought before, and reports are told', async () => {
    const before = await revision()
    await owner.patch('/api/v1/business', { defaultMargin: 0.5 })
    await recounted()
    expect(await margin()).toBe(225)
    await owner.put('/api/v1/margin-rates', {
      category: null,
      validFrom: '2026-01-01',
      margin: 0.25,
    })
    await recounted()
    expect(await margin()).toBe(113)
    await owner.delete('/api/v1/margin-rates?validFrom=2026-01-01')
    await recounted()
    expect(await margin()).toBe(225)
    expect(await revision()).toBeGreaterThan(before + 2)
    const gone = await owner.delete('/api/v1/margin-rates?validFrom=2026-01-01')
    expect(gone.body.code).toBe('margin_rate_not_found')
  })

  test('how far the counting is can be asked while it goes on', async () => {
    const path = '/api/v1/business/recount'
    expect((await owner.get(path)).body).toEqual({ recount: null })
    await owner.patch('/api/v1/business', { defaultTaxRate: 0.19 })
    expect((await owner.get(path)).body).toEqual({
      recount: { of: 'profit', since: expect.any(String), customers: 1, done: 0 },
    })
    await recounted()
    expect((await owner.get(path)).body).toEqual({ recount: null })
    expect(await margin()).toBe(189)
  })

  test('a margin keeps its day whatever the time zone', async () => {
    const rate = { category: 'beans', validFrom: '2026-03-01', margin: 0.4 }
    await owner.put('/api/v1/margin-rates', rate)
    expect((await owner.get('/api/v1/margin-rates')).body.items).toEqual([rate])
  })
})

describe('exchange rates', () => {
  test('let a purchase in another currency in from their day on', async () => {
    const inFrancs = (externalId: string) => coffee(externalId, { currency: 'CHF', amount: 1000 })
    expect(await record(inFrancs('chf-1'))).toMatchObject({ refused: 1 })
    await owner.put('/api/v1/exchange-rates', {
      currency: 'CHF',
      validFrom: '2026-01-01',
      rate: 1.05,
    })
    expect(await record(inFrancs('chf-2'))).toMatchObject({ accepted: 1 })
    const own = { currency: 'EUR', validFrom: '2026-01-01', rate: 1 }
    expect((await owner.put('/api/v1/exchange-rates', own)).body.code).toBe('currency_is_own')
    const query = 'currency=CHF&validFrom=2026-01-01'
    expect((await owner.delete(`/api/v1/exchange-rates?${query}`)).status).toBe(204)
    expect((await owner.get('/api/v1/exchange-rates')).body.items).toEqual([])
  })
})

describe('the logo', () => {
  const upload = (bytes: Buffer) =>
    owner.send('PUT', '/api/v1/business/logo', {
      body: bytes,
      headers: { 'content-type': 'image/png' },
    })

  test('is what its bytes say, not what its sender calls it', async () => {
    const drawing = await upload(Buffer.from('<svg onload="alert(1)"/>'))
    expect(drawing.body.code).toBe('image_type_unknown')
    const cut = [jpeg.subarray(0, 120), pngOf().subarray(0, -14), pngOf(64).fill(7, 60, 64)]
    for (const one of cut) expect((await upload(one)).body.code).toBe('image_broken')
    const { logo } = (await upload(jpeg)).body
    const shown = await server.visitor.get(logo)
    expect(shown.headers['content-type']).toBe('image/jpeg')
    expect((await server.visitor.get('/api/v1/welcome')).body.business.logo).toBe(logo)
  })

  test('can be taken away', async () => {
    expect((await owner.delete('/api/v1/business/logo')).body.logo).toBeNull()
    expect((await owner.get('/api/v1/business/logo')).body.code).toBe('logo_not_found')
  })
})

describe('stores', () => {
  test('appear with their first event and can be named and archived', async () => {
    await record(coffee('hafen-1', { store: 'hafen' }))
    const [store] = (await owner.get('/api/v1/stores')).body.items
    expect(store).toMatchObject({ code: 'hafen', name: 'hafen', archivedAt: null })
    const named = await owner.patch(`/api/v1/stores/${store.id}`, {
      name: 'Am Hafen',
      archived: true,
    })
    expect(named.body).toMatchObject({ name: 'Am Hafen', archivedAt: '2026-11-21T12:00:00.000Z' })
    const back = await owner.patch(`/api/v1/stores/${store.id}`, { archived: false })
    expect(back.body).toMatchObject({ name: 'Am Hafen', archivedAt: null })
    const twice = await owner.post('/api/v1/stores', { code: 'hafen', name: 'Hafen' })
    expect(twice.body.code).toBe('store_exists')
  })
})

describe('API keys', () => {
  test('do what their scopes say until they are revoked', async () => {
    const { body } = await owner.post('/api/v1/api-keys', {
      name: 'shop',
      scopes: ['settings:read'],
    })
    expect(body.secret).toMatch(/^sg_[0-9A-Za-z]{40}$/)
    const headers = { authorization: `Bearer ${body.secret}`, cookie: '', 'x-stammgast': '' }
    const read = () => server.visitor.send('GET', '/api/v1/business', { headers })
    expect((await read()).status).toBe(200)
    const [listed] = (await owner.get('/api/v1/api-keys')).body.items
    expect(listed).toMatchObject({ name: 'shop', hint: body.secret.slice(0, 7), revokedAt: null })
    expect(listed.lastUsedAt).not.toBeNull()
    await owner.delete(`/api/v1/api-keys/${body.apiKey.id}`)
    expect((await read()).status).toBe(401)
  })
})

describe('staff', () => {
  test('who come back are added anew and need a new password', async () => {
    const add = () =>
      owner.post('/api/v1/staff', { email: 'Kim@morgenrot.example', role: 'service' })
    const { staff } = (await add()).body
    expect(staff).toMatchObject({ email: 'kim@morgenrot.example', status: 'invited' })
    expect((await add()).body.code).toBe('staff_exists')
    await owner.delete(`/api/v1/staff/${staff.id}`)
    const change = await owner.patch(`/api/v1/staff/${staff.id}`, { role: 'analyst' })
    expect(change.body.code).toBe('staff_ended')
    expect((await add()).body.staff).toMatchObject({ id: staff.id, status: 'invited' })
  })

  test('are limited to stores that exist', async () => {
    const storeIds = ['sto_01JZ0000000000000000000000']
    const answer = await owner.post('/api/v1/staff', {
      email: 'x@y.example',
      role: 'cashier',
      storeIds,
    })
    expect(answer.body.code).toBe('store_not_found')
  })
})
