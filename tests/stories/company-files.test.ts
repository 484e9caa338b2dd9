import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer({ now: '2026-11-21T12:00:00Z' })
  owner = await server.owner()
  await owner.post('/api/v1/companies', { name: '=1+1 GmbH', number: 'F-2' })
  await owner.post('/api/v1/customers', {
    identities: [{ kind: 'external_id', value: 'datei-gast' }],
  })
})
afterAll(() => server.close())

describe('companies from a file', () => {
  const send = (file: string, question = '') =>
    owner.send('POST', `/api/v1/company-files?rows=10${question}`, {
      body: Buffer.from(file),
      headers: { 'content-type': 'text/csv' },
    })

  test('are tried first, then written whole, and found unchanged the next time', async () => {
    const file = [
      'Nummer;Firma;Ort;Größe;Gehört zu;Fremdkennung',
      'D-2;Datei Tochter;Köln;small;D-1;erp-2',
      'D-1;Datei Mutter;Bonn;;;',
      'D-3;;Bonn;;;',
      'D-4;Riesig;;riesig;;',
      'D-1;Noch einmal;;;;',
      'D-5;Fremd;;;D-99;',
      ';Ohne alles;;;;',
      'D-6;Kennung eines Gastes;;;;datei-gast',
    ].join('\n')
    const tried = (await send(file)).body
    expect(tried.counts).toEqual({ read: 8, created: 2, updated: 0, unchanged: 0, refused: 6 })
    const reasons = tried.rows.flatMap(({ reasons }: { reasons: { code: string }[] }) =>
      reasons.map(({ code }) => code),
    )
    expect(reasons).toEqual([
      ...['company_name_missing', 'cell_malformed', 'row_repeats_company', 'parent_not_found'],
      ...['row_without_identity', 'identity_taken'],
    ])
    const found = async () => (await owner.get('/api/v1/companies?search=Datei')).body.items
    expect(await found()).toEqual([])
    const done = (await send(file, '&dryRun=no')).body
    expect(done.counts).toEqual(tried.counts)
    const child = (await found()).find(({ number }: { number: string }) => number === 'D-2')
    expect((await owner.get(`/api/v1/companies/${child.id}`)).body.company).toMatchObject({
      ...{ parent: { name: 'Datei Mutter' }, sizeClass: 'small' },
      identities: [{ kind: 'external_id', value: 'erp-2' }],
    })
    const again = (await send(file, '&dryRun=no')).body
    expect(again.counts).toMatchObject({ created: 0, unchanged: 2 })
    const moved = (await send('number,street\nD-2,Ring 1', '&dryRun=no')).body
    expect(moved.rows[0].changes).toEqual([{ field: 'street', before: null, after: 'Ring 1' }])
    expect((await owner.get(`/api/v1/companies/${child.id}`)).body.company.address).toMatchObject({
      ...{ street: 'Ring 1', city: 'Köln' },
    })
    expect((await send('name\nDatei')).body.code).toBe('company_columns_missing')
  })

  test('are made together, and one by one where one of them cannot be', async () => {
    const file = [
      'Nummer;Firma;Ort;E-Mail;Gehört zu',
      'E-1;Eins;Bonn;eins@firma.example;E-3',
      'E-2;Zwei;Bonn;eins@firma.example;',
      'E-3;Drei;Bonn;drei@firma.example;',
    ].join('\n')
    const { counts, rows } = (await send(file, '&dryRun=no')).body
    expect(counts).toMatchObject({ read: 3 })
    expect(rows[1]).toMatchObject({ companyId: null, reasons: [{ code: 'identity_taken' }] })
    const found = (await owner.get('/api/v1/companies?search=firma.example')).body.items
    expect(found.map(({ number }: { number: string }) => number).sort()).toEqual(['E-1', 'E-3'])
    const [first] = found.filter(({ number }: { number: string }) => number === 'E-1')
    expect((await owner.get(`/api/v1/companies/${first.id}`)).body.company.parent.name).toBe('Drei')
    const circle = await send('Nummer;Gehört zu\nE-3;E-1', '&dryRun=no')
    expect(circle.body.code).toBe('parent_is_below')
  })

  test('can be those that were taken along, formulas and all', async () => {
    const { text } = await owner.get('/api/v1/companies/export')
    const { counts, rows } = (await send(text, '&dryRun=no')).body
    expect(rows).toEqual([])
    expect(counts.unchanged).toBe(counts.read)
    expect(counts.read).toBe(5)
  })
})
