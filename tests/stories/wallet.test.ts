import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createHttp2Server } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { importSPKI, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keptPlan } from '#domain/loyalty/follow-program.ts'
import { followCardsWorker } from '#domain/wallet/follow-cards.ts'
import { tellWalletsWorker } from '#domain/wallet/tell-worker.ts'
import { makePass, type WalletRim, walletLinks } from '#domain/wallet/wallet-links.ts'
import { internalId } from '#kernel/ids.ts'
import { allWritten } from '../all-written.ts'
import { type Chain, filesIn, makeChain, verifyPass } from '../certificates.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'
import { makeTestFolder, removeTestFolder } from '../test-folder.ts'

const passType = 'pass.example.morgenrot'
const origin = 'https://bonus.example'
const base = '/api/v1/wallet/apple/v1'

let server: TestServer
let owner: Client
let rim: WalletRim
let chain: Chain
let folder: string
let now = new Date('2026-11-21T12:00:00Z')
const pushed: string[] = []
const patched: { path: string; body: ReturnType<typeof JSON.parse> }[] = []
/** What the next push is answered with. */
let pushStatus = 200

const apns = createHttp2Server((request, response) => {
  pushed.push(`${request.headers['apns-topic']} ${request.url}`)
  response.writeHead(pushStatus).end()
})
const google = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString()
  if (request.url === '/token') return response.end(JSON.stringify({ access_token: 'granted' }))
  expect(request.headers.authorization).toBe('Bearer granted')
  patched.push({ path: request.url ?? '', body: JSON.parse(body) })
  return response.end('{}')
})
const addressOf = (one: { address(): AddressInfo | string | null }) =>
  `http://127.0.0.1:${(one.address() as AddressInfo).port}`

let follow: () => Promise<unknown>
beforeAll(async () => {
  folder = await makeTestFolder()
  server = await openTestServer({ clock: { now: () => now } })
  owner = await server.owner()
  const { context, secret } = server.house
  rim = { context, sealKey: secret, planFor: keptPlan() }
  chain = makeChain(passType)
  for (const one of [apns, google]) await once(one.listen(0, '127.0.0.1'), 'listening')
  const told = tellWalletsWorker(rim, {
    apnsUrl: addressOf(apns),
    ...{ googleUrl: addressOf(google), googleTokenUrl: `${addressOf(google)}/token` },
  })
  const cards = followCardsWorker(rim)
  follow = async () => {
    now = new Date(now.getTime() + 1000)
    await allWritten(server.house.context.database)
    const { signal } = new AbortController()
    await cards.work(signal)
    await told.work(signal)
  }
  const { proposal } = (await owner.get('/api/v1/start?trade=cafe')).body
  const plan = { ...proposal, businessName: 'Café Süd', storeName: 'Süd', terms: 'Fair.', cards: 0 }
  expect((await owner.post('/api/v1/start', plan)).status).toBe(201)
})
afterAll(async () => {
  apns.close()
  google.close()
  await server?.close()
  await removeTestFolder(folder)
})

async function guestWithCard(cardNumber: string) {
  const { body } = await owner.post('/api/v1/customers', {
    identities: [{ kind: 'card_number', value: cardNumber }],
  })
  return { publicId: body.id as string, id: internalId('cus', body.id)! }
}

const visits = async (customerId: string, count: number, from: number) => {
  for (let visit = from; visit < from + count; visit++) {
    now = new Date(now.getTime() + 2 * 3_600_000)
    const booked = { externalId: `${customerId}-${visit}`, customerId, store: 'sued' }
    expect((await owner.post('/api/v1/pos/bookings', booked)).status).toBe(201)
  }
}

const passIn = (pass: Buffer) => JSON.parse(filesIn(pass).get('pass.json')!.toString())

test('without certificates there is no pass, and what does not belong together is refused', async () => {
  const { id } = await guestWithCard('K-1')
  expect(await walletLinks(rim, id, origin)).toEqual({ apple: false, google: null })
  await expect(makePass(rim, id, origin)).rejects.toMatchObject({ code: 'wallet_not_set_up' })
  const { root: _, ...own } = chain
  const apple = { ...own, passType, team: 'TEAM123' }
  const put = (more: object) => owner.put('/api/v1/wallet-settings/apple', { ...apple, ...more })
  const other = makeChain(passType)
  expect((await put({ key: other.key })).body.code).toBe('wallet_key_differs')
  expect((await put({ key: 'none' })).body.code).toBe('wallet_key_faulty')
  expect((await put({ issuedBy: other.issuedBy })).body.code).toBe('wallet_issuer_differs')
  expect((await put({ certificate: 'none' })).body.code).toBe('wallet_certificate_faulty')
  expect((await put({ passType: 'pass.other' })).body.code).toBe('wallet_pass_type_differs')
  const set = await put({})
  expect(set.body.apple).toMatchObject({ passType, team: 'TEAM123' })
  expect(set.text).not.toMatch(/PRIVATE|CERTIFICATE/)
  expect((await (await server.person('marketing')).get('/api/v1/wallet-settings')).status).toBe(403)
})

test('a pass is signed, and changes on the phone when the balance does', async () => {
  const anna = await guestWithCard('K-2')
  await visits(anna.publicId, 2, 0)
  const made = (await makePass(rim, anna.id, origin)).content as Buffer
  verifyPass(made, chain, folder)
  const changed = Buffer.from(made)
  changed[changed.indexOf('Café')] = 0x42
  expect(() => verifyPass(changed, chain, folder)).toThrow('was changed')
  const pass = passIn(made)
  expect(pass).toMatchObject({
    ...{ passTypeIdentifier: passType, organizationName: 'Café Süd' },
    barcodes: [{ message: 'K-2', format: 'PKBarcodeFormatQR' }],
    storeCard: { primaryFields: [{ value: '2 von 10' }] },
  })

  const registration = `${base}/devices/phone-1/registrations/${passType}/${pass.serialNumber}`
  const send = (method: 'GET' | 'POST' | 'DELETE', path: string, token: string, body?: object) =>
    server.visitor.send(method, path, { headers: { authorization: `ApplePass ${token}` }, body })
  const taken = await send('POST', registration, 'guessed', { pushToken: 'push-1' })
  expect([taken.status, taken.body.code]).toEqual([401, 'wallet_token_refused'])
  const own = pass.authenticationToken
  expect((await send('POST', registration, own, { pushToken: 'push-1' })).status).toBe(201)
  const exported = (await owner.get(`/api/v1/customers/${anna.publicId}/export`)).body.wallet
  expect(exported).toMatchObject([
    {
      ...{ wallet: 'apple', serial: pass.serialNumber, voided: false },
      devices: [{ device: 'phone-1', pushed: true }],
    },
  ])
  expect(JSON.stringify(exported)).not.toMatch(/push-1/)
  const changes = `${base}/devices/phone-1/registrations/${passType}`
  const first = (await server.visitor.get(changes)).body
  expect(first.serialNumbers).toEqual([pass.serialNumber])

  await follow()
  expect(pushed).toEqual([])
  await visits(anna.publicId, 1, 2)
  await follow()
  expect(pushed).toEqual([`${passType} /3/device/push-1`])
  const since = (await server.visitor.get(`${changes}?passesUpdatedSince=${first.lastUpdated}`))
    .body
  expect(since.serialNumbers).toEqual([pass.serialNumber])
  const path = `${base}/passes/${passType}/${pass.serialNumber}`
  expect((await send('GET', path, 'guessed')).status).toBe(401)
  const again = await server.app.inject({
    ...{ method: 'GET', url: path, headers: { authorization: `ApplePass ${own}` } },
  })
  verifyPass(again.rawPayload, chain, folder)
  expect(passIn(again.rawPayload).storeCard.primaryFields[0].value).toBe('3 von 10')
  expect(
    (await server.visitor.get(`${changes}?passesUpdatedSince=${since.lastUpdated}`)).body,
  ).toEqual({
    ...{ serialNumbers: [], lastUpdated: since.lastUpdated },
  })

  // A phone that is not reached is told later; one that left is told no more.
  pushStatus = 503
  await visits(anna.publicId, 1, 3)
  await follow()
  const { apple } = (await owner.get('/api/v1/wallet-settings')).body
  expect(apple).toMatchObject({ passes: 1, failingSince: expect.stringMatching(/^2026-11-2/) })
  pushStatus = 410
  now = new Date(now.getTime() + 120_000)
  await follow()
  expect(pushed).toHaveLength(3)
  expect((await server.visitor.get(changes)).body.serialNumbers).toEqual([])
  expect((await owner.get('/api/v1/wallet-settings')).body.apple.failingSince).toBeNull()
  pushStatus = 200
})

test('who leaves has a card that says so', async () => {
  const bea = await guestWithCard('K-3')
  const pass = passIn((await makePass(rim, bea.id, origin)).content as Buffer)
  await owner.post(`/api/v1/customers/${bea.publicId}/erasure`, { dryRun: false })
  await follow()
  const path = `${base}/passes/${passType}/${pass.serialNumber}`
  const headers = { authorization: `ApplePass ${pass.authenticationToken}` }
  const { rawPayload } = await server.app.inject({ method: 'GET', url: path, headers })
  verifyPass(rawPayload, chain, folder)
  const gone = passIn(rawPayload)
  expect(gone).toMatchObject({ voided: true })
  expect(JSON.stringify(gone)).not.toMatch(/K-3|von 10/)
})

test('a blocked card is void on the phone, and counts again once it is unblocked', async () => {
  const dora = await guestWithCard('K-5')
  const pass = passIn((await makePass(rim, dora.id, origin)).content as Buffer)
  const headers = { authorization: `ApplePass ${pass.authenticationToken}` }
  const registration = `${base}/devices/phone-5/registrations/${passType}/${pass.serialNumber}`
  await server.visitor.send('POST', registration, { headers, body: { pushToken: 'push-5' } })
  const told = () => pushed.filter((one) => one.endsWith('push-5')).length
  const cards = `/api/v1/customers/${dora.publicId}/card-numbers`
  expect((await owner.post(`${cards}/block`, { cardNumber: 'K-5' })).status).toBe(200)
  await follow()
  expect(told()).toBe(1)
  const path = `${base}/passes/${passType}/${pass.serialNumber}`
  const { rawPayload } = await server.app.inject({ method: 'GET', url: path, headers })
  expect(passIn(rawPayload)).toMatchObject({ voided: true })
  expect((await owner.post(`${cards}/unblock`, { cardNumber: 'K-5' })).status).toBe(200)
  now = new Date(now.getTime() + 11 * 60_000)
  await follow()
  expect(told()).toBe(2)
})

test('a card for Google is signed by the service account and changes with the balance', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
  const account = 'cards@morgenrot.example'
  const google = { issuer: '3388000000012345678', account, key }
  expect((await owner.put('/api/v1/wallet-settings/google', google)).status).toBe(200)
  const cem = await guestWithCard('K-4')
  await visits(cem.publicId, 1, 0)
  const { google: link } = await walletLinks(rim, cem.id, origin)
  const token = link!.replace('https://pay.google.com/gp/v/save/', '')
  const pem = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }))
    .export({ type: 'spki', format: 'pem' })
    .toString()
  const { payload } = await jwtVerify(token, await importSPKI(pem, 'RS256'), {
    ...{ issuer: account, audience: 'google', currentDate: now },
  })
  expect(payload).toMatchObject({
    typ: 'savetowallet',
    payload: {
      loyaltyObjects: [{ barcode: { value: 'K-4' }, loyaltyPoints: { balance: { int: 1 } } }],
    },
  })
  await expect(jwtVerify(`${token}x`, await importSPKI(pem, 'RS256'))).rejects.toThrow()

  await visits(cem.publicId, 1, 1)
  await follow()
  expect(patched).toHaveLength(1)
  expect(patched[0]).toMatchObject({
    path: expect.stringMatching(/^\/walletobjects\/v1\/loyaltyObject\/3388000000012345678\./),
    body: { state: 'ACTIVE', loyaltyPoints: { balance: { int: 2 } } },
  })
})
