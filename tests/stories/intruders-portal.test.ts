import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, readMail, signIn } from '../guests.ts'
import { type Client, clientOf, letWork, openTestServer } from '../server.ts'

const server = await openTestServer()
let owner: Client
let stores: string[]
beforeAll(async () => {
  owner = await server.owner()
  stores = []
  for (const code of ['altstadt', 'hafen']) {
    stores.push((await owner.post('/api/v1/stores', { code, name: code })).body.id)
  }
})
afterAll(() => server.close())

let people = 0
/** Somebody with an address and a card of their own. */
async function member(): Promise<{ id: string; email: string; card: string }> {
  const [email, card] = [`guest-${++people}@post.example`, `K-${people}`]
  const made = await owner.post('/api/v1/customers', {
    name: `Gast ${people}`,
    identities: [
      { kind: 'email', value: email },
      { kind: 'card_number', value: card },
    ],
  })
  expect(made.status, made.text).toBe(201)
  return { id: made.body.id, email, card }
}
const enter = (client: Client, code: string) => client.post('/api/v1/portal/sign-in/code', { code })
const removeIdentity = (id: string, identity: object) =>
  owner.patch(`/api/v1/customers/${id}`, { removeIdentities: [identity] })

describe('whoever asks for somebody else', () => {
  test('cannot have them sent a link that leads to a host of theirs', async () => {
    const { email } = await member()
    const asked = await server.visitor.send('POST', '/api/v1/portal/sign-in', {
      body: { email },
      headers: { host: 'thief.example' },
    })
    expect(asked.status).toBe(202)
    const mail = await readMail(server, owner)
    expect([mail.to, mail.link]).toEqual([email, ''])
  })

  test('waits for all ways to write an address or a number together', async () => {
    const slow = await openTestServer({
      limits: { signInPerAddress: 1e6, perAddress: 1e6, signInTriesFree: 3 },
    })
    const askFor = async (said: object) =>
      (await slow.visitor.post('/api/v1/portal/sign-in', said)).status
    const written = ['4821093755', '4821 0937 55', '4821-0937-55', ' 48-21 09 37 55']
    const statuses: number[] = []
    for (const cardNumber of written) statuses.push(await askFor({ cardNumber }))
    await slow.close()
    expect(statuses).toEqual([202, 202, 202, 429])
  })
})

describe('a code that was asked for', () => {
  test('by a card is worth nothing once its address was taken away', async () => {
    const { id, email, card } = await member()
    const asking = await ask(server, { cardNumber: card })
    const { code, to } = await readMail(server, owner)
    expect(to).toBe(email)
    expect((await removeIdentity(id, { kind: 'email', value: email })).status).toBe(200)
    expect((await enter(asking, code)).body.code).toBe('guest_code_over')
  })

  test('by a card is worth nothing once the card is blocked', async () => {
    const { id, card } = await member()
    const asking = await ask(server, { cardNumber: card })
    const { code } = await readMail(server, owner)
    const blocked = await owner.post(`/api/v1/customers/${id}/card-numbers/block`, {
      cardNumber: card,
    })
    expect(blocked.status, blocked.text).toBe(200)
    expect((await enter(asking, code)).body.code).toBe('guest_code_over')
  })
})

test('an address that staff take away as wrong signs its holder out of what was never theirs', async () => {
  const { id, email } = await member()
  const stranger = await signIn(server, owner, { email })
  expect((await stranger.get('/api/v1/portal/me')).status).toBe(200)
  expect((await removeIdentity(id, { kind: 'email', value: email })).status).toBe(200)
  expect((await stranger.get('/api/v1/portal/me')).status).toBe(401)
})

test('an address a guest takes away signs out all but the phone in their hand', async () => {
  const { email } = await member()
  const old = await signIn(server, owner, { email })
  const own = await signIn(server, owner, { email })
  const gone = await own.post('/api/v1/portal/addresses/removal', { email })
  expect(gone.status, gone.text).toBe(200)
  expect((await own.get('/api/v1/portal/me')).status).toBe(200)
  expect((await old.get('/api/v1/portal/me')).status).toBe(401)
})

test('an address written in other letters is still one of the API, and counted', async () => {
  const few = await openTestServer({ limits: { perAddress: 3, signInPerAddress: 3 } })
  const statuses: number[] = []
  for (const path of ['/%61pi/v1/portal/welcome', '/api/v1/portal/welcome', '/%61pi/v1/set-up']) {
    for (let times = 0; times < 3; times++) statuses.push((await few.visitor.get(path)).status)
  }
  await few.close()
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(3)
})

test('a session of staff and one of a guest open nothing of the other, however it is written', async () => {
  const { email } = await member()
  const guest = await signIn(server, owner, { email })
  const both = clientOf(server.app, {
    ...server.visitor.headers,
    cookie: `${owner.headers.cookie}; ${guest.headers.cookie}`,
  })
  const asked = [
    await both.get('/api/v1/%70ortal/me'),
    await both.get('/%61pi/v1/portal/me'),
    await guest.get('/api/v1/customers'),
    await guest.get('/api/v1/portal/../customers'),
    await owner.get('/api/v1/portal/me'),
  ]
  // The first two mean the guest's own page, by the guest's own cookie.
  expect(asked.map(({ status }) => status)).toEqual([200, 200, 401, 401, 401])
})

test('staff of one store read no code of a guest who buys elsewhere alone', async () => {
  const { id, email } = await member()
  const till = await server.program('events:write')
  const bought = await till.post('/api/v1/events', {
    events: [
      {
        ...{ type: 'purchase', source: 'till', externalId: 'b1', store: 'hafen', amount: 430 },
        ...{ occurredAt: '2026-11-21T09:00:00Z', customer: { id } },
      },
    ],
  })
  expect(bought.body.items?.[0]?.status ?? bought.body, bought.text).toBe('accepted')
  await ask(server, { email })
  await letWork(server, 'guest asks')
  await letWork(server, 'mails')
  const [altstadt, hafen] = await Promise.all(
    stores.map((store) => server.person('service', [store])),
  )
  const { items } = (await owner.get('/api/v1/mails')).body
  const open = (by: Client) => by.post(`/api/v1/mails/${items[0].id}/open`)
  expect((await open(altstadt!)).status).toBe(404)
  expect(
    (await altstadt!.get('/api/v1/mails')).body.items.map(({ id: one }: { id: string }) => one),
  ).not.toContain(items[0].id)
  expect((await open(hafen!)).status).toBe(200)
})

test('whoever guesses what a receipt amounts to waits, with however many accounts', async () => {
  const guests = []
  for (let account = 0; account < 3; account++) {
    const { email } = await member()
    guests.push(await signIn(server, owner, { email }))
  }
  const codes: string[] = []
  for (let amount = 0; amount < 12; amount++) {
    const receipt = { store: 'altstadt', receiptNumber: '4712', day: '2026-11-20', amount }
    const guessed = await guests[amount % 3]!.post('/api/v1/portal/receipts', receipt)
    codes.push(guessed.body.code)
  }
  expect(codes.slice(9)).toEqual(['receipt_not_found', 'attempts_too_many', 'attempts_too_many'])
})
