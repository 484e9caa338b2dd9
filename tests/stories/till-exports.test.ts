import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { type Bon, dsfinvk, dsfinvkFiles, zip, zipOf } from '../dsfinvk.ts'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'
import { signedReceipt, signingUnit } from '../tills.ts'

const now = '2026-11-22T12:00:00Z'
let server: TestServer
let owner: Client
const unit = signingUnit()
const till = { publicKey: unit.publicKey }

beforeAll(async () => {
  server = await openTestServer({ now })
  owner = await server.owner()
  for (const code of ['altstadt', 'hafen']) await owner.post('/api/v1/stores', { code, name: code })
})
afterAll(() => server.close())

const drop = (bytes: Buffer, query = '') =>
  owner.send('POST', `/api/v1/till-exports?fileName=kasse.zip${query}`, {
    body: bytes,
    headers: { 'content-type': 'application/zip' },
  })

/** Drops an export and lets it be decided; in a store of its own, so that no two stories meet. */
let stores = 0
async function newTill() {
  const code = `laden-${++stores}`
  await owner.post('/api/v1/stores', { code, name: code })
  const own = { ...till, serial: `KASSE-${code}` }
  return {
    code,
    serial: own.serial,
    bring: async (bons: Bon[]) => {
      const answer = await drop(dsfinvk(bons, own), `&store=${code}`)
      expect(answer.status, answer.text).toBe(202)
      await letWork(server, 'till receipts')
      const { items } = (await owner.get('/api/v1/till-exports?limit=1')).body
      return items[0].counts
    },
    sales: async () => {
      const { body } = await owner.get(`/api/v1/reports/receipts?store=${code}`)
      return { receipts: body.receipts, amount: body.sales.amount, articles: body.topArticles }
    },
    book: async (events: object[]) => {
      const told = events.map((event) => ({
        ...{ type: 'purchase', source: code, store: code, occurredAt: '2026-11-21T10:00:00Z' },
        ...event,
      }))
      const { body } = await owner.post('/api/v1/events', { events: told })
      expect(body.accepted, JSON.stringify(body.items)).toBe(events.length)
    },
    open: async (outcome: string) => {
      const { items } = (await owner.get(`/api/v1/till-receipts?outcome=${outcome}`)).body
      return items.filter(({ store }: { store: { code: string } }) => store.code === code)
    },
  }
}

const noon = '2026-11-21T11:00:00'
const at = (time: string) => `2026-11-21T${time}`
const coffee = { text: 'Kaffee', group: 'Getränke', amount: '3.50' }

describe('an export of a till', () => {
  test('brings its receipts as purchases of nobody, with their articles', async () => {
    const { bring, sales } = await newTill()
    const counts = await bring([
      { bon: 'a', start: at('09:10:00'), end: at('09:40:00'), lines: [coffee, coffee] },
      {
        bon: 'b',
        end: noon,
        lines: [{ text: 'Torte "Sacher"; groß', group: 'Kuchen', amount: '4.90', tax: '2' }],
      },
    ])
    expect(counts).toMatchObject({ booked: 2, joined: 0, doubtful: 0, refused: 0 })
    expect(await sales()).toMatchObject({
      receipts: 2,
      amount: 1190,
      articles: [
        { name: 'Kaffee', category: 'Getränke', sales: { amount: 700 } },
        { name: 'Torte "Sacher"; groß', category: 'Kuchen', sales: { amount: 490 } },
      ],
    })
  })

  test('counts once: the same file, and the same receipts in another', async () => {
    const { bring, sales } = await newTill()
    const bons = [{ bon: 'a', end: noon, lines: [coffee] }]
    await bring(bons)
    await bring(bons)
    await bring([...bons, { bon: 'b', end: noon, lines: [{ ...coffee, amount: '9.00' }] }])
    expect(await sales()).toMatchObject({ receipts: 2, amount: 1250 })
  })

  test('training, what was broken off, orders and closings by themselves are passed over', async () => {
    const { bring, sales, open } = await newTill()
    const counts = await bring([
      { bon: 'a', kind: 'AVTraining', end: noon, lines: [coffee] },
      { bon: 'b', kind: 'AVBelegabbruch', end: noon, lines: [coffee] },
      { bon: 'c', kind: 'AVBestellung', end: noon, lines: [coffee] },
      { bon: 'd', end: noon, lines: [{ type: 'Geldtransit', amount: '-200.00' }] },
      { bon: 'e', end: noon, lines: [{ type: 'MehrzweckgutscheinKauf', amount: '50.00' }] },
    ])
    expect(counts).toMatchObject({ skipped: 5, booked: 0 })
    expect(await sales()).toMatchObject({ receipts: 0 })
    const reasons = (await open('skipped')).map(({ reason }: { reason: object }) => reason)
    expect(reasons).toMatchObject([
      { code: 'receipt_for_training' },
      { code: 'receipt_broken_off' },
      { code: 'receipt_of_order' },
      { code: 'receipt_without_sale' },
      { code: 'receipt_without_sale' },
    ])
  })

  test('tips, deposits and vouchers never count, whether bought or paid with', async () => {
    const { bring, sales } = await newTill()
    await bring([
      {
        bon: 'a',
        end: noon,
        lines: [
          { ...coffee, amount: '20.00' },
          { type: 'Rabatt', text: 'Rabatt', amount: '-2.00' },
          { type: 'TrinkgeldAN', text: 'Trinkgeld', amount: '3.00', tax: '5' },
          { type: 'Pfand', text: 'Pfand', amount: '0.25' },
          { type: 'EinzweckgutscheinKauf', text: 'Gutschein', amount: '25.00' },
          { type: 'EinzweckgutscheinEinloesung', text: 'Gutschein', amount: '-10.00' },
        ],
      },
    ])
    expect(await sales()).toMatchObject({ receipts: 1, amount: 1800 })
  })

  test('a cancellation takes back what it names, also when it comes in a later file', async () => {
    const shop = await newTill()
    await shop.bring([{ bon: 'a', end: noon, lines: [coffee] }])
    const back = { storno: true, lines: [{ ...coffee, amount: '-3.50' }] }
    await shop.bring([
      { bon: 'b', closing: 2, end: at('11:05:00'), takesBack: { bon: 'a' }, ...back },
    ])
    const { rows } = await server.house.context.database.pool.query(
      `select events.type, amount, payload -> 'purchase' ->> 'externalId' is not null as linked
      from events join stores on number = store_number where code = $1 order by occurred_at, type`,
      [shop.code],
    )
    expect(rows).toMatchObject([
      { type: 'purchase', amount: 350, linked: false },
      { type: 'return', amount: 350, linked: true },
    ])
  })

  test('a customer the till knows by a card of ours has bought it; other numbers are nobody', async () => {
    const { bring } = await newTill()
    const identities = [{ kind: 'card_number', value: 'K-4711' }]
    await owner.post('/api/v1/customers', { identities })
    await bring([
      { bon: 'a', end: noon, customer: 'K-4711', lines: [coffee] },
      { bon: 'b', end: noon, customer: '0', lines: [{ ...coffee, amount: '5.00' }] },
    ])
    const found = (await owner.get('/api/v1/customers?search=K-4711')).body.items
    expect(found).toMatchObject([{ purchases: 1, revenue: { amount: 350 } }])
  })
})

describe('a receipt that was told of otherwise', () => {
  test('is joined to that purchase, with its lines and without its tip', async () => {
    const { bring, book, sales } = await newTill()
    await book([{ externalId: '1', amount: 2300, customer: { externalId: 'stamm-1' } }])
    const lines = [
      { ...coffee, amount: '20.00' },
      { type: 'TrinkgeldAN', text: 'Trinkgeld', amount: '3.00' },
    ]
    const counts = await bring([{ bon: 'a', start: at('10:20:00'), end: at('11:01:00'), lines }])
    expect(counts).toMatchObject({ joined: 1, booked: 0 })
    expect(await sales()).toMatchObject({ receipts: 1, articles: [{ name: 'Kaffee' }] })
    const [guest] = (await owner.get('/api/v1/customers?search=stamm-1')).body.items
    expect(guest).toMatchObject({ purchases: 1, revenue: { amount: 2000 } })
  })

  test('one that a guest has shown is theirs, whichever comes first', async () => {
    const { bring, serial, code } = await newTill()
    const guest = (
      await owner.post('/api/v1/customers', {
        identities: [{ kind: 'external_id', value: `zeigt-${code}` }],
      })
    ).body.id
    const show = (transaction: number, time: string) =>
      owner.post('/api/v1/receipts/qr', {
        customerId: guest,
        code: signedReceipt({
          unit,
          serial,
          transaction,
          cents: 350,
          at: `2026-11-21T${time}.000Z`,
        }),
      })
    const early = { bon: 'a', end: '2026-11-21T09:00:00', transaction: 1, lines: [coffee] }
    await bring([early])
    expect(await show(1, '08:00:00')).toMatchObject({ body: { became: 'claimed' } })
    expect(await show(2, '10:00:00')).toMatchObject({ body: { became: 'recorded' } })
    const late = { bon: 'b', end: at('11:00:00'), transaction: 2, lines: [coffee] }
    // Another of the same amount, a minute later: nobody's.
    const other = { bon: 'c', end: at('11:01:00'), transaction: 3, lines: [coffee] }
    expect(await bring([late, other])).toMatchObject({ joined: 1, booked: 1 })
    const [found] = (await owner.get(`/api/v1/customers?search=zeigt-${code}`)).body.items
    expect(found).toMatchObject({ purchases: 2, revenue: { amount: 700 } })
    expect((await show(2, '10:00:00')).body.code).toBe('receipt_shown')
  })

  test('is left to a person where several fit', async () => {
    const { bring, book, open, sales } = await newTill()
    await book([
      { externalId: '1', amount: 350, customer: { externalId: 'doppel-1' } },
      { externalId: '2', amount: 350, occurredAt: '2026-11-21T10:01:00Z' },
    ])
    const bons = [
      { bon: 'a', end: at('11:00:30'), lines: [coffee] },
      { bon: 'b', end: at('11:01:30'), lines: [coffee] },
    ]
    expect(await bring(bons)).toMatchObject({ doubtful: 2 })
    const [first, second] = await open('doubtful')
    expect(first.candidates).toHaveLength(2)
    const decide = (id: string, eventId: string | null) =>
      owner.post(`/api/v1/till-receipts/${id}/decide`, { eventId })
    const known = first.candidates.find(
      ({ customerId }: { customerId: string | null }) => customerId !== null,
    )
    expect((await decide(first.id, known.eventId)).body).toMatchObject({ outcome: 'joined' })
    expect((await decide(first.id, null)).body.code).toBe('till_receipt_decided')
    expect((await decide(second.id, known.eventId)).body.code).toBe('till_receipt_mismatch')
    expect((await decide(second.id, null)).body).toMatchObject({ outcome: 'booked' })
    expect(await sales()).toMatchObject({ receipts: 3, amount: 1050 })
  })
})

describe('an archive', () => {
  test('of a till nobody has registered says which one', async () => {
    const bytes = dsfinvk([{ bon: 'a', end: noon, lines: [coffee] }], { serial: 'FREMD' })
    const answer = await drop(bytes)
    expect(answer.body.code).toBe('till_unregistered')
    expect(answer.body.detail ?? answer.text).toContain('FREMD')
  })

  test('written as computers write numbers, in folders, with times in UTC, is read alike', async () => {
    const { code, sales } = await newTill()
    const files = dsfinvkFiles([{ bon: 'a', end: '2026-11-21T10:00:00Z', lines: [coffee] }], {
      ...{ serial: `PUNKT-${code}`, dialect: 'plain' },
    })
    const inFolders = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [`export/${name.toUpperCase()}`, text]),
    )
    expect((await drop(zip(inFolders), `&store=${code}`)).status).toBe(202)
    await letWork(server, 'till receipts')
    expect(await sales()).toMatchObject({ receipts: 1, amount: 350 })
  })

  test('that is none, is broken, or would grow without end is refused in words', async () => {
    const files = dsfinvkFiles([{ bon: 'a', end: noon, lines: [coffee] }])
    const { 'index.xml': index, ...withoutIndex } = files
    const { 'transactions.csv': _, ...withoutReceipts } = files
    const whole = zip(files)
    const bomb = zipOf([
      { name: 'index.xml', content: Buffer.from(index!) },
      { name: 'lines.csv', content: Buffer.alloc(70 * 1024 * 1024), claimedSize: 10 },
    ])
    const answers = [
      Buffer.from('Z_KASSE_ID;BON_ID'),
      whole.subarray(0, whole.length - 30),
      whole.subarray(60),
      zip(withoutIndex),
      zip(withoutReceipts),
      bomb,
      zip({ ...files, 'transactions.csv': files['transactions.csv']!.replaceAll(noon, 'gestern') }),
      zip({ ...files, '../../etc/cron.d/transactions.csv': 'x' }),
    ]
    const codes = []
    for (const bytes of answers) codes.push((await drop(bytes, '&store=hafen')).body.code)
    expect(codes).toEqual([
      'till_export_unreadable',
      'till_export_unreadable',
      'till_export_unreadable',
      'till_export_without_index',
      'till_export_incomplete',
      'till_export_too_large',
      'till_export_unreadable',
      'till_export_unreadable',
    ])
  })
})

test('the share of receipts that have a name is told by store and day', async () => {
  const { bring, book, code } = await newTill()
  await book([{ externalId: '1', amount: 3000, customer: { externalId: 'kommt' } }])
  const other = { ...coffee, amount: '10.00' }
  await bring([
    { bon: 'a', end: '2026-11-19T10:00:00', lines: [other] },
    { bon: 'b', end: at('17:00:00'), lines: [other] },
  ])
  const range = 'from=2026-11-19&to=2026-11-22'
  const { body } = await owner.get(`/api/v1/reports/coverage?store=${code}&${range}`)
  const shares = ({ receiptsShare, revenueShare }: Record<string, unknown>) => [
    receiptsShare,
    revenueShare,
  ]
  expect(body.stores).toHaveLength(1)
  expect(body.stores[0].byPeriod.map(shares)).toEqual([
    [0, 0],
    [null, null],
    [0.5, 0.75],
  ])
  expect(shares(body.stores[0].coverage)).toEqual([1 / 3, 0.6])
  expect(body.periods.map(({ start }: { start: string }) => start)).toEqual([
    '2026-11-19',
    '2026-11-20',
    '2026-11-21',
  ])
  const elsewhere = await server.person('store_manager', [await storeId('hafen')])
  const refused = await elsewhere.get(`/api/v1/reports/coverage?store=${code}`)
  expect(refused.body.code).toBe('store_not_allowed')
})

async function storeId(code: string): Promise<string> {
  const { items } = (await owner.get('/api/v1/stores')).body
  return items.find((store: { code: string }) => store.code === code).id
}

test('tills tell how long guests stay', async () => {
  const { bring, code } = await newTill()
  await bring([
    { bon: 'a', start: at('09:00:00'), end: at('09:10:00'), lines: [coffee] },
    { bon: 'b', start: at('10:00:00'), end: at('10:40:00'), lines: [coffee] },
    { bon: 'c', start: at('12:00:00'), end: at('12:50:00'), lines: [coffee] },
  ])
  const { items } = (await owner.get('/api/v1/tills')).body
  const own = items.find(({ store }: { store: { code: string } }) => store.code === code)
  expect(own).toMatchObject({ usualStayMinutes: 40, serial: `KASSE-${code}` })
})

test('every figure is what the log says', async () => {
  expect((await verifyProfiles(server.house.context)).differences).toEqual([])
})
