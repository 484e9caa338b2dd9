import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoint.ts'
import { allEndpoints } from '#contract/endpoints/all.ts'
import { type Permission, permissions, roles, scopes } from '#contract/permissions.ts'
import { type Client, clientOf, openTestServer, type TestServer } from '../server.ts'
import { allTestsWished } from '../wished.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
  await server.owner()
})
afterAll(() => server.close())

const lineOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>) => `${method} ${path}`

/** Not who signs what they send, and not guests, who have a door of their own. */
const isInTable = (permission: Endpoint['permission']): permission is Permission =>
  permission in permissions

/** Signing out last: it would make everybody after it nobody. */
const endpoints = allEndpoints.toSorted(
  (one, other) => Number(endsSession(one)) - Number(endsSession(other)),
)
function endsSession({ method, path }: Endpoint) {
  return method === 'DELETE' && path === '/api/v1/session'
}

/** Asks for something that is not there, with nothing in the body: only the door is of interest. */
async function knock(client: Client, endpoint: Endpoint): Promise<number> {
  const path = endpoint.path.replaceAll(/:\w+/g, 'nothing')
  return (await client.send(endpoint.method, path)).status
}

async function doorsFor(
  client: Client,
  among: readonly Endpoint[] = endpoints,
): Promise<Record<string, 'open' | 'closed'>> {
  const doors: Record<string, 'open' | 'closed'> = {}
  for (const endpoint of among) {
    const status = await knock(client, endpoint)
    doors[lineOf(endpoint)] = status === 401 || status === 403 ? 'closed' : 'open'
  }
  return doors
}

const expected = (
  mayEnter: (endpoint: Endpoint) => boolean,
  among: readonly Endpoint[] = endpoints,
) =>
  Object.fromEntries(
    among.map((endpoint) => [lineOf(endpoint), mayEnter(endpoint) ? 'open' : 'closed']),
  )

describe('the permission table', () => {
  test.each(roles)('opens to the role %s what its lines name, and nothing else', async (role) => {
    const person = await server.person(role)
    expect(await doorsFor(person)).toEqual(
      expected(
        ({ permission }) =>
          permission === 'public' ||
          (isInTable(permission) && permissions[permission].roles.some((one) => one === role)),
      ),
    )
  })

  test.each(scopes)('opens to a key with the scope %s what its lines name', async (scope) => {
    const program = await server.program(scope)
    const isIts = ({ permission }: Endpoint) =>
      permission === 'public' || (isInTable(permission) && permissions[permission].scope === scope)
    // All that are its own; of the others each is tried by some of the scopes, on wish by all.
    const among = endpoints.filter(
      (endpoint, place) =>
        isIts(endpoint) || allTestsWished || place % 5 === scopes.indexOf(scope) % 5,
    )
    expect(await doorsFor(program, among)).toEqual(expected(isIts, among))
  })

  test('opens to nobody what is public, and says 401 to all else', async () => {
    for (const endpoint of endpoints) {
      const status = await knock(server.visitor, endpoint)
      if (endpoint.permission === 'public') expect(status, lineOf(endpoint)).not.toBe(403)
      else expect(status, lineOf(endpoint)).toBe(401)
    }
  })

  test('lets a cashier and an accountant write nothing but their own session and what the till does', async () => {
    for (const role of ['cashier', 'accountant'] as const) {
      const open = Object.entries(await doorsFor(await server.person(role)))
        .filter(([line, door]) => door === 'open' && !line.startsWith('GET'))
        .map(([line]) => line)
      const own =
        /^[A-Z]+ \/api\/v1\/sessions?\b|\/set-up|\/voucher-(codes\/validate|holds|redemptions)|\/reward-redemptions|\/gift-hand-overs|\/extra-claims|\/referral|\/carts?\b|\/points\/(holds|redemptions|acts)|\/receipts\/qr|\/pos\/|\/balances\/find|\/portal\/sign-in|\/programs\/lint/
      expect(open.filter((line) => !own.test(line))).toEqual([])
    }
  })
})

describe('a person limited to stores', () => {
  test('sees those stores only', async () => {
    const owner = await server.owner()
    const ids = []
    for (const code of ['altstadt', 'hafen', 'nord']) {
      ids.push((await owner.post('/api/v1/stores', { code, name: code })).body.id)
    }
    const limited = await server.person('store_manager', [ids[0], ids[2]])
    const { items } = (await limited.get('/api/v1/stores')).body
    expect(items.map(({ code }: { code: string }) => code)).toEqual(['altstadt', 'nord'])
    expect((await limited.get('/api/v1/session')).body.storeIds).toEqual([ids[0], ids[2]])
    const permissionsOf = async (client: Client) =>
      (await client.get('/api/v1/session')).body.permissions
    const marketing = await server.person('marketing', [ids[0]])
    expect(await permissionsOf(marketing)).toContain('program:read')
    expect(await permissionsOf(marketing)).not.toContain('program:define')
    expect(await permissionsOf(await server.person('marketing'))).toContain('program:define')
    expect((await owner.get('/api/v1/stores')).body.items).toHaveLength(3)
  })
})

describe('an owner limited to a store', () => {
  test('gives nobody more than they have: no keys, no staff, no settings of all', async () => {
    const owner = await server.owner()
    const { id } = (await owner.post('/api/v1/stores', { code: 'sued', name: 'Süd' })).body
    const limited = await server.person('owner', [id])
    const answers = [
      await limited.post('/api/v1/api-keys', { name: 'all', scopes: ['customers:read'] }),
      await limited.post('/api/v1/staff', { email: 'more@example.com', role: 'owner' }),
      await limited.patch('/api/v1/business', { name: 'Mine' }),
    ]
    expect(answers.map(({ body }) => body.code)).toEqual(
      answers.map(() => 'caller_limited_to_stores'),
    )
    expect((await limited.get('/api/v1/session')).body.permissions).not.toContain('keys:manage')
  })
})

describe('the web', () => {
  test('has the endpoints of the contract, each once, and no others', () => {
    const routes = server.house.routes.map(({ endpoint }) => lineOf(endpoint))
    const ofServer = ['session', 'system', 'portal-session']
    const own = allEndpoints.filter(({ tag }) => ofServer.includes(tag)).map(lineOf)
    const all = [...new Set([...routes, ...own])]
    expect(new Set(routes).size).toBe(routes.length)
    expect(all.toSorted()).toEqual(allEndpoints.map(lineOf).toSorted())
    for (const { method, path } of allEndpoints) {
      expect(server.app.hasRoute({ method, url: path }), path).toBe(true)
    }
  })

  test('makes nobody an owner who signs up and says so', async () => {
    const stranger = clientOf(server.app, { 'x-stammgast': '1' })
    const body = {
      email: 'evil@example.com',
      password: 'long enough word',
      name: 'E',
      role: 'owner',
    }
    for (const path of ['/api/auth/sign-up/email', '/api/v1/session', '/api/v1/set-up']) {
      expect((await stranger.post(path, body)).status).toBeGreaterThanOrEqual(400)
    }
    const { email, password } = body
    expect((await stranger.post('/api/v1/session', { email, password })).status).toBe(401)
  })
})
