import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eraseAgain, findErasures, refuseWithoutSecret } from '#cli/erase-again.ts'
import { unpacked } from '#database/backup/file.ts'
import { restoreBackup } from '#database/backup/restore-backup.ts'
import { makeBackup } from '#domain/business/backups/make-backup.ts'
import { keepSecret } from '#domain/business/secret.ts'
import { verifyConsents } from '#domain/customers/consent/verify.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { erasureListOf, keepErasureList } from '#domain/people/rights/erasure-list.ts'
import { erasureListWorker } from '#domain/people/rights/erasure-list-worker.ts'
import { listErased, replayErasures } from '#domain/people/rights/replay-erasures.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { internalId } from '#kernel/ids.ts'
import { create, list, purchase, record } from '../customers.ts'
import { emptyDatabase } from '../database.ts'
import { openRewardsWorld, type RewardsWorld, ruleOf } from '../rewards.ts'
import { scanDatabase } from '../scan-database.ts'
import { type Client, letWork, type TestServer } from '../server.ts'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'
import {
  drop,
  file,
  leaveTraces,
  marks,
  nothingOfAnybody,
  now,
  sale,
  sent,
  sought,
  tablesWithText,
  tellShop,
} from '../traces.ts'

let world: RewardsWorld
let server: TestServer
let owner: Client
let zoe: string
let firm: string
let shop: Client
let copies: string
const lines: string[] = []
beforeAll(async () => {
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) })
  world = await openRewardsWorld(now, log)
  ;({ server, owner, shop } = world)
  await world.say(ruleOf({}))
  copies = await makeTestFolder()
})
afterAll(async () => {
  await server.close()
  await removeTestFolder(copies)
})

const database = () => server.house.context.database
const scan = () => scanDatabase(database(), sought)

const totals = async () => ({
  overview: (await owner.get('/api/v1/reports/overview')).body,
  value: (await owner.get('/api/v1/reports/value')).body,
  liability: (await owner.get('/api/v1/liability')).body,
})

async function differences(context = server.house.context) {
  const all = [
    await verifyProfiles(context),
    await verifyLedger(context),
    await verifyProgram(context),
    await verifyConsents(context),
  ]
  return all.flatMap(({ differences }) => differences)
}

describe('somebody who has left traces everywhere', () => {
  const copy = () => join(copies, 'before.backup')
  beforeAll(async () => {
    const traces = await leaveTraces(world, copies)
    zoe = traces.customerId
    firm = traces.companyId
    await makeBackup(database(), { file: copy(), passphrase: null, secret: null, version: '1' })
  })

  test('is found by the scan in every table that can hold words of anybody', async () => {
    const found = new Set((await scan()).map((one) => one.split(':')[0]!))
    const wordless = Object.values(nothingOfAnybody).flat()
    const tables = await tablesWithText(database())
    expect(tables.filter((name) => !found.has(name) && !wordless.includes(name))).toEqual([])
    expect(wordless.filter((name) => found.has(name) || !tables.includes(name))).toEqual([])
  })

  test('is told in one piece what is held of them', async () => {
    const { body, text } = await owner.get(`/api/v1/customers/${zoe}/export`)
    expect(body).toMatchObject({
      format: 'stammgast-person-1',
      currency: 'EUR',
      customerId: zoe,
    })
    expect(body.person).toHaveLength(3)
    for (const part of [
      'consents',
      'contactBlocks',
      'events',
      'points',
      'files',
      'merges',
      'changes',
    ]) {
      expect(body[part].length, part).toBeGreaterThan(0)
    }
    expect(text).toContain('Quandtmarker mag Hafermilch')
    expect(text).not.toContain('jemand@example.org')
    const [entry] = (await owner.get('/api/v1/audit?subject=customer_exported')).body.items
    expect(entry).toMatchObject({ customerId: zoe, actor: { kind: 'staff' } })
  })

  test('is erased after a look at what goes and what stays', async () => {
    const erase = (dryRun: boolean) => owner.post(`/api/v1/customers/${zoe}/erasure`, { dryRun })
    const tried = await erase(true)
    expect(tried.status, tried.text).toBe(200)
    expect(tried.body).toMatchObject({ erasedAt: null, people: 3, waitsFor: [] })
    expect(tried.body.goes).toEqual(
      expect.arrayContaining([
        { kind: 'identities', count: 8 },
        { kind: 'notes', count: 1 },
        { kind: 'refused_rows', count: 1 },
      ]),
    )
    const before = await totals()
    const closed = await owner.post(`/api/v1/customers/${firm}/erasure`, { dryRun: false })
    expect(closed.status, closed.text).toBe(200)
    const erased = await erase(false)
    expect(erased.status, erased.text).toBe(200)
    expect(erased.body).toMatchObject({ people: 3, erasedAt: '2026-11-21T12:00:00.000Z' })
    expect(await totals()).toEqual(before)
    expect(await differences()).toEqual([])
    expect((await erase(false)).status).toBe(404)
  })

  test('is nowhere any more', async () => {
    expect(await scan()).toEqual([])
    const { rows: replies } = await database().pool.query('select from idempotency_replies')
    expect(replies).toEqual([])
    const { rows: sealed } = await database().pool.query('select from deliveries')
    expect(sealed).toEqual([])
    expect(lines.length).toBeGreaterThan(0)
    const told = lines.join('').toLowerCase()
    expect(sought.filter((text) => told.includes(text))).toEqual([])
    expect((await owner.get(`/api/v1/customers/${zoe}`)).status).toBe(404)
    expect((await list(owner)).map(({ name }) => name)).not.toContain(marks.name)
    const [entry] = (await owner.get('/api/v1/audit?subject=customer_erased')).body.items
    expect(entry).toMatchObject({ customerId: zoe, actor: { kind: 'staff' }, after: null })
  })

  test('is forgotten again by a copy from before, by the list that lies beside it', async () => {
    const place = { folder: copies, passphrase: null }
    await erasureListWorker({ database: database(), place }).work(new AbortController().signal)
    const restored = await emptyDatabase()
    await restoreBackup(restored, unpacked(copy(), null))
    await keepSecret(restored, null, server.house.secret)
    expect(await scanDatabase(restored, sought)).not.toEqual([])
    const list = await findErasures(copy(), undefined)
    expect(await eraseAgain(restored, list?.ids ?? [])).toBe(2)
    expect(await scanDatabase(restored, sought)).toEqual([])
    expect(await listErased(restored)).toEqual(await listErased(database()))
    expect(await differences({ ...server.house.context, database: restored })).toEqual([])
    await restored.close()
  })

  test('does not come back by a till, a shop or a file that still knows them', async () => {
    const before = await totals()
    const again = await shop.post('/api/v1/events', { events: [sale] })
    expect(again.body.items[0]).toMatchObject({ status: 'repeated' })
    await tellShop()
    const { id } = (await drop(file, 'noch-einmal.csv')).body
    await sent(owner, `imports/${id}/start`, {})
    await letWork(server, 'imports')
    expect((await owner.get(`/api/v1/imports/${id}`)).body.result).toMatchObject({
      ...{ accepted: 0, duplicates: 5, refused: 2 },
    })
    expect(await totals()).toEqual(before)
    expect(await scan()).toEqual(['import_refused_rows: quandtmarker'])
    expect(await differences()).toEqual([])
  })

  test('may give a purchase back, which no program follows any more', async () => {
    const back = { type: 'return', source: 'till', externalId: 'back-1', amount: 1000 }
    const of = { purchase: { externalId: 'order-quandtmarker-1' } }
    await record(shop, { ...back, ...of, occurredAt: '2026-11-21T10:00:00Z', store: 'altstadt' })
    expect(await differences()).toEqual([])
  })

  test('comes back only where that is lifted for them', async () => {
    const identities = [{ kind: 'email', value: marks.email.toUpperCase() }]
    const refused = await owner.post('/api/v1/customers', { identities })
    expect([refused.status, refused.body.code]).toEqual([409, 'identity_erased'])
    const lift = () => owner.post('/api/v1/erased-identities/lift', identities[0])
    expect((await lift()).body).toEqual({ lifted: true })
    expect((await lift()).body.code).toBe('erased_identity_not_found')
    const { id } = await create(owner, { identities })
    expect(id).not.toBe(zoe)
  })
})

test('an open reservation is waited for', async () => {
  const id = await world.customer('karla', 100)
  const held = { source: 'shop', externalId: 'hold-1', customer: { id }, currency: 'points' }
  await sent(owner, 'points/holds', { ...held, points: 50, minutes: 30 })
  const erase = (dryRun: boolean) => owner.post(`/api/v1/customers/${id}/erasure`, { dryRun })
  expect((await erase(true)).body.waitsFor).toEqual([
    { kind: 'point_hold', until: '2026-11-21T12:30:00.000Z' },
  ])
  const refused = await erase(false)
  expect([refused.status, refused.body.code]).toEqual([409, 'erasure_waits'])
})

test('an older copy that is put back forgets them again by the list of ids', async () => {
  const { id } = await create(owner, { name: 'Nora Altkopie', identities: [] })
  const erase = () => owner.post(`/api/v1/customers/${id}/erasure`, { dryRun: false })
  const { context } = server.house
  const before = await listErased(context.database)
  // As an older copy has it: not erased, and known.
  const ids = [...before, internalId('cus', id)!, internalId('cus', id)!.replace(/^./, 'f')]
  expect(await replayErasures(context, ids)).toBe(1)
  expect(await replayErasures(context, ids)).toBe(0)
  expect((await erase()).status).toBe(404)
  expect(await scanDatabase(database(), ['Altkopie'])).toEqual([])
  expect(await listErased(context.database)).toHaveLength(before.length + 1)
})

test('the list beside the copies loses nobody, and is not passed over in silence', async () => {
  const folder = join(copies, 'list')
  await mkdir(folder)
  const ofAnotherDay = 'cus_01ARZ3NDEKTSV4RRFFQ69G5FAV'
  await writeFile(erasureListOf(folder), `${ofAnotherDay}\n`)
  const here = await listErased(database())
  expect(await keepErasureList(database(), folder)).toBe(here.length + 1)
  const list = await findErasures(join(folder, 'copy'), undefined)
  expect(list?.ids).toEqual([internalId('cus', ofAnotherDay), ...here])
  await expect(refuseWithoutSecret(list, { secret: null }, null)).rejects.toMatchObject({
    code: 'erasures_need_secret',
  })
  await refuseWithoutSecret(list, { secret: 'of the copy' }, null)
  await writeFile(erasureListOf(folder), 'Zoë Quandtmarker\n')
  await expect(keepErasureList(database(), folder)).rejects.toMatchObject({
    code: 'erasures_malformed',
  })
})

test('who works in one store tells and erases only whom no other store knows', async () => {
  await record(shop, purchase('lea', 'altstadt', '2026-11-04T10:00:00Z'))
  const [both] = await record(shop, purchase('lea', 'hafen', '2026-11-05T10:00:00Z'))
  const [one] = await record(shop, purchase('mia', 'altstadt', '2026-11-05T10:00:00Z'))
  const stores = (await owner.get('/api/v1/stores')).body.items
  const altstadt = stores.find(({ code }: { code: string }) => code === 'altstadt')
  const manager = await server.person('store_manager', [altstadt.id])
  const told = async (id: string) => (await manager.get(`/api/v1/customers/${id}/export`)).status
  expect([await told(both!.customerId), await told(one!.customerId)]).toEqual([403, 200])
  const erase = (id: string) => manager.post(`/api/v1/customers/${id}/erasure`, { dryRun: false })
  expect((await erase(both!.customerId)).body.code).toBe('caller_limited_to_stores')
  expect((await erase(one!.customerId)).status).toBe(200)
})
