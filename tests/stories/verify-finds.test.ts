import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { verifyAll } from '#cli/verify.ts'
import { transaction } from '#database/transaction.ts'
import { placeAll } from '#domain/profile/places.ts'
import { signIn } from '../guests.ts'
import {
  anew,
  handOver,
  longAgo,
  openRewardsWorld,
  put,
  type RewardsWorld,
  redeem,
  ruleOf,
  stocked,
  tiersOf,
} from '../rewards.ts'
import { codesOf, define, fiveEuros } from '../vouchers.ts'

/** One number changed behind the program's back, wherever one stands that follows from others. */

let world: RewardsWorld
beforeAll(async () => {
  world = await openRewardsWorld()
  await world.say(ruleOf({ expiry: { kind: 'after_days', days: 30 } }))
  await world.say(
    tiersOf({ basis: 'visits', levels: [{ key: 'gold', name: 'Gold', threshold: 1 }] }),
  )
  await world.customer('anna', 50)
  await stocked(world.owner, 'cup', 5)
  await put(world.owner, '/api/v1/rewards/cup', {
    ...{ name: 'Tasse', currency: 'points', price: 10, validFrom: longAgo, stock: 4 },
    gives: { kind: 'article', article: 'cup' },
  })
  await put(world.owner, '/api/v1/basket-gifts/big', {
    ...{ name: 'Big', basketMin: 100, articles: ['cup'], validFrom: longAgo },
  })
  const customer = { externalId: 'anna' }
  const of = { type: 'purchase', source: 'till', store: 'altstadt', customer }
  const events = ['19', '20'].map((day) => ({
    ...{ ...of, externalId: `receipt-${day}`, occurredAt: `2026-11-${day}T09:00:00Z`, amount: 700 },
  }))
  expect((await world.shop.post('/api/v1/events', { events })).body.accepted).toBe(2)
  const anna = (await world.shop.post('/api/v1/balances/find', { customer })).body.customerId
  const { items } = (await world.owner.get('/api/v1/customers?search=anna')).body
  expect((await redeem(world.shop, anna ?? items[0].id, 'cup')).status).toBe(201)
  const basket = { kind: 'basket', basketGift: 'big', ladder: undefined, amount: 500 }
  const given = await handOver(world.shop, items[0].id, { ...basket, purchase: anew() })
  expect(given.status, given.text).toBe(201)
  const { id } = await define(world.owner, fiveEuros, { kind: 'single', count: 2 })
  const [code] = await codesOf(world.owner, id)
  const taken = await world.shop.post('/api/v1/voucher-redemptions', {
    ...{ ...anew(), code, customer, cart: { amount: 1000 } },
  })
  expect(taken.status, taken.text).toBe(201)
  await paidWithPoints()
  await broughtAlong()
  await vi.waitFor(async () => expect(await everybodyPlaced()).toBe(true), 20_000)
  expect(await differences()).toEqual([])
})

/** A cart that was redeemed and of which a part came back, and a code that is shown to nobody yet. */
async function paidWithPoints() {
  const customer = { externalId: 'anna' }
  const points = { currency: 'points', points: 4 }
  const cart = { ...anew(), customer, lines: [{ amount: 1000 }], points }
  const held = await world.shop.post('/api/v1/carts', cart)
  expect(held.status, held.text).toBe(201)
  const purchase = anew()
  await world.shop.post(`/api/v1/carts/${held.body.id}/capture`, { purchase })
  const at = { occurredAt: '2026-11-21T11:00:00Z', customer }
  const events = [
    { ...purchase, ...at, type: 'purchase', amount: 996 },
    { ...anew(), ...at, type: 'return', amount: 498, purchase },
  ]
  expect((await world.shop.post('/api/v1/events', { events })).body.accepted).toBe(2)
  await vi.waitFor(async () => {
    await world.work('cart returns')
    const { rows } = await sql`select from carts where points_back = 2`.execute(
      world.server.house.context.database.kysely,
    )
    expect(rows).toHaveLength(1)
  }, 20_000)
  const addIdentities = [{ kind: 'email', value: 'anna@post.example' }]
  const { items } = (await world.owner.get('/api/v1/customers?search=anna')).body
  await world.owner.patch(`/api/v1/customers/${items[0].id}`, { addIdentities })
  await world.owner.patch('/api/v1/portal-settings', { open: true })
  const guest = await signIn(world.server, world.owner, { email: 'anna@post.example' })
  const what = { kind: 'reward', reward: 'cup' }
  const code = await guest.post('/api/v1/portal/redemption-codes', { what })
  expect(code.status, code.text).toBe(201)
}

/** One friend who is paid for, and one who is waited for. */
async function broughtAlong() {
  const terms = { currency: 'points', referrerPoints: 20, recruitPoints: 10, returnDays: 1 }
  const validFrom = '2026-11-21T12:00:00Z'
  await world.owner.post('/api/v1/referral-terms', { ...terms, validFrom })
  world.at('2026-11-21T13:00:00Z')
  const { items } = (await world.owner.get('/api/v1/customers?search=anna')).body
  const { code } = (await world.shop.post(`/api/v1/customers/${items[0].id}/referral-code`, {}))
    .body
  for (const friend of ['bert', 'carl']) {
    await world.customer(friend)
    const recruit = { externalId: friend }
    const brought = { ...anew(), code, recruit, followedAt: '2026-11-21T13:00:00Z' }
    const reply = await world.shop.post('/api/v1/referrals', brought)
    expect(reply.body.state, reply.text).toBe('waiting')
  }
  const bought = { type: 'purchase', occurredAt: '2026-11-21T14:00:00Z', amount: 500 }
  world.at('2026-11-21T15:00:00Z')
  const events = [{ ...anew(), ...bought, customer: { externalId: 'bert' } }]
  await world.shop.post('/api/v1/events', { events })
  world.at('2026-11-24T15:00:00Z')
  await world.work('referrals')
  const states = (await world.owner.get('/api/v1/referrals')).body.items
  expect(states.map(({ state }: { state: string }) => state).sort()).toEqual(['paid', 'waiting'])
}
afterAll(() => world.server.close())

/** Whoever writes in another database of the same server is waited for. */
async function everybodyPlaced(): Promise<boolean> {
  const { database } = world.server.house.context
  await placeAll(database)
  const { rows } = await sql`select from moved_customers limit 1`.execute(database.kysely)
  return rows.length === 0
}

async function differences(): Promise<string[]> {
  const found = await verifyAll(world.server.house.context)
  return [...new Set(found.differences.map(({ table }) => table))]
}

/** Past the triggers that refuse it. */
async function change(statement: string) {
  await transaction(world.server.house.context.database, async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    const { numAffectedRows } = await sql.raw(statement).execute(tx)
    expect(Number(numAffectedRows), statement).toBeGreaterThan(0)
  })
}

const plus = (column: string, by: string) => `${column} = ${column} + ${by}`
const account = (path: string, value: string) =>
  `update ledger_accounts set state = jsonb_set(state::jsonb, '${path}', '${value}')::json`

const faults: [what: string, statement: string, found: string][] = [
  ['a balance', account('{sums,available}', '99'), 'ledger_accounts'],
  ['what was redeemed', account('{sums,redeemed}', '11'), 'ledger_accounts'],
  ['the points of a lot', account('{lots,0,1}', '8'), 'ledger_accounts'],
  ['the end of a lot', account('{lots,0,3}', '1'), 'ledger_accounts'],
  ['when time moves points next', `update ledger_accounts set next_at = null`, 'ledger_accounts'],
  ['an account that is gone', `delete from ledger_accounts`, 'ledger_accounts'],
  [
    'the points of a movement',
    `update ledger_entries set movements = replace(movements::text, '"points":7', '"points":8')::json`,
    'ledger_entries',
  ],
  [
    'what an entry was told',
    `update ledger_entries set facts = replace(facts::text, '7', '8')::json where facts is not null`,
    'ledger_accounts',
  ],
  ['a balance after', `update ledger_entries set ${plus('balance_after', '1')}`, 'ledger_entries'],
  [
    'balances before and after',
    `update ledger_entries set ${plus('balance_before', '5')}, ${plus('balance_after', '5')}`,
    'ledger_entries',
  ],
  ['an entry that is gone', `delete from ledger_entries where kind = 'act'`, 'ledger_entries'],
  ['the sums of a month', `update ledger_months set ${plus('points', '1')}`, 'ledger_months'],
  [
    'the points of an act',
    `update ledger_acts set deed = jsonb_set(deed, '{points}', '12') where kind = 'redeem'`,
    'ledger_accounts',
  ],
  [
    'what is kept of a program',
    `update program_states set state = replace(state::text, '7', '8')::json`,
    'program_states',
  ],
  ['a state that is gone', `delete from program_states`, 'program_states'],
  ['a place in the lists', `update list_places set ${plus('revenue', '1')}`, 'list_places'],
  ['what a customer brought', `update profiles set ${plus('sales', '1')}`, 'profiles'],
  ['a day of a customer', `update customer_days set ${plus('sales', '1')}`, 'customer_days'],
  ['a day of a store', `update store_days set ${plus('known_sales', '1')}`, 'store_days'],
  ['the pieces of an article', `update gift_articles set ${plus('pieces', '1')}`, 'gift_articles'],
  ['how often a reward was redeemed', `update rewards set ${plus('redeemed', '1')}`, 'rewards'],
  ['the points of a redemption', `update reward_redemptions set points = 9`, 'reward_redemptions'],
  ['gifts for baskets', `update basket_gifts set ${plus('handed_over', '1')}`, 'basket_gifts'],
  ['what a voucher brought', `update vouchers set ${plus('discount', '1')}`, 'vouchers'],
  ['what a voucher cost', `update vouchers set ${plus('cost', '1')}`, 'vouchers'],
  ['the uses of a code', `update voucher_code_uses set uses = 0`, 'voucher_code_uses'],
  ['a code used by nobody', `delete from voucher_code_uses`, 'voucher_code_uses'],
  [
    'the answer an act got',
    `update ledger_acts set answer = replace(answer::text, '"at":"2026', '"at":"2025')::json`,
    'ledger_acts',
  ],
  ['what came back of a cart', `update carts set ${plus('points_back', '1')}`, 'carts'],
  ['by which acts it came back', `update carts set back_acts = '{}'`, 'carts'],
  [
    'what a cart held',
    `update carts set keeps = jsonb_set(keeps, '{points,points}', '5')`,
    'carts',
  ],
  ['a cart that was redeemed', `update carts set status = 'released'`, 'carts'],
  ['what a code holds', `update redemption_codes set ${plus('points', '1')}`, 'redemption_codes'],
  ['a friend paid by nothing', `update referrals set state = 'paid'`, 'referrals'],
  [
    'a friend paid and still waited for',
    `update referrals set state = 'waiting' where state = 'paid'`,
    'referrals',
  ],
]

/** All but those that PostgreSQL reckons from others. */
async function writable(table: string): Promise<string> {
  const { rows } = await sql<{ columns: string }>`
    select string_agg(column_name, ', ') as columns from information_schema.columns
    where table_name = ${table} and is_generated = 'NEVER'`.execute(
    world.server.house.context.database.kysely,
  )
  return rows[0]!.columns
}

test.each(faults)('%s is found', async (_, statement, found) => {
  const { kysely } = world.server.house.context.database
  const table = /(?:update|from) (\w+)/.exec(statement)![1]!
  await sql.raw(`create table kept as table ${table}`).execute(kysely)
  try {
    await change(statement)
    expect(await differences()).toContain(found)
  } finally {
    await change(`delete from ${table}`).catch(() => undefined)
    const columns = await writable(table)
    await change(
      `insert into ${table} (${columns}) overriding system value select ${columns} from kept`,
    )
    await sql.raw('drop table kept').execute(kysely)
  }
  expect(await differences()).toEqual([])
})

test('whoever had nothing but a receipt that was claimed by mistake is no difference', async () => {
  const event = { type: 'purchase', source: 'till', externalId: 'found', store: 'altstadt' }
  const receipt = { occurredAt: '2026-11-20T10:00:00Z', amount: 300, receiptNumber: 'found' }
  await world.shop.post('/api/v1/events', { events: [{ ...event, ...receipt }] })
  const body = { identities: [{ kind: 'external_id', value: 'finder' }] }
  const { id } = (await world.owner.post('/api/v1/customers', body)).body
  const claim = await world.owner.post(`/api/v1/customers/${id}/claims`, {
    ...{ store: 'altstadt', receiptNumber: 'found', day: '2026-11-20', amount: 300 },
  })
  expect(claim.status, claim.text).toBe(201)
  expect(await differences()).toEqual([])
  const undone = await world.owner.delete(`/api/v1/customers/${id}/merges/${claim.body.id}`)
  expect(undone.status, undone.text).toBe(200)
  expect(await differences()).toEqual([])
})
