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

async function send(names: readonly string[], occurredAt: string): Promise<string[]> {
  const events = names.map((name) => buy(name, occurredAt))
  const { body } = await world.shop.post('/api/v1/events', { events })
  expect(body.accepted).toBe(names.length)
  return body.items.map(({ customerId }: { customerId: string }) => internalId('cus', customerId))
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

/** Whose sums of the month stand in the same rows as those of the first. */
const alike = (ids: readonly string[], from: number, to: number) =>
  ids.slice(from, to).find((id) => id.at(-1) === ids[0]!.at(-1))!

test('a batch in lanes, and an act for somebody of a later lane', async () => {
  const names = Array.from({ length: 900 }, (_, index) => `lane-${index}`)
  const ids = (await send(names, '2026-11-20T09:00:00Z')).toSorted()
  await giveAmid(alike(ids, 800, 900), () => send(names, '2026-11-20T10:00:00Z'))
})

test('a batch whose late receipt lets somebody go through the program anew', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `late-${index}`)
  const ids = await send(names, '2026-11-20T09:00:00Z')
  const sorted = ids.toSorted()
  const last = alike(sorted, 1, 40)
  const late = names[ids.indexOf(last)]!
  await giveAmid(last, async () => {
    const events = [
      ...names.filter((name) => name !== late).map((name) => buy(name, '2026-11-20T10:00:00Z')),
      buy(late, '2026-11-19T10:00:00Z'),
    ]
    const { body } = await world.shop.post('/api/v1/events', { events })
    expect(body.accepted).toBe(40)
  })
})
