import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { demoHouse } from '#cli/demo-house.ts'
import { fillDemo } from '#demo/fill-demo.ts'
import { optionsEndingYesterday } from '#demo/world.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

const servers: TestServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function open(): Promise<TestServer> {
  const server = await openTestServer({ now: '2026-11-21T12:00:00Z' })
  servers.push(server)
  return server
}

const small = { customers: 50 }
/** Large enough to be stopped on the way. */
const larger = { customers: 120 }
const path = '/api/v1/demo'
const ended = { timeout: 50_000, interval: 100 }
const statusFor = (owner: Client) => async () => (await owner.get(path)).body.status

/** Everything in the log but what every filling makes anew, and what the house says itself. */
async function logOf({ house }: TestServer) {
  const { rows } = await sql<{ count: number; amount: number; last: Date }>`
    select count(*)::int as count, sum(amount)::bigint as amount, max(occurred_at) as last
    from events where source <> 'stammgast'`.execute(house.context.database.kysely)
  return rows[0]!
}

type Book = { month: string; issued: number; redeemed: number }

describe('the demo', () => {
  test('fills an empty house in the background and every figure follows from the log', async () => {
    const server = await open()
    const owner = await server.owner()
    expect((await owner.get(path)).body).toEqual({
      status: 'none',
      share: 0,
      customers: 0,
      events: 0,
    })
    const started = await owner.post(path, small)
    expect([started.status, started.body.status]).toEqual([202, 'running'])
    await expect.poll(statusFor(owner), ended).toBe('done')
    const { body } = await owner.get(path)
    const log = await logOf(server)
    expect(body).toEqual({ status: 'done', share: 1, customers: 50, events: log.count })
    expect(log.last < new Date('2026-11-20T23:00:00Z')).toBe(true)
    const { differences, customers } = await verifyProfiles(server.house.context, () => undefined)
    expect([differences, customers]).toEqual([[], 50])
  })

  test('opens the café with its stores and its guests by name', async () => {
    const server = await open()
    const { context } = server.house
    await fillDemo(demoHouse(server.house), optionsEndingYesterday(context.clock.now(), small))
    const owner = await server.owner()
    expect((await owner.get('/api/v1/business')).body).toMatchObject({
      name: 'Café Morgenrot',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      trade: 'gastronomy',
      configured: true,
    })
    const stores = (await owner.get('/api/v1/stores')).body.items
    expect(stores.map(({ name }: { name: string }) => name)).toEqual([
      'Altstadt',
      'Bahnhof',
      'Markt',
      'Neustadt',
      'Süd',
      'Ufer',
    ])
    const { rows } = await sql`
      select name, birthday, array_agg(kind order by kind) as kinds
      from persons join identities using (customer_id)
      where name = 'Thomas Brandt' group by name, birthday`.execute(context.database.kysely)
    expect(rows).toEqual([
      {
        name: 'Thomas Brandt',
        birthday: '1969-02-25',
        kinds: ['card_number', 'email', 'external_id'],
      },
    ])
  })

  test('was lived with: rewards, gifts, vouchers and referrals, each at its time', async () => {
    const server = await open()
    const { context } = server.house
    await fillDemo(demoHouse(server.house), optionsEndingYesterday(context.clock.now(), small))
    const { rows } = await sql<{ did: string; times: number; last: Date }>`
      select 'rewards' as did, count(*)::int as times, max(occurred_at) as last from reward_redemptions
      union all select 'gifts', count(*)::int, max(occurred_at) from gift_hand_overs
      union all select 'vouchers', count(*)::int, max(occurred_at) from voucher_redemptions
      union all select 'referrals', count(*)::int, max(decided_at) from referrals where state = 'paid'
      union all select 'points', count(*)::int, max(at) from ledger_acts`.execute(
      context.database.kysely,
    )
    expect(rows.filter(({ times }) => times === 0)).toEqual([])
    expect(rows.filter(({ last }) => last >= context.clock.now())).toEqual([])
    expect(await verifyLedger(context)).toMatchObject({ differences: [] })
  })

  test('books in each month what was given in it, and much of it is redeemed', async () => {
    const server = await open()
    const { context } = server.house
    await fillDemo(demoHouse(server.house), optionsEndingYesterday(context.clock.now(), larger))
    const owner = await server.owner()
    const { items } = (await owner.get('/api/v1/liability/months?from=2026-05')).body
    const months: Book[] = items.filter(({ month }: Book) => month >= '2026-06')
    expect(months.map(({ month }) => month).toSorted()).toHaveLength(6)
    const mean = months.reduce((sum, { issued }) => sum + issued, 0) / months.length
    expect(months.filter(({ issued }) => issued < mean / 2 || issued > mean * 1.6)).toEqual([])
    expect(months.filter(({ redeemed }) => redeemed === 0)).toEqual([])
  })

  test('is refused in one sentence where something is already there', async () => {
    const server = await open()
    const owner = await server.owner()
    await owner.post('/api/v1/stores', { code: 'altstadt', name: 'Altstadt' })
    const refused = await owner.post(path, small)
    expect([refused.status, refused.body.code]).toEqual([409, 'database_not_empty'])
    expect((await owner.get('/api/v1/business')).body.name).toBe('')
  })

  test('that was canceled goes on when asked again, and counts everything once', async () => {
    const [whole, halved] = [await open(), await open()]
    const [one, other] = [await whole.owner(), await halved.owner()]
    await one.post(path, larger)
    await expect.poll(statusFor(one), ended).toBe('done')
    await other.post(path, larger)
    await expect
      .poll(async () => (await other.get(path)).body.events, { ...ended, interval: 5 })
      .toBeGreaterThan(0)
    expect((await other.delete(path)).body.status).toBe('canceled')
    const half = await logOf(halved)
    await other.post(path, larger)
    await expect.poll(statusFor(other), ended).toBe('done')
    expect(half.count).toBeLessThan((await logOf(whole)).count)
    expect(await logOf(halved)).toEqual(await logOf(whole))
    expect((await verifyProfiles(halved.house.context, () => undefined)).differences).toEqual([])
  })
})
