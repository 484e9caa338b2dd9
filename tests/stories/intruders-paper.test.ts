import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../guests.ts'
import { type Client, openTestServer } from '../server.ts'

const server = await openTestServer({
  limits: { perPerson: 1e6, perAddress: 1e6, signInPerAddress: 1e6, costlyPerCaller: 12 },
})
let owner: Client
beforeAll(async () => {
  owner = await server.owner()
})
afterAll(() => server.close())

const print = (kind: string) => owner.get(`/api/v1/prints/${kind}`)

test('names that mean to be formulas, script, headers or much too wide are printed as they are', async () => {
  const hostile = [
    '=HYPERLINK("https://thief.example")',
    '<script>alert(1)</script>{{code}}',
    '\u202eesrever\u202d \u0007\u001b[31m',
    'Z\u0338\u0321a\u0334l\u0362go \u{1f469}\u200d\u{1f467} \ufdfd',
    'W'.repeat(200),
    'a\r\nBcc: thief@thief.example\r\n\r\nb',
  ]
  for (const name of hostile) {
    expect((await owner.patch('/api/v1/business', { name })).status).toBe(200)
    expect((await print('staff_slip')).status, name).toBe(200)
  }
})

test('a logo that only begins like a picture is refused, and papers are printed without it', async () => {
  const begins = [
    Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200, 7)]),
    Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(3)]),
    Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(200, 7)]),
    Buffer.from('ffd8ff', 'hex'),
  ]
  for (const body of begins) {
    const headers = { 'content-type': 'image/png' }
    expect((await owner.send('PUT', '/api/v1/business/logo', { body, headers })).body.code).toBe(
      'image_broken',
    )
    expect((await print('receipt_slip')).status).toBe(200)
  }
  await owner.delete('/api/v1/business/logo')
})

test('a guest has no more papers laid out than anybody reads', async () => {
  const identities = [{ kind: 'email', value: 'gast@post.example' }]
  await owner.post('/api/v1/customers', { name: 'Gast', identities })
  const guest = await signIn(server, owner, { email: 'gast@post.example' })
  const answers = await Promise.all(
    Array.from({ length: 15 }, () => guest.get('/api/v1/portal/export/pdf')),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([...Array(12).fill(200), ...Array(3).fill(429)])
  expect((await guest.get('/api/v1/portal/me')).status).toBe(200)
})
