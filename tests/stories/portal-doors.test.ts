import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { allEndpoints } from '#contract/endpoints/all.ts'
import { allWritten } from '../all-written.ts'
import { ask, guestWith, phoneOf, readMail, signIn } from '../guests.ts'
import { scanDatabase } from '../scan-database.ts'
import { type Client, clientOf, cookieOf, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let anna: Client
let bert: Client
let ids: { anna: string; bert: string }
/** Of Bert: Anna tries them wherever something takes one. */
let berts: Record<string, string>
const marks = { name: 'Bert Quandtmarker', email: 'quandtmarker@post.example', card: '7700112233' }

beforeAll(async () => {
  server = await openTestServer({ now: '2026-03-02T09:00:00Z' })
  owner = await server.owner()
  ids = {
    anna: await member('Anna Lorenz', 'anna@post.example', '4821093755'),
    bert: await member(marks.name, marks.email, marks.card),
  }
  anna = await signIn(server, owner, { email: 'anna@post.example' })
  bert = await signIn(server, owner, { email: marks.email })
  await givesCups()
  const what = { kind: 'reward', reward: 'cup' }
  const code = await bert.post('/api/v1/portal/redemption-codes', { what })
  expect(code.status, code.text).toBe(201)
  const [session] = (await bert.get('/api/v1/portal/sessions')).body.items
  berts = { codeId: code.body.id, sessionId: session.id, kind: 'privacy' }
})
afterAll(() => server.close())

async function member(name: string, email: string, card: string): Promise<string> {
  const identities = [
    { kind: 'email', value: email },
    { kind: 'card_number', value: card },
  ]
  const made = await owner.post('/api/v1/customers', { name, identities })
  expect(made.status, made.text).toBe(201)
  return made.body.id
}

async function givesCups() {
  await owner.put('/api/v1/programs/currencies/points', { name: 'Punkte', value: '0.01' })
  const cup = { name: 'Tasse', cost: 240, counted: false }
  await owner.put('/api/v1/gift-articles/cup', cup)
  const gives = { kind: 'article', article: 'cup' }
  const reward = { name: 'Tasse', currency: 'points', price: 1, gives }
  await owner.put('/api/v1/rewards/cup', { ...reward, validFrom: '2020-01-01T00:00:00Z' })
  for (const id of Object.values(ids)) {
    const grant = { source: 'desk', externalId: `grant ${id}`, currency: 'points', points: 90 }
    const given = { ...grant, customer: { id }, as: 'goodwill', reason: 'other' }
    expect((await owner.post('/api/v1/points/grants', given)).status).toBe(201)
  }
}

const isPortal = ({ path }: Endpoint) => path.startsWith('/api/v1/portal/')
const endpoints = allEndpoints.filter(isPortal)
const lineOf = ({ method, path }: Endpoint) => `${method} ${path}`
const lines = (among: readonly Endpoint[]) =>
  among.map((endpoint) => [lineOf(endpoint), endpoint] as const)
/** What ends a session stands last. */
const guestLines = lines(
  endpoints
    .filter(({ permission }) => permission === 'guest')
    .toSorted((one, other) => Number(one.method === 'DELETE') - Number(other.method === 'DELETE')),
)

const pathWith = ({ path }: Endpoint, by: (name: string) => string) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => by(name))
const knock = (client: Client, endpoint: Endpoint, by = (_: string) => 'nothing') =>
  client.send(endpoint.method, pathWith(endpoint, by))

describe('every line of the portal', () => {
  test('is for guests, or one of the few that let somebody in', () => {
    const open = endpoints.filter(({ permission }) => permission !== 'guest')
    expect(open.map(lineOf).sort()).toEqual([
      'GET /api/v1/portal/texts/:kind',
      'GET /api/v1/portal/welcome',
      'POST /api/v1/portal/sign-in',
      'POST /api/v1/portal/sign-in/card',
      'POST /api/v1/portal/sign-in/code',
      'POST /api/v1/portal/sign-in/link',
    ])
    expect(guestLines.length).toBeGreaterThan(30)
    const elsewhere = allEndpoints.filter((one) => !isPortal(one) && one.permission === 'guest')
    expect(elsewhere).toEqual([])
  })

  test('takes no customer: whoever asks is meant', () => {
    for (const { method, path, params, query, body } of endpoints) {
      for (const part of [params, query, body]) {
        if (!part) continue
        const said = JSON.stringify(z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' }))
        expect(said, `${method} ${path}`).not.toMatch(/customer|cus_|guestId/i)
      }
    }
  })

  test('is closed to nobody, staff and keys', async () => {
    const program = await server.program('customers:read', 'customers:write')
    for (const [line, endpoint] of guestLines) {
      expect((await knock(server.visitor, endpoint)).status, line).toBe(401)
      expect((await knock(owner, endpoint)).status, line).toBe(401)
      expect((await knock(program, endpoint)).status, line).toBe(403)
    }
  })

  test("does nothing with what is another guest's", async () => {
    const before = await everything(bert)
    for (const [line, endpoint] of guestLines) {
      const answer = await knock(anna, endpoint, (name) => {
        // A new kind of id: say here what Bert has of it.
        expect(berts, `what Bert has as ${name}`).toHaveProperty(name)
        return berts[name]!
      })
      expect([401, 403], line).not.toContain(answer.status)
      if (endpoint.params) expect(answer.status, line).toBe(404)
      expect(answer.text, line).not.toMatch(/quandtmarker|7700112233/i)
      if (line.startsWith('DELETE /api/v1/portal/session')) {
        anna = await signIn(server, owner, { email: 'anna@post.example' })
      }
    }
    expect(await everything(bert)).toEqual(before)
  })

  test('needs our own page to change anything', async () => {
    const foreign = clientOf(server.app, { cookie: anna.headers.cookie! })
    for (const [line, endpoint] of guestLines) {
      if (endpoint.method === 'GET') continue
      const answer = await knock(foreign, endpoint)
      expect([answer.status, answer.body.code], line).toEqual([403, 'request_cross_site'])
    }
  })
})

/** All that a guest can see of themselves, but when they were last seen. */
async function everything(guest: Client): Promise<unknown[]> {
  const seen = []
  for (const path of ['card', 'me', 'rewards', 'redemption-codes', 'consents', 'session']) {
    const { status, body } = await guest.get(`/api/v1/portal/${path}`)
    expect(status).toBe(200)
    seen.push({ ...body, asOf: null })
  }
  return seen
}

test('a guest comes in nowhere else', async () => {
  const others = allEndpoints.filter(
    ({ path, permission }) =>
      !path.startsWith('/api/v1/portal/') && permission !== 'public' && permission !== 'signed',
  )
  for (const endpoint of others) {
    expect((await knock(bert, endpoint)).status, lineOf(endpoint)).toBe(401)
  }
})

test("another guest's code and link lead to that guest, and only where it was asked for", async () => {
  const annas = await ask(server, { email: 'anna@post.example' })
  await ask(server, { email: marks.email })
  const { code } = await readMail(server, owner)
  const tried = await annas.post('/api/v1/portal/sign-in/code', { code })
  expect(tried.body.code).toBe('guest_code_wrong')
  const confirmed = await anna.post('/api/v1/portal/addresses/confirmation', { code })
  expect(confirmed.body.code).toBe('guest_code_over')
  expect((await anna.get('/api/v1/portal/session')).body.name).toBe('Anna Lorenz')
})

test('staff and guest in one browser know nothing of each other', async () => {
  const cookie = `${owner.headers.cookie}; ${bert.headers.cookie}`
  const both = guestWith(server, cookie)
  expect((await both.get('/api/v1/session')).body.role).toBe('owner')
  expect((await both.get('/api/v1/portal/session')).body.name).toBe(marks.name)
  expect((await both.delete('/api/v1/session')).status).toBe(204)
  expect((await both.get('/api/v1/portal/session')).status).toBe(200)
  owner = await server.owner()
})

test('nothing in the database opens a door: neither codes nor links nor tokens stand there', async () => {
  await ask(server, { email: marks.email })
  const { code, link } = await readMail(server, owner)
  await allWritten(server.house.context.database)
  const cookies = bert.headers.cookie!.split('; ').map((one) => one.split('=')[1]!)
  const secrets = [code, code.replace(' ', ''), link.split('token=')[1]!, ...cookies]
  expect(secrets.filter((one) => one.length > 7).length).toBeGreaterThan(2)
  const { database } = server.house.context
  expect(
    await scanDatabase(
      database,
      secrets.filter((one) => one.length > 7),
    ),
  ).toEqual([])
})

describe('guessing', () => {
  let strict: TestServer
  let office: Client
  beforeAll(async () => {
    strict = await openTestServer({
      limits: {
        ...{ perKey: 1e6, perPerson: 1e6, perAddress: 1e6, signedPerAddress: 1e6 },
        ...{ signInPerAddress: 1e6, signInTriesFree: 3 },
      },
    })
    office = await strict.owner()
    const identities = [{ kind: 'email', value: 'anna@post.example' }]
    await office.post('/api/v1/customers', { name: 'Anna', identities })
  })
  afterAll(() => strict.close())

  test.each(['anna@post.example', 'nobody@post.example'])(
    'codes for %s are asked for a few times, then one waits',
    async (email) => {
      const asks = async () => await strict.visitor.post('/api/v1/portal/sign-in', { email })
      for (let times = 0; times < 3; times++) expect((await asks()).status).toBe(202)
      const late = await asks()
      expect([late.status, late.body.code]).toEqual([429, 'attempts_too_many'])
      expect(Number(late.headers['retry-after'])).toBeGreaterThan(5)
    },
  )

  test('a café full of guests behind one address keeps nobody waiting who gets in', async () => {
    for (let times = 0; times < 40; times++) {
      const email = `guest-${times}@post.example`
      await office.post('/api/v1/customers', { identities: [{ kind: 'email', value: email }] })
      await signIn(strict, office, { email })
    }
  })

  test('a card is no password: its code is guessed a few times, then one waits', async () => {
    const body = { cardNumber: '4821093755', cardCode: 'AAAA-AAAA' }
    const tries = async () =>
      (await phoneOf(strict).post('/api/v1/portal/sign-in/card', body)).body.code
    expect([await tries(), await tries(), await tries(), await tries()]).toEqual([
      ...['card_code_wrong', 'card_code_wrong', 'card_code_wrong', 'attempts_too_many'],
    ])
  })
})

describe('a session', () => {
  test('follows who was merged, and goes back when that is undone', async () => {
    const merged = await owner.post(`/api/v1/customers/${ids.anna}/merge`, { from: ids.bert })
    expect(merged.status, merged.text).toBe(201)
    expect((await bert.get('/api/v1/portal/session')).body.name).toBe('Anna Lorenz')
    const undone = await owner.delete(`/api/v1/customers/${ids.anna}/merges/${merged.body.id}`)
    expect(undone.status, undone.text).toBeLessThan(300)
    expect((await bert.get('/api/v1/portal/session')).body.name).toBe(marks.name)
  })

  test('is given another token once a day; the one before counts until the new one was seen', async () => {
    const { pool } = server.house.context.database
    const later = () =>
      pool.query(`update guest_sessions set rotated_at = rotated_at - interval '2 days'`)
    await later()
    const lost = await bert.get('/api/v1/portal/session')
    expect(cookieOf(lost)).toContain('stammgast_guest=')
    expect((await bert.get('/api/v1/portal/session')).status).toBe(200)
    await later()
    const given = await bert.get('/api/v1/portal/session')
    const renewed = guestWith(server, cookieOf(given))
    expect((await guestWith(server, cookieOf(lost)).get('/api/v1/portal/session')).status).toBe(401)
    await later()
    expect((await renewed.get('/api/v1/portal/session')).status).toBe(200)
    expect((await renewed.get('/api/v1/portal/session')).status).toBe(200)
    expect((await bert.get('/api/v1/portal/session')).status).toBe(401)
    bert = await signIn(server, owner, { email: marks.email })
  })

  test('ends with its guest, on every device', async () => {
    const bertsOther = await signIn(server, owner, { email: marks.email })
    const gone = await bertsOther.post('/api/v1/portal/erasure', { dryRun: false })
    expect(gone.status, gone.text).toBe(200)
    expect((await bertsOther.get('/api/v1/portal/session')).status).toBe(401)
    expect((await bert.get('/api/v1/portal/card')).status).toBe(401)
    expect(await scanDatabase(server.house.context.database, ['quandtmarker'])).toEqual([])
  })
})
