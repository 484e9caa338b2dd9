import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type Client, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
})
afterAll(() => server.close())

const drop = (client: Client, content: string | Buffer, fileName = 'kasse.csv'): Promise<Answer> =>
  client.send('POST', `/api/v1/imports?fileName=${encodeURIComponent(fileName)}`, {
    body: Buffer.from(content as string),
    headers: { 'content-type': 'application/octet-stream' },
  })

const worker = () => server.house.workers.find(({ name }) => name === 'imports')!
const work = () => worker().work(new AbortController().signal)

async function ended(client: Client, id: string): Promise<Answer['body']> {
  await work()
  return (await client.get(`/api/v1/imports/${id}`)).body
}

describe('a business that drops its purchases', () => {
  test('sees how they would be read, corrects a column, and has its figures', async () => {
    const content = [
      'Kunde;Tag;Bar;Karte',
      'anna;1.2.2026;3,50;0,00',
      'bea;2.2.2026;0,00;4,20',
      'bea;irgendwann;0,00;4,20',
    ].join('\n')
    const uploaded = await drop(owner, content)
    expect(uploaded.status).toBe(201)
    expect(uploaded.body).toMatchObject({
      status: 'uploaded',
      fileName: 'kasse.csv',
      mapping: null,
    })
    const { id } = uploaded.body

    const preview = await owner.post(`/api/v1/imports/${id}/preview`, { language: 'de' })
    expect(preview.body.mapping.columns).toEqual({
      customer: 'Kunde',
      date: 'Tag',
      amount: 'Karte',
    })
    expect(preview.body.rows[0]).toEqual({
      line: 2,
      cells: ['anna', '1.2.2026', '3,50', '0,00'],
      reading: expect.objectContaining({ occurredAt: '2026-02-01T11:00:00.000Z', amount: 0 }),
    })

    const mapping = { ...preview.body.mapping, columns: { customer: 1, date: 2, amount: 3 } }
    const started = await owner.post(`/api/v1/imports/${id}/start`, { mapping, name: 'Kasse' })
    expect(started.status).toBe(202)
    expect(started.body).toMatchObject({ status: 'running', progress: { phase: 'reading' } })
    expect(await ended(owner, id)).toMatchObject({
      status: 'done',
      progress: null,
      result: { read: 3, accepted: 2, duplicates: 0, refused: 1, customers: 2, anonymous: 0 },
    })
    const file = await owner.get(`/api/v1/imports/${id}/refused-rows?language=en`)
    expect(file.headers['content-disposition']).toContain('kasse-refused.csv')
    expect(file.text).toBe(
      '\ufeffKunde;Tag;Bar;Karte;stammgast: reason\r\n' +
        'bea;irgendwann;0,00;4,20;"stammgast: The date ""irgendwann"" cannot be read."\r\n',
    )
    const saved = await owner.get('/api/v1/import-mappings')
    expect(saved.body.items).toMatchObject([{ name: 'Kasse', mapping: { separator: 'semicolon' } }])

    expect((await owner.post(`/api/v1/imports/${id}/take-back`)).status).toBe(202)
    expect(await ended(owner, id)).toMatchObject({ status: 'taken_back' })
    expect((await owner.get(`/api/v1/imports/${id}/refused-rows`)).status).toBe(409)
  })

  test('is told in words what cannot be read, and nothing is left of it', async () => {
    const binary = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7) % 256))
    const before = (await owner.get('/api/v1/imports')).body.items.length
    for (const [content, code] of [
      [Buffer.from('PK\x03\x04abc', 'latin1'), 'import_file_excel'],
      [binary, 'import_file_binary'],
      ['', 'import_file_empty'],
    ] as const) {
      const answer = await drop(owner, content)
      expect([answer.status, answer.body.code]).toEqual([422, code])
      expect(answer.body.detail).toMatch(/\.$/)
    }
    expect((await owner.get('/api/v1/imports')).body.items).toHaveLength(before)
  })

  test('gets hostile rows back one by one, and the sound ones counted', async () => {
    const content = [
      'customer,date,amount,note',
      'carl,2026-03-01,1.00,=cmd|calc',
      `carl,2026-03-02,2.00,${'x'.repeat(10_000_000)}`,
      'carl,2026-03-03,3.00,nul\0nul',
      'carl,2026-03-04,4.00,"broken"quote',
      'carl,2026-03-05,5.00,"open',
      'carl,2026-03-06,6.00,sound',
    ].join('\n')
    const { id } = (await drop(owner, content)).body
    await owner.post(`/api/v1/imports/${id}/start`, {})
    expect(await ended(owner, id)).toMatchObject({
      status: 'done',
      result: { read: 6, accepted: 2, refused: 4 },
    })
    const file = await owner.get(`/api/v1/imports/${id}/refused-rows?language=en`)
    expect(file.text).toContain('The row is too long')
    expect(file.text).toContain('NUL')
    expect(file.text.length).toBeLessThan(3_000)
  })

  test('may throw away a file that was not started, but not one that was', async () => {
    const first = (await drop(owner, 'customer,date,amount\ndora,2026-01-01,1\n')).body
    expect((await owner.delete(`/api/v1/imports/${first.id}`)).status).toBe(204)
    expect((await owner.get(`/api/v1/imports/${first.id}`)).status).toBe(404)
    const second = (await drop(owner, 'customer,date,amount\ndora,2026-01-01,1\n')).body
    await owner.post(`/api/v1/imports/${second.id}/start`, {})
    expect((await owner.delete(`/api/v1/imports/${second.id}`)).status).toBe(409)
    expect((await owner.post(`/api/v1/imports/${second.id}/start`, {})).body.code).toBe(
      'import_state',
    )
    expect((await owner.post(`/api/v1/imports/${second.id}/cancel`)).body.status).toBe('canceled')
    expect((await owner.post(`/api/v1/imports/${second.id}/resume`)).body.status).toBe('running')
    expect(await ended(owner, second.id)).toMatchObject({ status: 'done' })
  })

  test('reads the list page by page', async () => {
    const first = (await owner.get('/api/v1/imports?limit=2')).body
    expect(first.items).toHaveLength(2)
    const next = (await owner.get(`/api/v1/imports?limit=2&cursor=${first.nextCursor}`)).body
    expect(next.items.length).toBeGreaterThan(0)
    const ids = [...first.items, ...next.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect((await owner.get('/api/v1/imports?cursor=x')).status).toBe(422)
  })
})

describe('a program with a key', () => {
  test('imports a file in two calls; what it does not say is guessed', async () => {
    const program = await server.program('imports:write')
    const content = readFileSync(new URL('../reference/CDNOW_sample.txt', import.meta.url))
    const { id } = (await drop(program, content, 'CDNOW_sample.txt')).body
    await program.post(`/api/v1/imports/${id}/start`, {})
    expect(await ended(program, id)).toMatchObject({
      result: { read: 6919, accepted: 6919, customers: 2357 },
    })
  })
})

test('staff of some stores only have no part in imports', async () => {
  const store = await owner.post('/api/v1/stores', { code: 'altstadt', name: 'Altstadt' })
  const person = await server.person('marketing', [store.body.id])
  const answer = await person.get('/api/v1/imports')
  expect([answer.status, answer.body.code]).toEqual([403, 'caller_limited_to_stores'])
})
