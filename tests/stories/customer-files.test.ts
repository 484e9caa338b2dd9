import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, list } from '../customers.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let jana: string
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  await owner.post('/api/v1/attributes', {
    ...{ name: 'milk', label: 'Milchsorte', type: 'choice', choices: ['Hafer', 'Kuh'] },
  })
  await owner.post('/api/v1/attributes', { name: 'cups', label: 'Becher', type: 'number' })
  const identities = [{ kind: 'email', value: 'jana@example.org' }]
  jana = (await create(owner, { name: 'Jana', identities, attributes: { cups: 2 } })).id
  await create(owner, { name: 'Karl', identities: [{ kind: 'phone', value: '0170 555' }] })
})
afterAll(() => server.close())

async function take(lines: readonly string[], question = '', by: Client = owner) {
  const reply = await server.app.inject({
    ...{ method: 'POST', url: `/api/v1/customer-files?${question}` },
    headers: { ...by.headers, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(lines.join('\r\n')),
  })
  return { status: reply.statusCode, body: reply.json() }
}

const file = [
  'Name;E-Mail;Telefon;Geburtstag;Milchsorte;Becher;Notiz',
  'Jana Öztürk;JANA@example.org;;29.02.1984;hafer;2,5;x',
  'Lena;lena@example.org;0171 12345;21.11.;;;',
  'Lena noch einmal;Lena@Example.org;;;;;',
  'Zwei;jana@example.org;0170 555;;;;',
  'Niemand;;;;;;',
  'Kaputt;kein-at;;31.02.1990;Soja;viele;',
]

test('a dry run says what would change, field by field, and writes nothing', async () => {
  const { body } = await take(file)
  expect(body.counts).toMatchObject({ read: 6, created: 1, updated: 1, unchanged: 0, refused: 4 })
  expect(body.columns.map(({ field }: { field: string | null }) => field)).toEqual([
    ...['name', 'email', 'phone', 'birthday', 'attributes.milk', 'attributes.cups', null],
  ])
  expect(body.rows[0]).toEqual({
    line: 2,
    outcome: 'updated',
    customerId: jana,
    changes: [
      { field: 'name', before: 'Jana', after: 'Jana Öztürk' },
      { field: 'birthday', before: null, after: '1984-02-29' },
      { field: 'attributes.milk', before: null, after: 'Hafer' },
      { field: 'attributes.cups', before: '2', after: '2.5' },
    ],
    reasons: [],
  })
  const codes = body.rows.map(({ reasons }: { reasons: { code: string }[] }) =>
    reasons.map(({ code }) => code),
  )
  expect(codes.slice(2)).toEqual([
    ['row_repeats_customer'],
    ['row_names_two_customers'],
    ['row_without_identity'],
    ['birthday_malformed', 'email_malformed', 'attribute_malformed', 'attribute_malformed'],
  ])
  expect(await list(owner, 'search=Lena')).toEqual([])
})

test('what was shown is then done, and the same file again changes nothing', async () => {
  const shown = await take(file)
  const done = await take(file, 'dryRun=no')
  expect(done.body.counts).toMatchObject(shown.body.counts)
  const read = (await owner.get(`/api/v1/customers/${jana}`)).body
  expect(read).toMatchObject({
    ...{ name: 'Jana Öztürk', birthday: '1984-02-29', attributes: { milk: 'Hafer', cups: 2.5 } },
  })
  const [lena] = await list(owner, 'search=lena@example')
  expect((await owner.get(`/api/v1/customers/${lena!.id}`)).body).toMatchObject({
    ...{ name: 'Lena', birthday: '--11-21' },
    identities: [{ kind: 'email' }, { kind: 'phone', value: '0171 12345' }],
  })
  const again = await take(file, 'dryRun=no')
  expect(again.body.counts).toMatchObject({
    read: 6,
    created: 0,
    updated: 0,
    unchanged: 2,
    refused: 4,
  })
})

test('columns can be named, and a file that tells nobody apart is refused', async () => {
  const odd = ['wer,wohin', 'Mona,mona@example.org']
  expect((await take(odd)).body.code).toBe('customer_columns_missing')
  const named = await take(odd, 'map=name=1,email=wohin')
  expect(named.body.rows[0].changes).toEqual([
    { field: 'email', before: null, after: 'mona@example.org' },
    { field: 'name', before: null, after: 'Mona' },
  ])
  expect((await take(odd, 'map=email=wo')).body.code).toBe('customer_column_not_found')
  expect((await take(odd, 'map=shoe=wer')).body.code).toBe('customer_map_malformed')
  expect((await take([])).status).toBe(422)
})

test('portions go on over a thousand rows, and more than the page takes is refused', async () => {
  const rows = Array.from({ length: 1201 }, (_, index) => `gast-${index},Gast ${index}`)
  const { body } = await take(['Kundennummer,Name', ...rows], 'dryRun=no&rows=3')
  expect(body.counts).toMatchObject({ read: 1201, created: 1201 })
  expect(body.rows).toHaveLength(3)
  const [last] = await list(owner, 'search=gast-1200')
  expect(last?.name).toBe('Gast 1200')
  const many = ['Kundennummer', ...Array.from({ length: 20_001 }, (_, index) => `${index}`)]
  expect((await take(many)).body.code).toBe('customer_rows_too_many')
})

test('is nothing for who works in one store only', async () => {
  const { body: store } = await owner.post('/api/v1/stores', { code: 'hafen', name: 'Hafen' })
  const marketing = await server.person('marketing', [store.id])
  expect((await take(file, '', marketing)).body.code).toBe('caller_limited_to_stores')
})
