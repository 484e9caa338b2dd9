import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '#database/transaction.ts'
import { makeSetUpLink } from '#domain/business/set-up-link.ts'
import {
  type Client,
  clientOf,
  cookieOf,
  openTestServer,
  password,
  type TestServer,
} from '../server.ts'

let server: TestServer
let owner: Client
beforeAll(async () => {
  server = await openTestServer()
  owner = await server.owner()
})
afterAll(() => server.close())

const ownerEmail = async () => (await owner.get('/api/v1/session')).body.email

describe('the set-up link', () => {
  test('makes the first owner, who is signed in and may do everything', async () => {
    const { body } = await owner.get('/api/v1/session')
    expect(body).toMatchObject({ role: 'owner', name: 'Jo Brandt', storeIds: null })
    expect(body.permissions).toContain('staff:manage')
    expect((await server.visitor.get('/api/v1/welcome')).body.setUpNeeded).toBe(false)
  })

  test('works once, also when ten people open it at the same moment', async () => {
    const { path } = (
      await owner.post('/api/v1/staff', { email: 'ten@morgenrot.example', role: 'analyst' })
    ).body.setUp
    const token = path.split('token=')[1]
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        server.visitor.post('/api/v1/set-up', { token, name: `Person ${index}`, password }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('set_up_link_spent')
  })

  test('is for one person: the e-mail it was made for cannot be changed', async () => {
    const { body } = await owner.post('/api/v1/staff', {
      email: 'Mira@Morgenrot.example',
      role: 'cashier',
    })
    const token = body.setUp.path.split('token=')[1]
    const set = { token, name: 'Mira', email: 'owner-1@morgenrot.example', password }
    const answer = await server.visitor.post('/api/v1/set-up', set)
    expect(answer.body).toMatchObject({ email: 'mira@morgenrot.example', role: 'cashier' })
  })

  test('runs out', async () => {
    const { path } = (
      await owner.post('/api/v1/staff', { email: 'late@morgenrot.example', role: 'analyst' })
    ).body.setUp
    await sql`update set_up_links set expires_at = now() - interval '1 second'`.execute(
      server.house.context.database.kysely,
    )
    const token = path.split('token=')[1]
    expect((await server.visitor.post('/api/v1/set-up/link', { token })).status).toBe(409)
    expect(
      (await server.visitor.post('/api/v1/set-up', { token, name: 'Late', password })).status,
    ).toBe(409)
  })

  test('for an owner is worth nothing once a newer one was made', async () => {
    const { database } = server.house.context
    const first = await transaction(database, (tx) => makeSetUpLink(tx, null))
    await transaction(database, (tx) => makeSetUpLink(tx, null))
    const token = first.path.split('token=')[1]
    expect((await server.visitor.post('/api/v1/set-up/link', { token })).status).toBe(409)
  })
})

describe('signing in', () => {
  const signIn = (email: string, word: string) =>
    server.visitor.post('/api/v1/session', { email, password: word })

  test('works with the right password, however the e-mail is written', async () => {
    const answer = await signIn((await ownerEmail()).toUpperCase(), password)
    expect(answer.status).toBe(200)
    expect(answer.body.role).toBe('owner')
  })

  test('sets a cookie that scripts and other sites do not get', async () => {
    const cookie = String((await signIn(await ownerEmail(), password)).headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
  })

  test('says the same for a wrong password and for nobody', async () => {
    const wrong = await signIn(await ownerEmail(), 'not the password')
    const unknown = await signIn('nobody@morgenrot.example', 'not the password')
    expect([wrong.status, wrong.body.code]).toEqual([401, 'sign_in_failed'])
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' })
  })

  test('refuses what no text can hold, without asking the database', async () => {
    for (const [email, secret] of [
      ['jo\u0000@morgenrot.example', password],
      [await ownerEmail(), 'pass\u0000word'],
    ]) {
      const answer = await signIn(email!, secret!)
      expect([answer.status, answer.body.code]).toEqual([422, 'body_malformed'])
    }
  })

  test('ends with signing out', async () => {
    const answer = await signIn(await ownerEmail(), password)
    const client = clientOf(server.app, { 'x-stammgast': '1', cookie: cookieOf(answer) })
    expect((await client.delete('/api/v1/session')).status).toBe(204)
    expect((await client.get('/api/v1/session')).status).toBe(401)
  })

  test('a cookie with one letter changed is nobody', async () => {
    const cookie = owner.headers.cookie!.replace(
      /(stammgast_session=)(.)/,
      (_, name: string, letter: string) => `${name}${letter === 'A' ? 'B' : 'A'}`,
    )
    expect(cookie).not.toBe(owner.headers.cookie)
    const client = clientOf(server.app, { cookie })
    expect((await client.get('/api/v1/session')).status).toBe(401)
  })
})

describe('sessions end', () => {
  test('when the password is changed, all but the new one', async () => {
    const person = await server.person('marketing')
    const answer = await person.put('/api/v1/session/password', {
      current: password,
      next: 'another fine morning',
    })
    expect(answer.status).toBe(200)
    expect((await person.get('/api/v1/session')).status).toBe(401)
    const renewed = clientOf(server.app, { cookie: cookieOf(answer) })
    expect((await renewed.get('/api/v1/session')).status).toBe(200)
  })

  test('not when somebody does not know the current password', async () => {
    const person = await server.person('marketing')
    const answer = await person.put('/api/v1/session/password', {
      current: 'guess',
      next: password,
    })
    expect([answer.status, answer.body.code]).toEqual([422, 'password_wrong'])
    expect((await person.get('/api/v1/session')).status).toBe(200)
  })

  test('when the person leaves, and the password opens nothing any more', async () => {
    const person = await server.person('service')
    const { staffId, email } = (await person.get('/api/v1/session')).body
    expect((await owner.delete(`/api/v1/staff/${staffId}`)).status).toBe(204)
    expect((await person.get('/api/v1/session')).status).toBe(401)
    expect((await server.visitor.post('/api/v1/session', { email, password })).status).toBe(401)
  })

  test('when a link for a forgotten password is used', async () => {
    const person = await server.person('service')
    const { staffId } = (await person.get('/api/v1/session')).body
    const link = await owner.post(`/api/v1/staff/${staffId}/set-up-link`)
    const token = link.body.path.split('token=')[1]
    expect((await server.visitor.post('/api/v1/set-up/link', { token })).body.kind).toBe('password')
    const answer = await server.visitor.post('/api/v1/set-up', {
      token,
      name: 'Jo',
      password: 'a new start today',
    })
    expect(answer.status).toBe(201)
    expect((await person.get('/api/v1/session')).status).toBe(401)
  })

  test('not at once when the role changes, which counts from the next request on', async () => {
    const person = await server.person('owner')
    const { staffId } = (await person.get('/api/v1/session')).body
    expect((await person.get('/api/v1/staff')).status).toBe(200)
    await owner.patch(`/api/v1/staff/${staffId}`, { role: 'cashier' })
    expect((await person.get('/api/v1/staff')).status).toBe(403)
  })
})

describe('a write that comes with a cookie', () => {
  const change = { name: 'Café Morgenrot' }

  test('needs the header that other sites cannot set', async () => {
    const { 'x-stammgast': _header, ...without } = owner.headers
    const answer = await clientOf(server.app, without).patch('/api/v1/business', change)
    expect([answer.status, answer.body.code]).toEqual([403, 'request_cross_site'])
    expect((await owner.patch('/api/v1/business', change)).status).toBe(200)
  })

  test('must come from our own pages', async () => {
    const answer = await owner.send('PATCH', '/api/v1/business', {
      body: change,
      headers: { origin: 'https://evil.example', host: 'bonus.example' },
    })
    expect([answer.status, answer.body.code]).toEqual([403, 'request_cross_site'])
    const own = { origin: 'https://bonus.example', host: 'bonus.example' }
    const fine = await owner.send('PATCH', '/api/v1/business', { body: change, headers: own })
    expect(fine.status).toBe(200)
  })

  test('also when it signs somebody in', async () => {
    const client = clientOf(server.app, {})
    const answer = await client.post('/api/v1/session', { email: 'a@b.example', password })
    expect(answer.body.code).toBe('request_cross_site')
  })
})

describe('the last owner', () => {
  test('can neither leave nor become somebody else', async () => {
    const alone = await openTestServer()
    const last = await alone.owner()
    const { staffId } = (await last.get('/api/v1/session')).body
    expect((await last.delete(`/api/v1/staff/${staffId}`)).body.code).toBe('owner_is_last')
    const demoted = await last.patch(`/api/v1/staff/${staffId}`, { role: 'analyst' })
    expect(demoted.body.code).toBe('owner_is_last')
    const { id } = (await last.post('/api/v1/stores', { code: 'hafen', name: 'Hafen' })).body
    const limited = await last.patch(`/api/v1/staff/${staffId}`, { storeIds: [id] })
    expect(limited.body.code).toBe('owner_is_last')
    await alone.close()
  })

  test('of two who end one another at once, one stays', async () => {
    const pair = await openTestServer()
    const [first, second] = [await pair.owner(), await pair.person('owner')]
    const ids = await Promise.all(
      [first, second].map(async (one) => (await one.get('/api/v1/session')).body.staffId),
    )
    const answers = await Promise.all([
      first.delete(`/api/v1/staff/${ids[1]}`),
      second.delete(`/api/v1/staff/${ids[0]}`),
    ])
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    await pair.close()
  })
})
