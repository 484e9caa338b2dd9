import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problem } from '#contract/endpoint.ts'
import { type Answer, type Client, clientOf, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let adminFolder: string
beforeAll(async () => {
  adminFolder = await mkdtemp(join(tmpdir(), 'stammgast-admin-'))
  await mkdir(join(adminFolder, 'assets'))
  await writeFile(
    join(adminFolder, 'index.html'),
    '<meta name="csp-nonce" content="__CSP_NONCE__">',
  )
  await writeFile(join(adminFolder, 'assets/index-Abc123.js'), 'export {}')
  server = await openTestServer({ adminFolder })
  owner = await server.owner()
})
afterAll(() => server.close())

function expectProblem(answer: Answer, status: number, code: string) {
  expect([answer.status, answer.body.code]).toEqual([status, code])
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(problem.safeParse(answer.body).error).toBeUndefined()
  expect(answer.body.requestId).toBe(answer.headers['x-request-id'])
}

describe('what is refused is a problem', () => {
  test('a path that is not there', async () => {
    expectProblem(await owner.get('/api/v1/nothing'), 404, 'path_not_found')
    expectProblem(await owner.get('/api/v1/%zz'), 404, 'path_not_found')
    const long = `/api/v1/customers/${'x'.repeat(2000)}`
    expectProblem(await owner.get(long), 404, 'path_not_found')
  })

  test('a body that is no JSON, is empty, is no UTF-8 or of another type', async () => {
    const send = (body: unknown, type = 'application/json') =>
      owner.send('POST', '/api/v1/stores', { body, headers: { 'content-type': type } })
    expectProblem(await send('{"code":'), 422, 'json_malformed')
    expectProblem(await send(''), 422, 'json_malformed')
    expectProblem(await send('{"__proto__":{"a":1}}'), 422, 'json_malformed')
    expectProblem(await send(Buffer.from([0x22, 0xff, 0x22])), 422, 'json_malformed')
    expectProblem(await send('code=a', 'text/plain'), 415, 'media_type_unsupported')
  })

  test('fields that are not as expected, each with its pointer', async () => {
    const answer = await owner.post('/api/v1/staff', {
      email: 'x',
      role: 'king',
      storeIds: ['a/b'],
    })
    expectProblem(answer, 422, 'body_malformed')
    const pointers = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(pointers).toEqual(['/email', '/role', '/storeIds/0'])
  })

  test('a body beyond its limit, announced or not', async () => {
    const tooLarge = { name: 'x'.repeat(2 * 1024 * 1024) }
    expectProblem(await owner.patch('/api/v1/business', tooLarge), 413, 'body_too_large')
    const logo = await owner.send('PUT', '/api/v1/business/logo', {
      body: Buffer.alloc(600 * 1024),
      headers: { 'content-type': 'image/png' },
    })
    expectProblem(logo, 413, 'body_too_large')
  })

  test('an id of something that never was', async () => {
    const known = 'stf_01JZ0000000000000000000000'
    expectProblem(await owner.delete(`/api/v1/staff/${known}`), 404, 'staff_not_found')
    expectProblem(await owner.delete('/api/v1/staff/cus_1'), 404, 'path_not_found')
  })

  test('what nobody expected says nothing about itself', async () => {
    const { app } = server
    const broken = await openTestServer()
    await broken.house.context.database.pool.query('drop table margin_rates cascade')
    const answer = await (await broken.owner()).get('/api/v1/margin-rates')
    expectProblem(answer, 500, 'unexpected')
    expect(Object.keys(answer.body).sort()).toEqual([
      'code',
      'requestId',
      'status',
      'title',
      'type',
    ])
    await broken.close()
    expect(app).toBeDefined()
  })
})

describe('request ids', () => {
  test('are taken over where they are sane and made where they are not', async () => {
    const withId = (id: string) =>
      owner.send('GET', '/api/v1/session', { headers: { 'x-request-id': id } })
    expect((await withId('till-7:receipt-1234')).headers['x-request-id']).toBe(
      'till-7:receipt-1234',
    )
    expect((await withId('<script>')).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('every reply', () => {
  test.each(['/admin', '/api/v1/session', '/health', '/api/docs', '/nowhere', '/api/v1/%zz'])(
    '%s carries the strict policy',
    async (path) => {
      const { headers } = await owner.get(path)
      const policy = String(headers['content-security-policy'])
      expect(policy.replace(/nonce-[^']+/, 'nonce')).toBe(
        "default-src 'self'; script-src 'self'; style-src 'self' 'nonce'; img-src 'self' data: blob:; " +
          "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
      )
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['strict-transport-security']).toBeUndefined()
    },
  )

  test('asks browsers to stay with https where that is the address', async () => {
    const secure = await openTestServer({ publicUrl: new URL('https://bonus.example.com') })
    const person = await secure.owner()
    expect((await person.get('/health')).headers['strict-transport-security']).toMatch(/max-age/)
    const signedIn = await secure.visitor.post('/api/v1/session', {
      email: (await person.get('/api/v1/session')).body.email,
      password: 'morgenrot um sieben',
    })
    expect(String(signedIn.headers['set-cookie'])).toMatch(/^__Host-.*; Secure/)
    await secure.close()
  })
})

describe('the admin pages', () => {
  test('are one page for every address, with a nonce of its own each time', async () => {
    const pages = [await owner.get('/admin'), await owner.get('/admin/customers/cus_1')]
    const nonces = pages.map(({ text }) => /content="([^"]+)"/.exec(text)?.[1])
    expect(new Set(nonces).size).toBe(2)
    for (const [index, { headers }] of pages.entries()) {
      expect(headers['content-security-policy']).toContain(`'nonce-${nonces[index]}'`)
      expect(headers['cache-control']).toBe('no-store')
    }
  })

  test('keep their hashed files for good, and do not make up missing ones', async () => {
    const file = await owner.get('/admin/assets/index-Abc123.js')
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect((await owner.get('/admin/assets/index-Gone.js')).status).toBe(404)
    // Built anew while this program runs.
    await writeFile(join(adminFolder, 'assets/index-Later.js'), 'export const later = true')
    const later = await owner.get('/admin/assets/index-Later.js')
    expect([later.status, later.text]).toEqual([200, 'export const later = true'])
    expect((await owner.get('/admin/assets/..%2Findex.html')).status).toBe(404)
    expect((await owner.get('/admin/%2e%2e/package.json')).text).not.toContain('"name"')
  })

  test('stand behind the first address', async () => {
    expect((await owner.get('/')).headers.location).toBe('/admin')
  })
})

describe('the API describes itself', () => {
  test('as OpenAPI and as a page, to everybody', async () => {
    const document = await clientOf(server.app, {}).get('/api/v1/openapi.json')
    expect(document.body.openapi).toBe('3.1.0')
    expect(document.body.components.schemas.Event.oneOf.length).toBeGreaterThan(5)
    const page = await clientOf(server.app, {}).get('/api/docs')
    expect(page.text).toContain('/api/v1/events')
    expect(page.text).not.toMatch(/<script|style=|https?:\/\//)
  })
})

describe('limits', () => {
  test('tell how much is left, and when to come again', async () => {
    const strict = await openTestServer({ limits: { perAddress: 2 } })
    const visitor = clientOf(strict.app, {})
    const told = (await visitor.get('/api/v1/welcome')).headers
    expect(told).toMatchObject({
      'ratelimit-remaining': '1',
      'ratelimit-policy': '"minute";q=2;w=60',
      ratelimit: expect.stringMatching(/^"minute";r=1;t=\d+$/),
    })
    await visitor.get('/api/v1/welcome')
    const refused = await visitor.get('/api/v1/welcome')
    expectProblem(refused, 429, 'requests_too_many')
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    // Nobody stands before us, so nobody is believed to speak for another address.
    const elsewhere = clientOf(strict.app, { 'x-forwarded-for': '198.51.100.1' })
    expect((await elsewhere.get('/api/v1/welcome')).status).toBe(429)
    const guess = clientOf(strict.app, { authorization: `Bearer sg_${'0'.repeat(40)}` })
    expect((await guess.get('/api/v1/business')).status).toBe(429)
    expect((await visitor.get('/health')).status).toBe(200)
    await strict.close()
  })
})
