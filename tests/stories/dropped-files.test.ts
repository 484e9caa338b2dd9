import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Worker } from '#contract/worker.ts'
import { openDropped, putAside } from '#domain/exchange/drop/drop-folder.ts'
import { dropWorker } from '#domain/exchange/drop/drop-worker.ts'
import { dsfinvk } from '../dsfinvk.ts'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'
import { signingUnit } from '../tills.ts'

let server: TestServer
let owner: Client
let folder: string
let worker: Worker

beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
  folder = await mkdtemp(join(tmpdir(), 'stammgast-drop-'))
  const { context, within } = server.house
  worker = dropWorker({ ...context, within }, folder)
  await owner.post('/api/v1/stores', { code: 'altstadt', name: 'Altstadt' })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const header = 'Bon;Datum;Kunde;Betrag\n'
const night = (day: number, rows: number) =>
  header +
  Array.from({ length: rows }, (_, row) => `${row};${day}.11.2026;gast-${row};4,50\n`).join('')

/** As it looks when whoever wrote it has been gone for a while. */
async function put(name: string, content: string | Buffer, writtenSecondsAgo = 60) {
  const path = join(folder, name)
  await writeFile(path, content)
  const at = Date.now() / 1000 - writtenSecondsAgo
  await utimes(path, at, at)
}

const look = () => worker.work(new AbortController().signal)

/** Seen, seen again unchanged, imported, put aside. */
async function nightPasses() {
  await look()
  await look()
  await letWork(server, 'imports')
  await letWork(server, 'till receipts')
  await look()
}

const listed = async () => (await owner.get('/api/v1/dropped-files')).body.items
const lying = async (aside = '') => {
  const entries = await readdir(join(folder, aside), { withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}
const receipts = async () => (await owner.get('/api/v1/reports/receipts')).body.receipts

async function importByHand(content: string) {
  const upload = await owner.send('POST', '/api/v1/imports?fileName=erste.csv', {
    body: Buffer.from(content),
    headers: { 'content-type': 'text/csv' },
  })
  await owner.post(`/api/v1/imports/${upload.body.id}/start`, {})
  await letWork(server, 'imports')
}

describe('a folder into which a till writes at night', () => {
  test('says of columns nobody has seen that a person shows them first', async () => {
    await put('montag.csv', night(16, 2))
    await nightPasses()
    expect(await listed()).toMatchObject([
      { name: 'montag.csv', outcome: 'failed', reason: { code: 'drop_layout_unknown' } },
    ])
    expect(await lying('failed')).toEqual(['montag.csv'])
  })

  test('takes each file as the last of its kind was read, and puts it aside', async () => {
    await importByHand(night(17, 2))
    await put('mittwoch.csv', night(18, 3))
    await nightPasses()
    expect(await listed()).toMatchObject([{ name: 'mittwoch.csv', outcome: 'done' }, {}])
    expect(await lying()).toEqual([])
    expect(await lying('done')).toEqual(['mittwoch.csv'])
    expect(await receipts()).toBe(5)
  })

  test('takes a file once, under whatever name it comes again', async () => {
    await put('noch-einmal.csv', night(18, 3))
    await nightPasses()
    expect(await listed()).toHaveLength(2)
    expect(await lying()).toEqual([])
    expect(await receipts()).toBe(5)
  })

  test('waits for what is still written, and leaves alone what is none of its own', async () => {
    await put('donnerstag.csv', night(19, 1), 0)
    await put('freitag.csv.part', night(20, 1))
    await put('.versteckt.csv', night(20, 1))
    await nightPasses()
    expect(await receipts()).toBe(5)
    await put('donnerstag.csv', night(19, 4))
    await look()
    expect(await receipts()).toBe(5)
    await nightPasses()
    expect(await receipts()).toBe(9)
    expect(await lying()).toEqual(['.versteckt.csv', 'freitag.csv.part'])
  })

  test('follows no link: none that takes the place of a file, none where files are put aside', async () => {
    const other = join(folder, 'anderswo')
    await mkdir(other)
    const link = { name: 'link.csv', path: join(folder, 'link.csv') }
    await writeFile(join(other, 'geheim.csv'), night(22, 1))
    await symlink(join(other, 'geheim.csv'), link.path)
    await expect(openDropped(link)).rejects.toThrow('ELOOP')
    await rm(link.path)

    await symlink(other, join(other, 'done'))
    await put('anderswo/samstag.csv', night(21, 1))
    const file = { name: 'samstag.csv', path: join(other, 'samstag.csv') }
    const aside = await putAside(
      { path: other, seen: new Map(), fetched: false },
      file,
      'done',
      'first',
    )
    expect(aside).toBe(false)
    expect(await lying('anderswo')).toContain('samstag.csv')
  })

  test('takes the export of a registered till, and tells what is wrong with others', async () => {
    const lines = [{ amount: '7.00' }]
    const till = { name: 'Theke', store: 'altstadt', serial: 'KASSE-1' }
    await owner.post('/api/v1/tills', { ...till, publicKey: signingUnit().publicKey })
    const bon = { bon: 'a', end: '2026-11-20T10:00:00', lines }
    await put('fremd.zip', dsfinvk([bon], { serial: 'KASSE-2' }))
    await put('kasse.zip', dsfinvk([bon]))
    await put('kaputt.zip', 'kein Archiv')
    await nightPasses()
    expect(await listed()).toMatchObject([
      { name: 'kasse.zip', outcome: 'done', importId: null },
      { name: 'kaputt.zip', outcome: 'failed', reason: { code: 'till_export_unreadable' } },
      { name: 'fremd.zip', outcome: 'failed', reason: { code: 'till_unregistered' } },
      {},
      {},
      {},
    ])
    expect(await receipts()).toBe(10)
  })

  test('is looked for again when it is gone for a while', async () => {
    const { context, within } = server.house
    const lost = dropWorker({ ...context, within }, join(folder, 'nirgends'))
    expect(await lost.work(new AbortController().signal)).toBe('done')
  })
})
