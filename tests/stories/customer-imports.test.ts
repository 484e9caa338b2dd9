import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create, list } from '../customers.ts'
import { type Answer, type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let jana: string
let text: string
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  const purpose = await owner.post('/api/v1/consent-texts', {
    ...{ purpose: 'news', label: 'Neuigkeiten', language: 'de', wording: 'Schreibt mir.' },
  })
  text = purpose.body.texts[0].id
  jana = (await create(owner, { name: 'Jana', identities: [mail('jana')], tags: ['Stamm'] })).id
})
afterAll(() => server.close())

const mail = (name: string) => ({ kind: 'email', value: `${name}@example.org` })

const drop = async (lines: readonly string[], by = owner): Promise<string> => {
  const sent = await by.send('POST', '/api/v1/imports?kind=customers&fileName=gaeste.csv', {
    body: Buffer.from(lines.join('\r\n')),
    headers: { 'content-type': 'application/octet-stream' },
  })
  return sent.body.id
}

const worker = () => server.house.workers.find(({ name }) => name === 'imports')!
const work = () => worker().work(new AbortController().signal)

async function take(id: string, body: object, by = owner): Promise<Answer['body']> {
  const started = await by.post(`/api/v1/imports/${id}/customers`, body)
  if (started.status !== 202) return started.body
  await work()
  return (await by.get(`/api/v1/imports/${id}/customers`)).body
}

const consents = async (id: string) => (await owner.get(`/api/v1/customers/${id}/consents`)).body

describe('a file of customers', () => {
  const file = [
    'Name;E-Mail;Kundennummer;Schlagworte;Geburtstag',
    'Jana Öztürk;jana@example.org;g-1;Stamm, Brunch;29.02.1984',
    'Lena;lena@example.org;g-2;Brunch | Kino;',
    'Lena;lena@example.org;;;',
    'Nie;nie@example.org;;;01.01.0000',
    'Alt;alt@example.org;;;31.12.1899',
  ]
  let id: string

  test('is looked over first, and writes nothing', async () => {
    id = await drop(file)
    expect((await owner.get(`/api/v1/imports/${id}/customers`)).body).toMatchObject({
      taken: 'not_yet',
      columns: [{ field: 'name' }, { field: 'email' }, { field: 'external_id' }, {}, {}],
    })
    const looked = await take(id, {})
    expect(looked).toMatchObject({
      taken: 'dry_run',
      counts: { read: 5, created: 1, updated: 1, unchanged: 0, refused: 3 },
    })
    expect(looked.rows[0]).toMatchObject({ line: 2, outcome: 'updated', customerId: jana })
    expect(looked.rows[0].changes).toContainEqual({ field: 'tags', before: null, after: 'Brunch' })
    expect(await list(owner, 'search=lena')).toEqual([])
    expect((await owner.get(`/api/v1/imports/${id}`)).body).toMatchObject({
      ...{ kind: 'customers', dryRun: true, status: 'uploaded' },
    })
  })

  test('is then taken as it was shown, and what did not fit comes back with its reasons', async () => {
    const taken = await take(id, { dryRun: false })
    expect(taken).toMatchObject({
      taken: 'for_good',
      counts: { read: 5, created: 1, updated: 1, unchanged: 0, refused: 3 },
    })
    const [lena] = await list(owner, 'search=lena')
    const tags = (await owner.get(`/api/v1/customers/${lena!.id}`)).body.tags
    expect(tags.map(({ name }: { name: string }) => name).sort()).toEqual(['Brunch', 'Kino'])
    const refused = await owner.get(`/api/v1/imports/${id}/refused-rows?language=de`)
    const lines = refused.text.split('\r\n')
    expect(lines[1]).toContain('Eine frühere Zeile meint schon dieselbe Person.')
    expect(lines[2]).toContain('Geburtstag: ')
    expect(lines[3]).toContain('Geburtstag: ')
    const again = await take(await drop(refused.text.split('\r\n')), { dryRun: false })
    expect(again.counts).toMatchObject({ read: 3, refused: 2, unchanged: 1 })
    expect((await owner.post(`/api/v1/imports/${id}/take-back`)).body.code).toBe('import_state')
  })

  test('with the name in two columns is read as one name', async () => {
    const parts = await drop([
      'Nachname;Vorname;E-Mail',
      'Köhler;Kim;kim@example.org',
      ';Ada;ada@example.org',
    ])
    expect((await take(parts, { dryRun: false })).counts).toMatchObject({ created: 2 })
    const { items } = (await owner.get('/api/v1/customers?search=kim@example.org')).body
    expect(items[0]).toMatchObject({ name: 'Kim Köhler', lastSeenAt: null })
  })

  test('without anything to tell people apart, or of an unknown purpose, is refused', async () => {
    const odd = await drop(['wer;wohin', 'Mona;mona@example.org'])
    expect((await take(odd, {})).code).toBe('customer_columns_missing')
    expect((await take(odd, { map: 'email=wohin,name=1' })).counts.created).toBe(1)
    const unknown = await drop(['E-Mail;consent.sms_news.sms', 'mona@example.org;ja'])
    expect((await take(unknown, {})).code).toBe('consent_purpose_not_found')
    expect((await owner.post(`/api/v1/imports/${odd}/start`, {})).body.code).toBe('import_state')
  })
})

describe('consents in a file', () => {
  const header = 'E-Mail;consent.news.email;consent.news.email.at;consent.news.email.proof'

  test('become a receipt each, with wording, time, source and proof', async () => {
    const lines = [
      header,
      'jana@example.org;ja;2024-05-01;Ordner 7',
      'neu@example.org;ja;1.6.2024;',
    ]
    const defaults = [{ purpose: 'news', channel: 'email', textId: text, form: 'Kasse 1' }]
    const taken = await take(await drop(lines), { dryRun: false, consents: defaults })
    expect(taken.counts).toMatchObject({ created: 1, updated: 1, refused: 0 })
    const { receipts, states, whole } = await consents(jana)
    expect(receipts).toMatchObject([
      {
        ...{ act: 'granted', source: 'import', occurredAt: '2024-05-01T10:00:00.000Z' },
        ...{ text: { id: text }, proof: { kind: 'form', form: 'Ordner 7' } },
      },
    ])
    expect([whole, states[0].state]).toEqual([true, 'granted'])
    const again = await take(await drop(lines), { dryRun: false, consents: defaults })
    expect(again.counts).toMatchObject({ unchanged: 2, updated: 0 })
  })

  test('without words, time or proof are none, and an empty cell says nothing', async () => {
    const lines = [
      header,
      'a@example.org;ja;2024-05-01;Ordner',
      'b@example.org;ja;;Ordner',
      'c@example.org;;2024-05-01;Ordner',
      'd@example.org;vielleicht;;',
      'e@example.org;ja;2100-05-01;Ordner',
    ]
    const bare = await take(await drop(lines), {})
    const codes = bare.rows.map(({ reasons }: { reasons: { code: string }[] }) => reasons[0]?.code)
    expect(codes).toEqual([
      ...['consent_text_missing', 'consent_text_missing', undefined],
      ...['consent_malformed', 'consent_in_future'],
    ])
    const defaults = [{ purpose: 'news', channel: 'email', textId: text }]
    const worded = await take(await drop(lines), { consents: defaults })
    expect(worded.rows[1].reasons[0].code).toBe('consent_time_missing')
    expect(worded.counts).toMatchObject({ created: 5, refused: 0, withoutConsent: 3 })
  })

  test('that lack something cost nobody their row, and come with the mended rows', async () => {
    const lines = [
      header,
      'f@example.org;ja;2024-05-01;',
      'g@example.org;ja;2024-05-01;Ordner',
      'jana@example.org;ja;2024-05-02;',
    ]
    const defaults = [{ purpose: 'news', channel: 'email', textId: text }]
    const id = await drop(lines)
    const taken = await take(id, { dryRun: false, consents: defaults })
    expect(taken.counts).toMatchObject({ created: 2, unchanged: 1, refused: 0, withoutConsent: 2 })
    expect(taken.rows[0]).toMatchObject({
      outcome: 'created',
      reasons: [{ code: 'consent_proof_missing', field: 'consent.news.email' }],
    })
    const [guest] = await list(owner, 'search=f@example')
    expect((await consents(guest!.id)).receipts).toEqual([])
    const { text: back } = await owner.get(`/api/v1/imports/${id}/refused-rows`)
    expect(back).toContain('f@example.org;ja;2024-05-01;')
    expect(back).toContain('Zu einem Ja gehört ein Nachweis.')
    expect(back).not.toContain('g@example.org')
    const mended = [header, 'f@example.org;ja;2024-05-01;Ordner 2']
    expect(
      (await take(await drop(mended), { dryRun: false, consents: defaults })).counts,
    ).toMatchObject({ updated: 1, withoutConsent: 0 })
    expect((await consents(guest!.id)).states[0].state).toBe('granted')
  })

  test('never outdo a later no, and a no is taken without more', async () => {
    const withdrawn = { purpose: 'news', channel: 'email', act: 'withdrawn', source: 'phone' }
    await owner.post(`/api/v1/customers/${jana}/consents`, withdrawn)
    const defaults = [{ purpose: 'news', channel: 'email', textId: text, form: 'Kasse' }]
    await take(await drop([header, 'jana@example.org;ja;2024-07-01;', 'neu@example.org;nein;;']), {
      ...{ dryRun: false, consents: defaults },
    })
    expect((await consents(jana)).states[0].state).toBe('withdrawn')
    const [neu] = await list(owner, 'search=neu@example')
    expect((await consents(neu!.id)).states[0].state).toBe('withdrawn')
  })

  test('are nothing for a key that may not write consents', async () => {
    const program = await server.program('imports:write')
    const id = await drop([header, 'jana@example.org;ja;;'], program)
    expect((await take(id, {}, program)).code).toBe('consents_not_allowed')
    expect((await take(id, { map: '-=2,-=3,-=4' }, program)).counts).toMatchObject({ unchanged: 1 })
  })
})
