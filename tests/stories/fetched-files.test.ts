import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'
import { openSftpServer, type SftpServer } from '../sftp-server.ts'

let server: TestServer
let owner: Client
let sftp: SftpServer

beforeAll(async () => {
  process.env.STAMMGAST_PRIVATE_PLACES = 'allowed'
  server = await openTestServer()
  owner = await server.owner()
  sftp = await openSftpServer()
  await mkdir(join(sftp.root, 'kasse'))
})
afterAll(async () => {
  delete process.env.STAMMGAST_PRIVATE_PLACES
  await server.close()
  await sftp.close()
})

const path = '/api/v1/places/files'
const night = (day: number, rows: number) =>
  'Bon;Datum;Kunde;Betrag\n' +
  Array.from({ length: rows }, (_, row) => `${day}-${row};${day}.11.2026;gast-${row};4,50\n`).join(
    '',
  )

async function lay(name: string, content: string, secondsAgo = 600) {
  const file = join(sftp.root, 'kasse', name)
  await writeFile(file, content)
  const at = Date.now() / 1000 - secondsAgo
  await utimes(file, at, at)
}
const lying = async (inner = '') => (await readdir(join(sftp.root, 'kasse', inner))).sort()

/** An hour later, and the imports are done. */
async function look() {
  const { pool } = server.house.context.database
  await pool.query(`update place_states set looked_at = looked_at - interval '1 hour'`)
  await letWork(server, 'fetched files')
  await letWork(server, 'imports')
  await letWork(server, 'fetched files')
}
const dropped = async () => (await owner.get('/api/v1/dropped-files')).body
const receipts = async () => (await owner.get('/api/v1/reports/receipts')).body.receipts

const place = () => ({
  ...{ kind: 'sftp', host: '127.0.0.1', port: sftp.port, user: 'kasse', folder: 'kasse' },
  ...{ hostKey: null as string | null, password: sftp.password },
})

test('a server is said by its owner, and only one that speaks SFTP', async () => {
  const bucket = { kind: 's3', endpoint: 'https://s3.example.com', region: 'a', bucket: 'abc' }
  const wrong = { ...bucket, folder: '', accessKey: 'a', secretKey: 'a' }
  expect((await owner.put(path, wrong)).body.code).toBe('place_kind_unfit')
  const { hostKey } = (await owner.post(`${path}/check`, place())).body
  expect((await owner.put(path, { ...place(), hostKey })).status).toBe(200)
  expect((await dropped()).fetching).toEqual({ lookedAt: null, failure: null })
})

test('files that lie there are taken in once, as their like was, and put aside', async () => {
  const upload = await owner.send('POST', '/api/v1/imports?fileName=erste.csv', {
    body: Buffer.from(night(17, 2)),
    headers: { 'content-type': 'text/csv' },
  })
  await owner.post(`/api/v1/imports/${upload.body.id}/start`, {})
  await letWork(server, 'imports')
  await lay('montag.csv', night(16, 3))
  await lay('gerade.csv', night(18, 1), 5)
  await lay('dienstag.csv.part', night(18, 1))
  await look()
  expect((await dropped()).items).toMatchObject([{ name: 'montag.csv', outcome: 'done' }])
  expect(await receipts()).toBe(5)
  expect(await lying()).toEqual(['dienstag.csv.part', 'done', 'gerade.csv'])
  expect(await lying('done')).toEqual(['montag.csv'])
})

test('where nothing may be moved, what was taken is remembered', async () => {
  sftp.isReadOnly = true
  await lay('mittwoch.csv', night(19, 4))
  await look()
  expect(await receipts()).toBe(9)
  await look()
  expect(await receipts()).toBe(9)
  expect(await lying()).toContain('mittwoch.csv')
  expect((await dropped()).items).toHaveLength(2)
})

test('unknown columns and a server that is away are told in words of their own', async () => {
  await lay('fremd.csv', 'a;b\n1;2\n')
  await look()
  expect((await dropped()).items[0]).toMatchObject({ reason: { code: 'drop_layout_unknown' } })
  sftp.password = 'ein anderes'
  await look()
  expect((await dropped()).fetching).toMatchObject({ failure: 'place_sign_in_refused' })
  expect((await owner.get('/api/v1/system')).body.warnings).toContain('files_unfetched')
})
