import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { open } from '#domain/business/seal.ts'
import { beginAttempt } from '#domain/business/sign-in/attempts.ts'
import { codeOf, stepAt } from '#domain/business/sign-in/totp.ts'
import { internalId } from '#kernel/ids.ts'
import {
  type Answer,
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
  server = await openTestServer({ trustProxy: true, limits: { ...unlimited, signInTriesFree: 3 } })
  owner = await server.owner()
})
afterAll(() => server.close())

const unlimited = { perAddress: 1e6, perPerson: 1e6, signInPerAddress: 1e6 }

const kysely = () => server.house.context.database.kysely
const sessionOf = async (client: Client) => (await client.get('/api/v1/session')).body
const emailOf = async (client: Client) => (await sessionOf(client)).email

/** Somebody at an address, with the cookies of a browser or with none. */
const at = (address: string, cookie?: string) =>
  clientOf(server.app, {
    'x-stammgast': '1',
    'x-forwarded-for': address,
    ...(cookie ? { cookie } : {}),
  })
const deviceOf = ({ headers }: Client) => /stammgast_device=[^;]+/.exec(headers.cookie!)![0]
const signIn = (who: Client, email: string, word: string) =>
  who.post('/api/v1/session', { email, password: word })

/** The client that goes on with what an answer set. */
const goOn = (answer: Answer) =>
  clientOf(server.app, { 'x-stammgast': '1', cookie: cookieOf(answer) })

/** How much of a wait is left depends on how quick the machine is. */
const withoutSeconds = (detail: string) => detail.replace(/\d+/, '')

describe('whoever guesses a password', () => {
  test('waits longer with each wrong one, and the right one counts only after the wait', async () => {
    const person = await server.person('service')
    const email = await emailOf(person)
    const stranger = at('203.0.113.1')
    for (let guess = 0; guess < 3; guess++) {
      expect((await signIn(stranger, email, 'geraten')).status).toBe(401)
    }
    const first = await signIn(stranger, email, password)
    expect([first.status, first.body.code]).toEqual([429, 'attempts_too_many'])
    expect(Number(first.headers['retry-after'])).toBeLessThanOrEqual(10)
    await later('10 seconds')
    expect((await signIn(stranger, email, 'geraten')).status).toBe(401)
    const second = await signIn(stranger, email, 'geraten')
    expect(Number(second.headers['retry-after'])).toBeGreaterThan(10)
    await later('20 seconds')
    expect((await signIn(stranger, email, password)).status).toBe(200)
  })

  test('cannot keep the person out: not where they were before, not at an address of their own', async () => {
    const person = await server.person('marketing')
    const email = await emailOf(person)
    const attacker = at('203.0.113.2')
    const guesses = Array.from({ length: 30 }, () => signIn(attacker, email, 'geraten'))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    // Thirty at once count as thirty: only the free ones were looked at.
    expect(statuses.filter((status) => status === 401)).toHaveLength(3)
    const beside = at('203.0.113.2', deviceOf(person))
    expect((await signIn(beside, email, password)).status).toBe(200)
    expect((await signIn(at('198.51.100.7'), email, password)).status).toBe(200)
  })

  test('from everywhere at once is slowed down all together, and the known device is not', async () => {
    const person = await server.person('analyst')
    const email = await emailOf(person)
    // Without the passwords, whose hashes would take their time.
    const { database } = server.house.context
    const { secret } = server.house
    const from = (index: number) =>
      beginAttempt(database, {
        ...{ secret, triesFree: 3, who: email },
        trier: { device: null, address: `198.18.${index}.1` },
      })
    await Promise.all(Array.from({ length: 60 }, (_, index) => from(index)))
    await expect(from(60)).rejects.toThrow(/Wait \d+ seconds/)
    expect((await signIn(at('198.51.100.8'), email, password)).status).toBe(429)
    expect((await signIn(at('198.51.100.8', deviceOf(person)), email, password)).status).toBe(200)
  })

  test('learns nothing about who exists, neither from the answer nor from the wait', async () => {
    const email = await emailOf(owner)
    const story = async (address: string, name: string) => {
      const told = []
      for (let guess = 0; guess < 5; guess++) {
        const { status, body } = await signIn(at(address), name, 'geraten')
        told.push({ status, ...body, requestId: '', detail: withoutSeconds(body.detail) })
      }
      return told
    }
    const nobody = await story('203.0.113.4', 'niemand@example.com')
    expect(nobody).toEqual(await story('203.0.113.5', email))
    expect(nobody.map(({ status }) => status)).toEqual([401, 401, 401, 429, 429])
  })

  test('makes no device of their own known by writing a cookie', async () => {
    const forged = `stammgast_device=${'x'.repeat(32)}.${'y'.repeat(43)}`
    const email = await emailOf(await server.person('analyst'))
    const attacker = at('203.0.113.6', forged)
    for (let guess = 0; guess < 3; guess++) await signIn(attacker, email, 'geraten')
    expect((await signIn(attacker, email, 'geraten')).status).toBe(429)
  })

  const later = async (interval: string) => {
    await sql`update sign_in_attempts set last_at = last_at - ${interval}::interval`.execute(
      kysely(),
    )
  }
})

describe('where somebody is signed in', () => {
  test('is told in words, newest use first, and nothing is guessed about the place', async () => {
    const person = await server.person('service')
    const email = await emailOf(person)
    const phone = clientOf(server.app, {
      'x-stammgast': '1',
      'user-agent':
        'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) Version/26.0 Safari/604.1',
    })
    await signIn(phone, email, password)
    const { items } = (await person.get('/api/v1/sessions')).body
    expect(items).toMatchObject([
      { current: true, browser: null, method: 'link' },
      { current: false, browser: 'Safari', system: 'iPhone', method: 'password' },
    ])
    const kept = await sql`select * from staff_sessions`.execute(kysely())
    expect(JSON.stringify(kept.rows)).not.toMatch(/Mozilla|127\.0\.0\.1/)
  })

  test('is ended one by one, or all others at once, and by nobody else', async () => {
    const person = await server.person('service')
    const email = await emailOf(person)
    const others = await Promise.all([1, 2, 3].map(() => signIn(server.visitor, email, password)))
    const [first, second, third] = others.map(goOn)
    const listed = (await person.get('/api/v1/sessions')).body.items
    const ofFirst = (await first!.get('/api/v1/sessions')).body.items[0].id
    expect(listed).toHaveLength(4)

    const stranger = await server.person('owner')
    expect((await stranger.delete(`/api/v1/sessions/${ofFirst}`)).status).toBe(404)
    expect((await person.delete(`/api/v1/sessions/${ofFirst}`)).status).toBe(204)
    expect((await first!.get('/api/v1/session')).status).toBe(401)
    expect((await second!.get('/api/v1/session')).status).toBe(200)

    expect((await person.delete('/api/v1/sessions')).status).toBe(204)
    expect((await third!.get('/api/v1/session')).status).toBe(401)
    expect((await person.get('/api/v1/sessions')).body.items).toHaveLength(1)
  })

  test('is ended everywhere by an owner, and the password stays', async () => {
    const person = await server.person('cashier')
    const { staffId, email } = await sessionOf(person)
    expect((await person.delete(`/api/v1/staff/${staffId}/sessions`)).status).toBe(403)
    expect((await owner.delete(`/api/v1/staff/${staffId}/sessions`)).status).toBe(204)
    expect((await person.get('/api/v1/session')).status).toBe(401)
    expect((await signIn(server.visitor, email, password)).status).toBe(200)
  })

  test('a copy of the database signs nobody in', async () => {
    const all = await sql`
      select s.*, p.hash from staff_sessions s left join staff_passwords p using (staff_id)
    `.execute(kysely())
    const token = /stammgast_session=([^;]+)/.exec(owner.headers.cookie!)![1]!
    expect(JSON.stringify(all.rows)).not.toContain(token)
    expect(JSON.stringify(all.rows)).not.toContain(password)
  })
})

describe('an invitation', () => {
  const invite = async (email: string) =>
    (await owner.post('/api/v1/staff', { email, role: 'service' })).body
  const listed = async (id: string) =>
    (await owner.get('/api/v1/staff')).body.items.find((one: { id: string }) => one.id === id)

  test('says until when it works, and is made anew: the one before ends', async () => {
    const { staff, setUp } = await invite('neu@morgenrot.example')
    expect(staff).toMatchObject({ status: 'invited', linkExpiresAt: setUp.expiresAt })
    const days = (Date.parse(setUp.expiresAt) - Date.now()) / 86_400_000
    expect(days).toBeLessThanOrEqual(3)
    await owner.post(`/api/v1/staff/${staff.id}/set-up-link`)
    const token = setUp.path.split('token=')[1]
    expect((await server.visitor.post('/api/v1/set-up/link', { token })).status).toBe(409)
  })

  test('is taken back: the link ends, and who never came leaves the list', async () => {
    const { staff, setUp } = await invite('nie@morgenrot.example')
    expect((await owner.delete(`/api/v1/staff/${staff.id}/set-up-link`)).status).toBe(204)
    const token = setUp.path.split('token=')[1]
    expect((await server.visitor.post('/api/v1/set-up/link', { token })).status).toBe(409)
    expect(await listed(staff.id)).toBeUndefined()
    expect((await invite('nie@morgenrot.example')).staff.status).toBe('invited')
  })

  test('of somebody who came before loses only the link', async () => {
    const person = await server.person('service')
    const { staffId } = await sessionOf(person)
    await owner.post(`/api/v1/staff/${staffId}/set-up-link`)
    expect((await listed(staffId)).linkExpiresAt).not.toBeNull()
    await owner.delete(`/api/v1/staff/${staffId}/set-up-link`)
    expect(await listed(staffId)).toMatchObject({ status: 'active', linkExpiresAt: null })
    expect((await person.get('/api/v1/session')).status).toBe(200)
  })

  test('to come back begins anew: no old password, no old device', async () => {
    const person = await server.person('service')
    const { staffId, email } = await sessionOf(person)
    await owner.delete(`/api/v1/staff/${staffId}`)
    const { staff } = await invite(email)
    expect(staff).toMatchObject({ id: staffId, status: 'invited' })
    expect((await signIn(server.visitor, email, password)).status).toBe(401)
  })
})

describe('an authenticator app', () => {
  /** What the app would show, `steps` half minutes from now. */
  const codeFor = async (staffId: string, steps = 0) => {
    const { rows } = await sql<{ secret: Buffer }>`
      select secret from authenticators where staff_id = ${internalId('stf', staffId)}
    `.execute(kysely())
    const secret = open(rows[0]!.secret, server.house.secret, 'authenticator')
    return codeOf(secret, stepAt(new Date()) + steps)
  }
  const setUp = async (person: Client) => {
    const { staffId, email } = await sessionOf(person)
    const begun = await person.post('/api/v1/session/authenticator')
    expect(begun.body.uri).toContain('otpauth://totp/')
    const answer = await person.post('/api/v1/session/authenticator/confirmation', {
      code: await codeFor(staffId),
    })
    expect(answer.status).toBe(200)
    const recoveryCodes: string[] = answer.body.recoveryCodes
    return { staffId, email, recoveryCodes }
  }
  const enter = (begun: Answer, code: string) => goOn(begun).post('/api/v1/session/code', { code })

  test('is asked for a code after the password, each code once', async () => {
    const person = await server.person('marketing')
    const { staffId, email } = await setUp(person)
    const begun = await signIn(server.visitor, email, password)
    expect(begun.body).toEqual({ secondFactor: { code: true, passkey: false } })
    expect(cookieOf(begun)).not.toMatch(/session/)
    expect((await goOn(begun).get('/api/v1/session')).status).toBe(401)

    expect((await enter(begun, '000000')).body.code).toBe('code_wrong')
    // The next one: it counts already, and still does if half a minute ends amid the story.
    const code = await codeFor(staffId, 1)
    const entered = await enter(begun, code)
    expect(entered.body).toMatchObject({ staffId, secondFactorMissing: false })
    expect((await goOn(entered).get('/api/v1/session')).status).toBe(200)
    const again = await signIn(server.visitor, email, password)
    expect((await enter(again, code)).body.code).toBe('code_wrong')
    expect((await enter(begun, code)).body.code).toBe('sign_in_step_over')
  })

  test('lost: a recovery code opens once, however it is written', async () => {
    const person = await server.person('service')
    const { email, recoveryCodes } = await setUp(person)
    expect(new Set(recoveryCodes).size).toBe(10)
    const written = recoveryCodes[3]!.toLowerCase().replaceAll('-', ' ')
    const begun = await signIn(server.visitor, email, password)
    const entered = await enter(begun, written)
    expect(entered.status).toBe(200)
    const left = (await goOn(entered).get('/api/v1/session/second-factor')).body
    expect(left).toMatchObject({ authenticator: true, recoveryCodesLeft: 9 })
    const again = await signIn(server.visitor, email, password)
    expect((await enter(again, written)).body.code).toBe('code_wrong')
    const { rows } = await sql`select * from recovery_codes`.execute(kysely())
    expect(JSON.stringify(rows)).not.toContain(recoveryCodes[0])
  })

  test('cannot be guessed: the wait grows, and elsewhere it does not', async () => {
    const person = await server.person('service')
    const { email, recoveryCodes } = await setUp(person)
    const thief = at('203.0.113.9')
    const begun = await signIn(thief, email, password)
    const cookie = cookieOf(begun)
    const guess = () => at('203.0.113.9', cookie).post('/api/v1/session/code', { code: '123456' })
    for (let count = 0; count < 3; count++) expect((await guess()).status).toBe(422)
    expect((await guess()).status).toBe(429)
    const own = at('203.0.113.9', `${cookie}; ${deviceOf(person)}`)
    const entered = await own.post('/api/v1/session/code', { code: recoveryCodes[0] })
    expect(entered.status).toBe(200)
  })

  test('is also asked for behind a link for a new password', async () => {
    const person = await server.person('service')
    const { staffId } = await setUp(person)
    const link = await owner.post(`/api/v1/staff/${staffId}/set-up-link`)
    const token = link.body.path.split('token=')[1]
    const body = { token, name: 'Jo', password }
    const answer = await server.visitor.post('/api/v1/set-up', body)
    expect(answer.body).toEqual({ secondFactor: { code: true, passkey: false } })
  })

  test('is changed only soon after the password was given', async () => {
    const person = await server.person('service')
    await sql`update staff_sessions set confirmed_at = confirmed_at - interval '1 hour'`.execute(
      kysely(),
    )
    const begin = () => person.post('/api/v1/session/authenticator')
    expect((await begin()).body.code).toBe('confirmation_needed')
    const confirm = (word: string) =>
      person.post('/api/v1/session/confirmation', { password: word })
    expect((await confirm('geraten')).body.code).toBe('password_wrong')
    expect((await confirm(password)).status).toBe(204)
    expect((await begin()).status).toBe(201)
  })

  test('is taken away by another owner, never by oneself that way, and sessions end', async () => {
    const other = await server.person('owner')
    const { staffId, email } = await setUp(other)
    const path = `/api/v1/staff/${staffId}/second-factor`
    expect((await other.delete(path)).body.code).toBe('second_factor_own')
    expect((await owner.delete(path)).status).toBe(204)
    expect((await other.get('/api/v1/session')).status).toBe(401)
    expect((await signIn(server.visitor, email, password)).body).toMatchObject({ staffId })
    const { items } = (await owner.get('/api/v1/audit?subject=authenticators')).body
    expect(items[0]).toMatchObject({ act: 'removed', actor: { kind: 'staff' } })
    expect(JSON.stringify(items)).not.toContain('\\\\x')
  })

  test('required by role, opens nothing else until it is there, also in sessions that run', async () => {
    const person = await server.person('accountant')
    const rules = (secondFactorRoles: string[]) =>
      owner.put('/api/v1/sign-in-rules', { secondFactorRoles })
    expect((await rules(['accountant', 'owner'])).body.code).toBe('second_factor_own_first')
    expect((await rules(['accountant'])).status).toBe(200)
    expect((await person.get('/api/v1/liability')).body.code).toBe('second_factor_missing')
    expect(await sessionOf(person)).toMatchObject({
      secondFactorMissing: true,
      permissions: ['self'],
    })
    await setUp(person)
    expect((await person.get('/api/v1/liability')).status).toBe(200)
    const refused = await person.delete('/api/v1/session/authenticator')
    expect(refused.body.code).toBe('second_factor_required')
    await rules([])
    expect((await person.delete('/api/v1/session/authenticator')).status).toBe(204)
    const after = (await person.get('/api/v1/session/second-factor')).body
    expect(after).toMatchObject({ authenticator: false, recoveryCodesLeft: 0 })
  })
})
