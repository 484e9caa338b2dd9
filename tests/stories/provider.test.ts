import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenId, openIdProvider } from '../open-id.ts'
import {
  type Answer,
  type Client,
  clientOf,
  cookieOf,
  openTestServer,
  password,
  type TestServer,
} from '../server.ts'

const publicUrl = new URL('https://bonus.example')
const redirectUri = 'https://bonus.example/admin/sign-in/provider'

let server: TestServer
let owner: Client
let openId: OpenId
beforeAll(async () => {
  server = await openTestServer({ publicUrl })
  owner = await server.owner()
  openId = await openIdProvider(redirectUri)
})
afterAll(async () => {
  await openId.close()
  await server.close()
})

const settings = (changes: object = {}) => ({
  name: 'Firmenkonto',
  issuer: openId.issuer,
  clientId: 'stammgast',
  clientSecret: openId.clientSecret,
  roleClaim: null,
  roles: {},
  passwordsClosed: false,
  ...changes,
})
const set = (changes?: object) => owner.put('/api/v1/sign-in-provider', settings(changes))

const goOn = (answer: Answer) =>
  clientOf(server.app, { 'x-stammgast': '1', cookie: cookieOf(answer) })

/** From our page to the provider and back, as one browser. */
async function comeBack(subject: string) {
  const visit = await server.visitor.post('/api/v1/session/provider/visit')
  const returned = await openId.visit(visit.body.url, subject)
  return { browser: goOn(visit), body: Object.fromEntries(returned) }
}

async function signIn(subject: string): Promise<Answer> {
  const { browser, body } = await comeBack(subject)
  return await browser.post('/api/v1/session/provider', body)
}

async function invite(email: string, role = 'service'): Promise<string> {
  return (await owner.post('/api/v1/staff', { email, role })).body.staff.id
}

describe('a provider', () => {
  test('is asked before it is kept, and its secret is never shown or stored in the clear', async () => {
    expect((await server.visitor.post('/api/v1/session/provider/visit')).status).toBe(404)
    expect((await set({ issuer: `${openId.issuer}/nowhere` })).body.code).toBe(
      'provider_unreachable',
    )
    expect((await set({ issuer: 'http://provider.example' })).body.code).toBe('provider_insecure')
    expect((await set()).body).toMatchObject({ hasSecret: true, passwordsClosed: false })
    expect((await server.visitor.get('/api/v1/welcome')).body.provider).toBe('Firmenkonto')
    const { kysely } = server.house.context.database
    const kept = await sql`
      select sign_in_provider::text, audit_values::text from sign_in_provider, audit_values
    `.execute(kysely)
    const hidden = Buffer.from(openId.clientSecret).toString('hex')
    expect(JSON.stringify(kept.rows)).not.toMatch(new RegExp(`${openId.clientSecret}|${hidden}`))
    // Left out, the secret stays.
    expect((await set({ clientSecret: undefined })).body.hasSecret).toBe(true)
  })

  test('signs in whoever was invited, by a verified e-mail, and knows them by subject from then on', async () => {
    const staffId = await invite('Mira@morgenrot.example')
    openId.people.set('sub-mira', {
      ...{ email: 'mira@MORGENROT.example', email_verified: true, name: 'Mira Sommer' },
      groups: ['owner'],
    })
    const first = await signIn('sub-mira')
    expect(first.body).toMatchObject({ staffId, name: 'Mira Sommer', role: 'service' })
    const { items } = (await goOn(first).get('/api/v1/sessions')).body
    expect(items[0].method).toBe('provider')

    openId.people.set('sub-mira', { email: 'other@example.com', email_verified: false })
    expect((await signIn('sub-mira')).body.staffId).toBe(staffId)
    openId.people.set('sub-thief', { email: 'mira@morgenrot.example', email_verified: true })
    expect((await signIn('sub-thief')).body.code).toBe('provider_person_unknown')
  })

  test('lets nobody in who is not there, not verified, or has left', async () => {
    const staffId = await invite('tom@morgenrot.example')
    openId.people.set('sub-tom', { email: 'tom@morgenrot.example', email_verified: false })
    expect((await signIn('sub-tom')).body.code).toBe('provider_person_unknown')
    openId.people.set('sub-nobody', { email: 'nobody@example.com', email_verified: true })
    expect((await signIn('sub-nobody')).status).toBe(403)
    openId.people.set('sub-tom', { email: 'tom@morgenrot.example', email_verified: true })
    const tom = goOn(await signIn('sub-tom'))
    await owner.delete(`/api/v1/staff/${staffId}`)
    expect((await tom.get('/api/v1/session')).status).toBe(401)
    expect((await signIn('sub-tom')).body.code).toBe('provider_person_unknown')
  })

  test('is answered once, in the browser that asked, with what it said', async () => {
    await invite('uta@morgenrot.example')
    openId.people.set('sub-uta', { email: 'uta@morgenrot.example', email_verified: true })
    const enter = (browser: Client, body: object) => browser.post('/api/v1/session/provider', body)

    const victim = await comeBack('sub-uta')
    expect((await enter(server.visitor, victim.body)).body.code).toBe('sign_in_step_over')
    const attacker = await comeBack('sub-uta')
    // The answer to one browser, slipped to another: its state is not the one asked with.
    expect((await enter(attacker.browser, victim.body)).body.code).toBe('provider_refused')
    const changed = { ...victim.body, code: `${victim.body.code}x` }
    expect((await enter(victim.browser, changed)).body.code).toBe('provider_refused')
    expect((await enter(victim.browser, victim.body)).body.code).toBe('sign_in_step_over')
    expect((await signIn('sub-uta')).status).toBe(200)
  })

  test('gives roles only where a claim is mapped to them, and never takes the last owner', async () => {
    await invite('vera@morgenrot.example', 'cashier')
    const groups = ['everyone', 'leitung']
    openId.people.set('sub-vera', {
      ...{ email: 'vera@morgenrot.example', email_verified: true, groups },
    })
    expect((await signIn('sub-vera')).body.role).toBe('cashier')
    await set({ roleClaim: 'groups', roles: { leitung: 'store_manager', kasse: 'cashier' } })
    expect((await signIn('sub-vera')).body.role).toBe('store_manager')
    const { email } = (await owner.get('/api/v1/session')).body
    openId.people.set('sub-owner', { email, email_verified: true, groups: ['kasse'] })
    expect((await signIn('sub-owner')).body.role).toBe('owner')
  })

  test('may be the only way in, but for the owner who says so', async () => {
    const other = await server.person('marketing')
    const { email } = (await other.get('/api/v1/session')).body
    expect((await set({ passwordsClosed: true })).body.passwordsClosed).toBe(true)
    const signInBy = (who: string) =>
      server.visitor.post('/api/v1/session', { email: who, password })
    expect((await signInBy(email)).body.code).toBe('passwords_closed')
    const own = (await owner.get('/api/v1/session')).body.email
    expect((await signInBy(own)).status).toBe(200)
    expect((await owner.delete('/api/v1/sign-in-provider')).status).toBe(204)
    expect((await signInBy(email)).status).toBe(200)
  })

  test('nobody has come in by cannot become the only way', async () => {
    const fresh = await openTestServer({ publicUrl })
    const alone = await fresh.owner()
    const answer = await alone.put('/api/v1/sign-in-provider', settings({ passwordsClosed: true }))
    expect(answer.body.code).toBe('provider_unproved')
    await fresh.close()
  })
})
