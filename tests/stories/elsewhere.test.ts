import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkBackup } from '#database/backup/check-backup.ts'
import { unpacked } from '#database/backup/file.ts'
import { askForBackup, changeSettings } from '#domain/business/backups/backup-rows.ts'
import { backupWorker } from '#domain/business/backups/backup-worker.ts'
import { elsewhereWorker } from '#domain/business/backups/elsewhere/elsewhere-worker.ts'
import { sendCopy } from '#domain/business/backups/elsewhere/send-copy.ts'
import { openStore } from '#domain/business/places/open-store.ts'
import { restPlaces } from '#domain/business/places/place-rows.ts'
import { erasuresElsewhereWorker } from '#domain/people/rights/erasures-elsewhere.ts'
import { newId, publicId } from '#kernel/ids.ts'
import { openS3Server, type S3Server, s3Keys } from '../s3-server.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'
import { newHostKey, openSftpServer, type SftpServer } from '../sftp-server.ts'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'

let server: TestServer
let owner: Client
let folder: string
let sftp: SftpServer
let s3: S3Server
const lines: string[] = []
const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) })

beforeAll(async () => {
  process.env.STAMMGAST_PRIVATE_PLACES = 'allowed'
  server = await openTestServer({ log })
  owner = await server.owner()
  folder = await makeTestFolder()
  sftp = await openSftpServer()
  s3 = await openS3Server('copies')
})
afterAll(async () => {
  delete process.env.STAMMGAST_PRIVATE_PLACES
  await server.close()
  await sftp.close()
  await s3.close()
  await removeTestFolder(folder)
})

const path = '/api/v1/places/copies'
const signal = new AbortController().signal
const database = () => server.house.context.database
const query = async (statement: string) => (await database().pool.query(statement)).rows

const atSftp = (more: object = {}) => ({
  ...{ kind: 'sftp', host: '127.0.0.1', port: sftp.port, user: 'kasse', folder: '' },
  ...{ hostKey: null, password: sftp.password },
  ...more,
})
const atS3 = (more: object = {}) => ({
  ...{ kind: 's3', endpoint: s3.endpoint, region: 'us-east-1', bucket: 'copies', folder: 'laden' },
  ...s3Keys,
  ...more,
})

const check = async (body: object) => (await owner.post(`${path}/check`, body)).body
const confirmed = async () => (await check(atSftp())).hostKey

async function makeCopy(byNight = false) {
  await askForBackup(database(), byNight)
  const place = { folder, passphrase: null }
  await backupWorker({ database: database(), log, place, secret: '', version: '1' }).work(signal)
}

const sending = () => ({
  ...{ database: database(), log, place: { folder, passphrase: null } },
  ...{ sealKey: server.house.secret, reach: 'anywhere' as const },
})

/** As the worker does it, until nothing is left to send now. */
async function send(stopping = signal) {
  while ((await elsewhereWorker(sending()).work(stopping)) === 'more');
}

const lying = async () => (await readdir(sftp.root)).sort()
const status = async () => (await owner.get('/api/v1/system')).body.backups.elsewhere
const dueNow = () => query("update copies_elsewhere set next_at = now() - interval '1 second'")

describe('a place outside', () => {
  test('is tried before it is kept, and says what is wrong in a code of its own', async () => {
    const hostKey = await confirmed()
    const faults = [
      [atSftp(), 'place_host_key_unknown'],
      [atSftp({ hostKey: `SHA256:${'A'.repeat(43)}` }), 'place_host_key_changed'],
      [atSftp({ hostKey, password: 'Mohnstrudel' }), 'place_sign_in_refused'],
      [atSftp({ hostKey, password: undefined }), 'place_secret_missing'],
      [atSftp({ hostKey, password: undefined, privateKey: 'kein' }), 'place_key_unreadable'],
      [atSftp({ hostKey, folder: 'nirgends' }), 'place_folder_missing'],
      [atSftp({ port: 1 }), 'place_unreachable'],
      [atS3({ accessKey: 'falsch' }), 'place_sign_in_refused'],
      [atS3({ bucket: 'nirgends' }), 'place_bucket_missing'],
      [atS3({ endpoint: 'http://127.0.0.1:1' }), 'place_unreachable'],
    ] as const
    for (const [body, failure] of faults)
      expect([failure, (await check(body)).failure]).toEqual([failure, failure])
    const refused = await owner.put(path, atSftp({ hostKey, password: 'Mohnstrudel' }))
    expect([refused.status, refused.body.code]).toEqual([409, 'place_sign_in_refused'])
    expect((await owner.get(path)).body).toEqual({ place: null })
    expect(await check(atSftp({ hostKey }))).toEqual({ failure: null, hostKey })
    expect(await check(atS3())).toEqual({ failure: null, hostKey: null })
    expect(await lying()).toEqual([])
  })

  test('in a private network is refused unless whoever runs this allows it', async () => {
    const strict = { address: atS3() as never, secret: null, reach: 'internet' as const }
    await expect(openStore(strict)).rejects.toMatchObject({ code: 'place_address_private' })
    const named = { ...strict, address: { ...atSftp(), host: 'nas.local' } as never }
    await expect(openStore(named)).rejects.toMatchObject({ code: 'place_address_private' })
  })

  test('is the owner’s matter alone', async () => {
    const manager = await server.person('store_manager')
    for (const reply of [
      await manager.get(path),
      await manager.put(path, atS3()),
      await manager.post(`${path}/check`, atS3()),
      await manager.delete(path),
    ])
      expect(reply.status).toBe(403)
  })

  test('keeps its secret to itself: not in replies, nor the log, nor the audit', async () => {
    const hostKey = await confirmed()
    const kept = await owner.put(path, atSftp({ hostKey }))
    expect(kept.body).toMatchObject({ hasSecret: true, resting: false })
    // The password stays where it is left out, and goes to no other server or account.
    const { password: _, ...rest } = atSftp({ hostKey })
    expect((await owner.put(path, { ...rest, folder: '.' })).status).toBe(200)
    const lured = await owner.put(path, { ...rest, user: 'dieb' })
    expect(lured.body.code).toBe('place_secret_missing')
    expect((await owner.put(path, rest)).status).toBe(200)
    const told = JSON.stringify([
      (await owner.get(path)).body,
      (await owner.get('/api/v1/system')).body,
      (await owner.get('/api/v1/audit?subject=outside_places')).body,
      await query('select * from audit_entries left join audit_values using (entry_id)'),
      await query(`select encode(secret, 'escape') from outside_places`),
      lines,
    ])
    expect(told).toContain('kasse')
    expect(told).not.toContain(sftp.password)
  })
})

describe('copies by SFTP', () => {
  test('go there, are compared, and can be read', async () => {
    await makeCopy()
    await send()
    const [name] = await lying()
    expect(await lying()).toEqual([expect.stringMatching(/^stammgast-.*\.backup$/)])
    const fetched = join(sftp.root, name!)
    expect((await checkBackup(unpacked(fetched, null))).head.version).toBe('1')
    expect(await status()).toMatchObject({ waiting: 0, failure: null, resting: false })
    await send()
    expect(await query('select tries from copies_elsewhere')).toEqual([{ tries: 1 }])
  })

  test('broken off on the way are sent again whole, a little later', async () => {
    await makeCopy()
    sftp.onWrite = (connection) => connection.end()
    await send()
    sftp.onWrite = () => undefined
    expect(await lying()).toHaveLength(2)
    expect((await lying()).filter((name) => name.endsWith('.part'))).toHaveLength(1)
    expect(await status()).toMatchObject({ waiting: 1, failure: 'place_broken_off' })
    await send()
    expect(await status()).toMatchObject({ waiting: 1 })
    await dueNow()
    await send()
    expect((await lying()).filter((name) => name.endsWith('.backup'))).toHaveLength(2)
    expect(await status()).toMatchObject({ waiting: 0, failure: null })
  })

  test('that a program was stopped in the middle of are no failure of the place', async () => {
    await makeCopy()
    const stopping = new AbortController()
    sftp.onWrite = () => stopping.abort()
    await elsewhereWorker(sending()).work(stopping.signal)
    sftp.onWrite = () => undefined
    expect(await status()).toMatchObject({ waiting: 0, failure: null })
    await send()
    expect((await lying()).filter((name) => name.endsWith('.backup'))).toHaveLength(3)
  })

  test('do not go to a server with another key, nor where a file was changed', async () => {
    await makeCopy()
    const { port } = sftp
    const files = await Promise.all(
      (await lying()).map(async (name) => [name, await readFile(join(sftp.root, name))] as const),
    )
    await sftp.close()
    sftp = await openSftpServer(newHostKey(), port)
    for (const [name, content] of files) await writeFile(join(sftp.root, name), content)
    await send()
    expect(await status()).toMatchObject({ failure: 'place_host_key_changed' })
    const hostKey = await confirmed()
    expect((await owner.put(path, atSftp({ hostKey }))).status).toBe(200)
    await dueNow()
    await send()
    expect(await status()).toMatchObject({ failure: null })
  })

  test('by night go away after their days, the newest never, and nothing of others', async () => {
    await writeFile(join(sftp.root, 'urlaub.jpg'), 'nichts von uns')
    await changeSettings(database(), { nightly: true, hour: 0, keptDays: 7 })
    await query(`update backups set by_night = true, asked_at = asked_at - interval '8 days'`)
    const before = await lying()
    await makeCopy(true)
    await send()
    const after = await lying()
    expect(before.filter((name) => name.endsWith('.backup'))).toHaveLength(4)
    expect(after.filter((name) => name.endsWith('.backup'))).toHaveLength(1)
    expect(before).not.toEqual(expect.arrayContaining(after.filter((n) => n.endsWith('.backup'))))
    expect(after).toContain('urlaub.jpg')
  })

  test('rest after a restore until the owner says that this is no trial', async () => {
    expect(await restPlaces(database())).toBe(1)
    await makeCopy()
    await send()
    expect((await owner.get('/api/v1/system')).body.warnings).toContain('place_resting')
    expect((await lying()).filter((name) => name.endsWith('.backup'))).toHaveLength(1)
    const { password: _, ...rest } = atSftp({ hostKey: await confirmed() })
    expect((await owner.put(path, rest)).body.resting).toBe(false)
    await send()
    expect((await lying()).filter((name) => name.endsWith('.backup'))).toHaveLength(2)
  })

  test('have the list of who was erased beside them, from which nobody is taken', async () => {
    const forgotten = publicId('cus', newId())
    const list = join(sftp.root, 'erased-people.txt')
    await writeFile(list, `${forgotten}\n`)
    await erasuresElsewhereWorker(sending()).work(signal)
    const { body } = await owner.post('/api/v1/customers', { name: 'Anna Ørsted' })
    await query(`update customers set erased_at = now()`)
    await erasuresElsewhereWorker(sending()).work(signal)
    const text = await readFile(list, 'utf8')
    expect(text.trim().split('\n')).toEqual([forgotten, body.id])
    await query(`update customers set erased_at = null`)
  })
})

describe('copies to a bucket', () => {
  test('go there after the place was changed, the newest at once', async () => {
    expect((await owner.put(path, atS3())).status).toBe(200)
    await send()
    const reachable = { address: atS3() as never, secret: s3Keys, reach: 'anywhere' as const }
    const store = await openStore(reachable)
    const [file, ...others] = await store.list()
    expect(file?.name).toMatch(/^stammgast-.*\.backup$/)
    expect(others).toEqual([])
    expect(await status()).toMatchObject({ waiting: 0, failure: null })
    await store.close()
  })

  test('larger than a part are sent in parts', async () => {
    const large = join(folder, 'gross')
    await writeFile(large, Buffer.alloc(36 * 1024 ** 2, 'Mohn'))
    const reachable = { address: atS3() as never, secret: s3Keys, reach: 'anywhere' as const }
    const store = await openStore(reachable)
    await sendCopy(store, large, 'gross')
    expect((await store.list()).find(({ name }) => name === 'gross')?.bytes).toBe(36 * 1024 ** 2)
    await store.remove('gross')
    await store.close()
  })

  test('that do not lie on this machine any more are told of', async () => {
    await makeCopy()
    for (const name of await readdir(folder)) await rm(join(folder, name))
    await send()
    expect(await status()).toMatchObject({ waiting: 1, failure: 'copy_missing' })
    expect((await owner.get('/api/v1/system')).body.warnings).toContain('elsewhere_failed')
  })

  test('end when the place is taken away', async () => {
    expect((await owner.delete(path)).status).toBe(204)
    expect(await status()).toBe(null)
    await makeCopy()
    await send()
    expect((await owner.get('/api/v1/system')).body.warnings).not.toContain('elsewhere_failed')
  })
})
