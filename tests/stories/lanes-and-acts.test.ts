import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '#cli/verify.ts'
import { transaction } from '#database/transaction.ts'
import { grantByHand } from '#domain/ledger/grant-by-hand.ts'
import { lockAccount } from '#domain/ledger/lock-account.ts'
import { internalId } from '#kernel/ids.ts'
import { anew, openRewardsWorld, type RewardsWorld, ruleOf } from '../rewards.ts'

/** Intake locks all accounts it books before it counts the month, as every act does: they wait in no ring. */

let world: RewardsWorld
beforeAll(async () => {
  world = await openRewardsWorld()
  await world.say(ruleOf({}))
})
afterAll(async () => {
  expect((await verifyAll(world.server.house.context)).differences).toEqual([])
  await world.server.close()
})

const buy = (externalId: string, occurredAt: string) => ({
  ...{ ...anew(), type: 'purchase', occurredAt, amount: 300, customer: { externalId } },
})

async function send(guests: readonly { name: string }[], occurredAt: string): Promise<string[]> {
  const events = guests.map(({ name }) => buy(name, occurredAt))
  const { body } = await world.shop.post('/api/v1/events', { events })
  expect(body.accepted).toBe(guests.length)
  return body.items.map(({ customerId }: { customerId: string }) => internalId('cus', customerId))
}

type Guest = { name: string; id: string }

/** In the order of their accounts. */
async function comeOnce(name: string, count: number, occurredAt: string): Promise<Guest[]> {
  const named = Array.from({ length: count }, (_, index) => ({ name: `${name}-${index}` }))
  const ids = await send(named, occurredAt)
  const guests = named.map((one, index) => ({ ...one, id: ids[index]! }))
  return guests.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

const waiters = async () => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(
    world.server.house.context.database.kysely,
  )
  return rows[0]!.count
}

/** Points are given by hand to somebody in whose account intake wants to book at that very moment. */
async function giveAmid(customerId: string, intake: () => Promise<unknown>) {
  const { context } = world.server.house
  let booked: Promise<unknown> = Promise.resolve()
  await transaction(context.database, async (tx) => {
    // Less than PostgreSQL takes to look for a ring.
    await sql`set local lock_timeout = '600ms'`.execute(tx)
    await lockAccount(tx, { customerId, currency: 'points' })
    booked = intake()
    await expect.poll(waiters, { interval: 20 }).toBe(1)
    await grantByHand(
      tx,
      {
        ...{ customerId, currency: 'points', identity: 'amid', store: 0, doneBy: null, points: 5 },
        ...{ reason: { key: 'hand.other' }, as: 'grant', availableAt: null, expiresAt: null },
      },
      context.clock.now(),
    )
  })
  await booked
}

/**
 * Whom a batch is about, and somebody from there on whose sums of the month stand in the same rows
 * as those of its first: ids are drawn, so whoever has none alike is left out of the batch.
 */
function ringOf(guests: readonly Guest[], from: number): { batch: Guest[]; last: Guest } {
  for (const [at, first] of guests.entries()) {
    const others = guests.slice(Math.max(from, at + 1))
    const last = others.find(({ id }) => id.at(-1) === first.id.at(-1))
    if (last) return { batch: guests.slice(at), last }
  }
  throw new Error('of so many two are alike')
}

test('a batch in lanes, and an act for somebody of a later lane', async () => {
  const guests = await comeOnce('lane', 900, '2026-11-20T09:00:00Z')
  const { batch, last } = ringOf(guests, 800)
  await giveAmid(last.id, () => send(batch, '2026-11-20T10:00:00Z'))
})

test('a batch whose late receipt lets somebody go through the program anew', async () => {
  const guests = await comeOnce('late', 40, '2026-11-20T09:00:00Z')
  const { batch, last } = ringOf(guests, 1)
  await giveAmid(last.id, async () => {
    const events = [
      ...batch.filter((one) => one !== last).map(({ name }) => buy(name, '2026-11-20T10:00:00Z')),
      buy(last.name, '2026-11-19T10:00:00Z'),
    ]
    const { body } = await world.shop.post('/api/v1/events', { events })
    expect(body.accepted).toBe(batch.length)
  })
})
