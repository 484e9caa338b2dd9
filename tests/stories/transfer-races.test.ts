import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '#cli/verify.ts'
import { connectPool } from '#database/open.ts'
import { transaction } from '#database/transaction.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { transfer } from '#domain/ledger/transfer.ts'
import { internalId } from '#kernel/ids.ts'
import { openRewardsWorld, type RewardsWorld, ruleOf } from '../rewards.ts'

/** Points on their way from one customer to another meet whatever else books in several accounts. */

const connections = 50
const [movesInAll, receiptsOfPair] = [2 * connections, 15]
const guests = ['a', 'b', 'c', 'd', 'e', 'f']

let world: RewardsWorld
let crowd: ReturnType<typeof connectPool>
const ids: string[] = []
beforeAll(async () => {
  world = await openRewardsWorld()
  await world.say(ruleOf({}))
  for (const guest of guests) ids.push(internalId('cus', await world.customer(guest, 500))!)
  crowd = connectPool(world.server.house.context.database.connection, { poolSize: connections })
})
afterAll(async () => {
  expect((await verifyAll(world.server.house.context)).differences).toEqual([])
  await crowd.close()
  await world.server.close()
})

async function ringsEnded(): Promise<number> {
  const { rows } = await sql<{ deadlocks: number }>`
    select pg_stat_clear_snapshot(), deadlocks from pg_stat_database
    where datname = current_database()`.execute(crowd.kysely)
  return rows[0]!.deadlocks
}

/** A new purchase of one, and one told late of another, who is gone through anew after them. */
const receipts = (number: number) =>
  [
    { guest: guests[(number + 3) % 6]!, occurredAt: '2026-11-20T09:00:00Z' },
    { guest: guests[number % 6]!, occurredAt: `2026-11-${10 + (number % 9)}T09:00:00Z` },
  ].map(({ guest, occurredAt }, line) => ({
    ...{ type: 'purchase' as const, source: 'till', externalId: `${number}/${line}`, occurredAt },
    ...{ customer: { externalId: guest }, amount: 700 },
  }))

test('transfers, fifty at once, wait in no ring with receipts that are told late', async () => {
  const { context, within } = world.server.house
  const now = context.clock.now()
  const database = { ...context.database, ...crowd }
  const before = await ringsEnded()
  const moving = (number: number) =>
    transaction(crowd, (tx) =>
      transfer(
        tx,
        {
          ...{ customerId: ids[number % 6]!, toCustomerId: ids[(number + 3) % 6]! },
          ...{ currency: 'points', points: 1, identity: `move ${number}`, store: 0, doneBy: null },
          reason: { key: 'hand.other' },
        },
        now,
      ),
    )
  // Receipts of different pairs, since those of one may wait for each other as it is.
  const receive = async (pair: number) => {
    for (let number = pair; number < 3 * receiptsOfPair; number += 3) {
      const told = await recordEvents({ ...context, database }, within, receipts(number))
      expect(told.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
    }
  }
  const move = async (one: number) => {
    for (let number = one; number < movesInAll; number += connections) await moving(number)
  }
  const outcomes = await Promise.allSettled([
    ...[0, 1, 2].map(receive),
    ...Array.from({ length: connections }, (_, one) => move(one)),
  ])
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
  expect((await ringsEnded()) - before).toBe(0)
})
