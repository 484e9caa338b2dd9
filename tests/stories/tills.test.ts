import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { eraseShownReceipts, exportShownReceipts } from '#domain/exchange/tills/personal.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { internalId } from '#kernel/ids.ts'
import { erasureKey, whileErasing } from '../erasing.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'
import { type Signed, signedReceipt, signingUnit } from '../tills.ts'

const now = '2026-11-21T12:00:00Z'
let server: TestServer
let owner: Client
let cashier: Client
const unit = signingUnit()
const receipt = (said: Signed = {}) => signedReceipt({ unit, serial: 'KASSE-1', ...said })

beforeAll(async () => {
  server = await openTestServer({ now })
  owner = await server.owner()
  cashier = await server.person('cashier')
  for (const code of ['altstadt', 'hafen']) await owner.post('/api/v1/stores', { code, name: code })
  const till = { name: 'Theke', store: 'altstadt', receipt: receipt() }
  expect(await owner.post('/api/v1/tills', till)).toMatchObject({ status: 201 })
})
afterAll(() => server.close())

let guests = 0
const names = new Map<string, string>()
async function newGuest(): Promise<string> {
  const identities = [{ kind: 'external_id', value: `guest-${++guests}-here` }]
  const { id } = (await owner.post('/api/v1/customers', { identities })).body
  names.set(id, identities[0]!.value)
  return id
}

const show = (customerId: string, code: string, by = cashier) =>
  by.post('/api/v1/receipts/qr', { customerId, code })
const codeOf = async (answer: ReturnType<typeof show>) => (await answer).body.code
const guestOf = async (id: string) =>
  (await owner.get(`/api/v1/customers?search=${names.get(id)}`)).body.items[0]

async function till(events: object[]) {
  const told = events.map((event) => ({
    ...{ type: 'purchase', source: 'csv', store: 'altstadt' },
    ...event,
  }))
  const { body } = await owner.post('/api/v1/events', { events: told })
  expect(body.accepted, JSON.stringify(body.items)).toBe(events.length)
}

describe('a till is registered', () => {
  test('by one of its receipts, and is known by it', async () => {
    const { items } = (await owner.get('/api/v1/tills')).body
    expect(items).toMatchObject([
      {
        name: 'Theke',
        serial: 'KASSE-1',
        store: { code: 'altstadt', name: 'altstadt' },
        publicKeys: [unit.publicKey],
      },
    ])
  })

  test('by typing, and its signing unit can be replaced', async () => {
    const made = await owner.post('/api/v1/tills', {
      ...{ name: 'Hafen', store: 'hafen', serial: 'KASSE-2', publicKey: unit.publicKey },
    })
    expect(made.status, made.text).toBe(201)
    const next = signingUnit()
    const path = `/api/v1/tills/${made.body.id}`
    const changed = await owner.patch(path, { publicKeys: [unit.publicKey, next.publicKey] })
    expect(changed.body.publicKeys).toEqual([unit.publicKey, next.publicKey])
    const guest = await newGuest()
    const shown = receipt({ serial: 'KASSE-2', unit: next, transaction: 1 })
    expect(await show(guest, shown)).toMatchObject({ body: { store: { code: 'hafen' } } })
    await owner.patch(path, { archived: true })
    const later = receipt({ serial: 'KASSE-2', unit: next, transaction: 2 })
    expect(await codeOf(show(guest, later))).toBe('till_unknown')
  })

  test('what is no key, no signed receipt, or known already is refused', async () => {
    const named = { name: 'X', store: 'altstadt' }
    const forged = receipt({ serial: 'KASSE-9' }).replace('4.50:Bar', '9.50:Bar')
    const answers = await Promise.all(
      [
        { ...named },
        { ...named, serial: 'KASSE-9', publicKey: 'BHhW' },
        { ...named, receipt: forged },
        { ...named, receipt: 'WIFI:T:WPA;S:gast;P:kuchen;;' },
        { ...named, receipt: receipt() },
        { ...named, store: 'nirgends', receipt: receipt({ serial: 'KASSE-9' }) },
      ].map((body) => owner.post('/api/v1/tills', body)),
    )
    expect(answers.map(({ body }) => body.code)).toEqual([
      'till_unsaid',
      'till_key_malformed',
      'receipt_signature_not_valid',
      'receipt_code_malformed',
      'till_exists',
      'store_unknown',
    ])
  })
})

describe('a guest shows a receipt', () => {
  test('and has bought what stands on it', async () => {
    const guest = await newGuest()
    const answer = await show(guest, receipt({ transaction: 100, cents: 1280 }))
    expect(answer).toMatchObject({
      status: 201,
      body: {
        became: 'recorded',
        customerId: guest,
        store: { code: 'altstadt' },
        occurredAt: '2026-11-21T09:30:00.000Z',
        amount: { amount: 1280, currency: 'EUR' },
      },
    })
    expect(await guestOf(guest)).toMatchObject({ purchases: 1, revenue: { amount: 1280 } })
  })

  test('once, whoever else shows it, also twenty at the same moment', async () => {
    const shown = receipt({ transaction: 110 })
    const many = await Promise.all(Array.from({ length: 4 }, newGuest))
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => show(many[index % 4]!, shown)),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(new Set(answers.map(({ body }) => body.code))).toEqual(
      new Set([undefined, 'receipt_shown']),
    )
    const bought = await Promise.all(many.map(guestOf))
    expect(bought.reduce((sum, { purchases }) => sum + purchases, 0)).toBe(1)
  })

  test('three a day, also at the same moment and at several tills', async () => {
    const guest = await newGuest()
    const receipts = Array.from({ length: 6 }, (_, index) =>
      receipt({ transaction: 120 + index, cents: 300 + index }),
    )
    const answers = await Promise.all(receipts.map((one) => show(guest, one)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    expect(await guestOf(guest)).toMatchObject({ purchases: 3 })
  })

  test('for 48 hours', async () => {
    const guest = await newGuest()
    const old = receipt({ transaction: 130, at: '2026-11-19T11:59:59.000Z' })
    expect(await codeOf(show(guest, old))).toBe('receipt_too_old')
    const young = receipt({ transaction: 131, at: '2026-11-19T12:00:00.000Z' })
    expect((await show(guest, young)).status).toBe(201)
  })

  test('of a till that we know, signed by it, and of a sale', async () => {
    const guest = await newGuest()
    const refusals = [
      receipt({ transaction: 140, unit: signingUnit() }),
      receipt({ transaction: 140, serial: 'KASSE-7' }),
      receipt({ transaction: 140 }).replace('4.50:Bar', '9.50:Bar'),
      receipt({ transaction: 140, kind: 'AVTraining' }),
      receipt({ transaction: 140, amounts: '-4.50_0.00_0.00_0.00_0.00' }),
      'https://example.com',
    ].map((code) => codeOf(show(guest, code)))
    expect(await Promise.all(refusals)).toEqual([
      'till_unknown',
      'till_unknown',
      'receipt_signature_not_valid',
      'receipt_without_sale',
      'receipt_without_sale',
      'receipt_code_malformed',
    ])
    expect(await guestOf(guest)).toMatchObject({ purchases: 0 })
  })

  test('of a purchase that came without a name: it is theirs from now on', async () => {
    const guest = await newGuest()
    const occurredAt = '2026-11-21T08:01:30Z'
    await till([
      { externalId: 'near', occurredAt, amount: 777 },
      { externalId: 'later', occurredAt: '2026-11-21T08:03:00Z', amount: 777 },
      { externalId: 'other', occurredAt, amount: 778 },
      { externalId: 'there', occurredAt, amount: 777, store: 'hafen' },
    ])
    const at = '2026-11-21T08:01:00.000Z'
    const answer = await show(guest, receipt({ transaction: 150, cents: 777, at }))
    expect(answer.body).toMatchObject({ became: 'claimed' })
    const { items } = (await owner.get(`/api/v1/customers/${guest}/timeline`)).body
    expect(items).toMatchObject([{ occurredAt: '2026-11-21T08:01:30.000Z' }])
    expect(await guestOf(guest)).toMatchObject({ purchases: 1, revenue: { amount: 777 } })
  })

  test('of a purchase that has counted for somebody: it does not count again', async () => {
    const guest = await newGuest()
    const friend = await newGuest()
    const occurredAt = '2026-11-21T07:00:00Z'
    await till([{ externalId: 'card', occurredAt, amount: 555, customer: { id: guest } }])
    const shown = receipt({ transaction: 160, cents: 555, at: '2026-11-21T07:00:20.000Z' })
    expect(await codeOf(show(guest, shown))).toBe('receipt_counted')
    expect(await codeOf(show(friend, shown))).toBe('receipt_counted')
  })

  test('only where whoever takes it works', async () => {
    const stores = (await owner.get('/api/v1/stores')).body.items
    const harbor = stores.find(({ code }: { code: string }) => code === 'hafen')
    const elsewhere = await server.person('cashier', [harbor.id])
    const guest = await newGuest()
    const answer = show(guest, receipt({ transaction: 170 }), elsewhere)
    expect(['store_not_allowed', 'customer_not_found']).toContain(await codeOf(answer))
  })
})

test('who showed a receipt can be told and forgotten; it still counts once', async () => {
  const guest = await newGuest()
  const shown = receipt({ transaction: 180 })
  await show(guest, shown)
  const id = internalId('cus', guest)!
  await transaction(server.house.context.database, async (tx) => {
    expect(await exportShownReceipts(tx, [id])).toMatchObject([
      { till: 'Theke', transactionNumber: 180 },
    ])
  })
  await whileErasing(server.house.context.database, async (tx) => {
    await eraseShownReceipts(tx, [id], erasureKey)
    expect(await exportShownReceipts(tx, [id])).toEqual([])
  })
  expect(await codeOf(show(await newGuest(), shown))).toBe('receipt_shown')
})

test('every figure is what the log says', async () => {
  expect((await verifyProfiles(server.house.context)).differences).toEqual([])
})
