import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, phoneOf } from '../guests.ts'
import { type Client, letWork, openTestServer, type TestServer } from '../server.ts'

let server: TestServer
let owner: Client
let post: SMTPServer
const arrived: ParsedMail[] = []
/** So many mails are turned away before one is taken. */
let refusals = 0

beforeAll(async () => {
  post = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _, done) =>
      username === 'cafe' && password === 'geheim'
        ? done(null, { user: username })
        : done(new Error('nobody we know')),
    onData: async (stream, _, done) => {
      const mail = await simpleParser(stream)
      if (refusals-- > 0) return done(new Error('later, please'))
      arrived.push(mail)
      done()
    },
  })
  post.listen(0, '127.0.0.1')
  await once(post.server, 'listening')
  server = await openTestServer()
  owner = await server.owner()
  await owner.patch('/api/v1/business', { name: 'Café <Morgenrot>' })
  const identities = [{ kind: 'email', value: 'anna@post.example' }]
  await owner.post('/api/v1/customers', { name: 'Anna Lorenz', language: 'en', identities })
})
afterAll(async () => {
  await server.close()
  await new Promise<void>((closed) => post.close(closed))
})

const said = (more: object = {}) => ({
  server: {
    ...{ host: '127.0.0.1', port: (post.server.address() as AddressInfo).port },
    ...{ security: 'none', user: 'cafe', fromAddress: 'cafe@post.example', fromName: null },
    ...more,
  },
})

async function deliver() {
  await letWork(server, 'guest asks')
  await letWork(server, 'mails')
}

test('a mail goes out by the server that was named; its password is told to nobody', async () => {
  const named = await owner.put('/api/v1/mail-settings', said({ password: 'geheim' }))
  expect(named.body).toMatchObject({
    from: 'settings',
    server: { user: 'cafe', passwordSaid: true },
  })
  expect(named.text).not.toContain('geheim')
  const { rows } = await server.house.context.database.pool.query('select * from mail_settings')
  expect(JSON.stringify(rows)).not.toContain('geheim')
  const asking = await ask(server, { email: 'anna@post.example' })
  await deliver()
  const [mail] = arrived
  expect(mail).toMatchObject({
    from: { value: [{ address: 'cafe@post.example', name: 'Café <Morgenrot>' }] },
    to: { value: [{ address: 'anna@post.example' }] },
  })
  expect(mail!.text).toContain('Here is the code to sign in to Café <Morgenrot>')
  expect(mail!.html).toContain('Café &lt;Morgenrot&gt;')
  expect(mail!.text).not.toContain('Anna')
  const code = /\d{4} \d{4}/.exec(mail!.text!)![0]
  expect(mail!.subject).toContain(code)
  expect((await asking.post('/api/v1/portal/sign-in/code', { code })).status).toBe(200)
  await ask(server, { email: 'anna@post.example' })
  await deliver()
  const link = /https?:\S+/.exec(arrived[1]!.text!)![0]
  const token = new URL(link).hash.split('token=')[1]
  const entered = await phoneOf(server).post('/api/v1/portal/sign-in/link', { token })
  expect(entered.body.name).toBe('Anna Lorenz')
})

test('what went out staff cannot read; who is not known gets nothing', async () => {
  const before = arrived.length
  await ask(server, { email: 'nobody@post.example' })
  await deliver()
  expect(arrived).toHaveLength(before)
  const { items } = (await owner.get('/api/v1/mails')).body
  expect(items[0]).toMatchObject({ state: 'sent', to: 'a...@post.example', readable: false })
  const opened = await owner.post(`/api/v1/mails/${items[0].id}/open`)
  expect(opened.body.code).toBe('mail_not_kept')
  expect((await (await server.person('marketing')).get('/api/v1/mails')).status).toBe(403)
})

test('a server that refuses is asked again, and asking for a code does not wait for it', async () => {
  refusals = 1
  const before = arrived.length
  await ask(server, { email: 'anna@post.example' })
  await deliver()
  expect((await owner.get('/api/v1/mails')).body.items[0].state).toBe('waiting')
  const { pool } = server.house.context.database
  await pool.query(`update mails set next_at = now() where state = 'waiting'`)
  while (arrived.length === before) {
    await deliver()
    await sleep(5)
  }
  expect((await owner.get('/api/v1/mails')).body.items[0].state).toBe('sent')
})

test('another host is not given the password of the one before', async () => {
  const other = await owner.put('/api/v1/mail-settings', said({ host: 'localhost' }))
  expect(other.body.server.passwordSaid).toBe(false)
  const none = await owner.put('/api/v1/mail-settings', { server: null })
  expect(none.body).toEqual({ from: 'nowhere', server: null })
})
