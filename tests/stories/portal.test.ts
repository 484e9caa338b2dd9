import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, phoneOf, readMail, signIn } from '../guests.ts'
import { type LoyaltyWorld, openLoyaltyWorld, put } from '../loyalty.ts'
import { type Client, letWork } from '../server.ts'

let world: LoyaltyWorld
let owner: Client
let anna: string
beforeAll(async () => {
  world = await openLoyaltyWorld()
  owner = world.owner
  world.at('2026-03-01T09:00:00Z')
  const stamps = { name: 'Stempel', value: '0.15' }
  await put(owner, '/api/v1/programs/currencies/points', stamps)
  await put(owner, '/api/v1/programs/rules/visit', {
    ...{ name: 'Besuch', currency: 'points', way: { kind: 'per_visit', points: 1 } },
  })
  await put(owner, '/api/v1/gift-articles/coffee', {
    name: 'Cappuccino',
    cost: 40,
    counted: false,
    sku: 'CAP',
  })
  await put(owner, '/api/v1/rewards/free_coffee', {
    ...{ name: 'Ein Cappuccino', currency: 'points', price: 3 },
    ...{ gives: { kind: 'article', article: 'coffee' }, validFrom: '2026-01-01T00:00:00Z' },
  })
  anna = await member('Anna Lorenz', 'anna@post.example', '4821093755')
})
afterAll(() => world.close())

async function member(name: string | null, email: string | null, card: string | null) {
  const made = await owner.post('/api/v1/customers', {
    ...(name ? { name } : {}),
    identities: [
      ...(email ? [{ kind: 'email', value: email }] : []),
      ...(card ? [{ kind: 'card_number', value: card }] : []),
    ],
  })
  expect(made.status, made.text).toBe(201)
  return made.body.id as string
}

/** A day later each time: two on one day may be one visit. */
let visits = 0
async function visit(customerId: string) {
  visits++
  world.at(`2026-03-${String(visits + 1).padStart(2, '0')}T09:00:00Z`)
  const booked = await world.till.post('/api/v1/pos/bookings', {
    ...{ externalId: `visit-${visits}`, customerId, store: 'altstadt' },
  })
  expect(booked.status, booked.text).toBe(201)
  return booked
}
const enter = (client: Client, code: string) => client.post('/api/v1/portal/sign-in/code', { code })

describe('signing in', () => {
  test('asking tells nobody whether an address is known; who is known gets a mail', async () => {
    const { visitor } = world.server
    const asked = await visitor.post('/api/v1/portal/sign-in', { email: 'anna@post.example' })
    const unknown = await visitor.post('/api/v1/portal/sign-in', { email: 'nobody@post.example' })
    const card = await visitor.post('/api/v1/portal/sign-in', { cardNumber: '000' })
    expect([asked.status, unknown.status, card.status]).toEqual([202, 202, 202])
    expect(Object.keys(unknown.body)).toEqual(Object.keys(asked.body))
    await letWork(world.server, 'guest asks')
    await letWork(world.server, 'mails')
    const { items, server } = (await owner.get('/api/v1/mails')).body
    expect([items.length, items[0].to, server]).toEqual([1, 'a...@post.example', false])
  })

  test('the code lets in the browser that asked, once', async () => {
    const asking = await ask(world.server, { email: 'Anna@post.example' })
    const { code, link, to } = await readMail(world.server, owner)
    expect(to).toBe('Anna@post.example')
    expect(link).toMatch(/\/sign-in#token=\w{40}$/)
    expect((await enter(phoneOf(world.server), code)).body.code).toBe('guest_code_over')
    expect((await enter(asking, '00000000')).body.code).toBe('guest_code_wrong')
    const entered = await enter(asking, code)
    expect(entered.body).toMatchObject({ name: 'Anna Lorenz', emails: ['anna@post.example'] })
    expect((await enter(asking, code)).body.code).toBe('guest_code_over')
    const token = link.split('token=')[1]
    const spent = await asking.post('/api/v1/portal/sign-in/link', { token })
    expect(spent.body.code).toBe('guest_code_over')
    const cookie = [entered.headers['set-cookie']].flat().find((one) => one?.includes('_guest='))
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
  })

  test('the link lets any browser in, by a POST; a wrong code five times ends both', async () => {
    await ask(world.server, { email: 'anna@post.example' })
    const token = (await readMail(world.server, owner)).link.split('token=')[1]
    const entered = await phoneOf(world.server).post('/api/v1/portal/sign-in/link', { token })
    expect(entered.body.name).toBe('Anna Lorenz')
    const asking = await ask(world.server, { email: 'anna@post.example' })
    const { code } = await readMail(world.server, owner)
    for (let tries = 0; tries < 5; tries++) await enter(asking, '12345678')
    expect((await enter(asking, code)).body.code).toBe('guest_code_over')
  })

  test('a code is over after ten minutes, and staff read it no longer', async () => {
    const asking = await ask(world.server, { email: 'anna@post.example' })
    const { code } = await readMail(world.server, owner)
    const { pool } = world.server.house.context.database
    await pool.query(
      `update guest_asks set expires_at = now() - interval '1 second';
        update mails set expires_at = now() - interval '1 second'`,
    )
    expect((await enter(asking, code)).body.code).toBe('guest_code_over')
    const { items } = (await owner.get('/api/v1/mails')).body
    const late = await owner.post(`/api/v1/mails/${items[0].id}/open`)
    expect([items[0].readable, late.body.code]).toEqual([false, 'mail_code_over'])
  })
})

test('a reward is redeemed by the code on the phone, which keeps its points for five minutes', async () => {
  const guest = await signIn(world.server, owner, { email: 'anna@post.example' })
  for (let times = 0; times < 3; times++) await visit(anna)
  const card = (await guest.get('/api/v1/portal/card')).body
  expect(card).toMatchObject({ name: 'Anna Lorenz', cards: [{ number: '4821093755' }], ready: 1 })
  expect(card.points).toMatchObject([{ name: 'Stempel', balance: 3 }])
  const what = { kind: 'reward', reward: 'free_coffee' }
  const made = await guest.post('/api/v1/portal/redemption-codes', { what })
  expect(made.status, made.text).toBe(201)
  const again = await guest.post('/api/v1/portal/redemption-codes', { what })
  expect(again.body).toEqual(made.body)
  const { code } = made.body
  const found = (await world.till.post('/api/v1/pos/guests/find', { text: code })).body
  expect(found).toMatchObject({ guest: { customerId: anna }, redemptionCode: { code } })
  const take = () => world.till.post('/api/v1/pos/redemption-codes', { code, store: 'altstadt' })
  const [first, second] = await Promise.all([take(), take()])
  expect([first.status, second.status], first.text + second.text).toEqual([201, 201])
  expect(first.body.redeemed).toEqual(second.body.redeemed)
  expect(first.body.redeemed).toMatchObject({ kind: 'reward', name: 'Ein Cappuccino', sku: 'CAP' })
  expect((await guest.get('/api/v1/portal/card')).body.points).toMatchObject([{ balance: 0 }])
  const pulse = (await guest.get('/api/v1/portal/pulse')).body.revision
  expect(pulse).not.toBe(card.revision)
  const { items } = (await guest.get('/api/v1/portal/history?currency=points')).body
  expect(items[0]).toMatchObject({
    points: -3,
    kind: 'redeemed',
    text: 'Eingelöst für „Ein Cappuccino“',
  })
  expect(items.at(-1)).toMatchObject({ points: 1, kind: 'earned', text: 'Besuch' })
})
