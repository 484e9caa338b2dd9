import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectPool } from '#database/open.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { Refusal } from '#kernel/errors.ts'
import { grant, type LedgerWorld, ledgerWorld, request } from '../../../tests/ledger.ts'
import { lockAccountsOf } from './account-rows.ts'
import { bookAdditions, bookReplayed } from './book.ts'
import { bookTime } from './book-time.ts'
import { hold } from './hold.ts'
import { readStandings } from './read-standings.ts'
import { redeem } from './redeem.ts'
import { readLedgerTerms } from './terms.ts'
import { transfer } from './transfer.ts'
import { verifyLedger } from './verify.ts'

const connections = 50

let world: LedgerWorld
let crowd: ReturnType<typeof connectPool>
let now: Date
beforeAll(async () => {
  world = await ledgerWorld()
  now = world.at('2026-06-01T10:00:00Z')
  crowd = connectPool(world.database.connection, { poolSize: connections })
})
afterAll(async () => {
  expect((await verifyLedger(world.context)).differences).toEqual([])
  await crowd.close()
  await world.close()
})

const inParallel = <T>(count: number, work: (tx: Tx, number: number) => Promise<T>) =>
  Promise.allSettled(
    Array.from({ length: count }, (_, number) => transaction(crowd, (tx) => work(tx, number))),
  )

async function customerWith(name: string, points: number): Promise<string> {
  const customerId = await world.customer()
  const grants = [grant(name, points, '2026-05-01T09:00:00Z')]
  await world.run((tx, at, terms) =>
    bookAdditions(tx, [{ customerId, grants, reversals: [] }], terms, at),
  )
  return customerId
}

const balance = async (customerId: string) =>
  (await world.run((tx, at) => readStandings(tx, customerId, at)))[0]!.balance

const count = async (table: string, customerId: string) =>
  (
    await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)} where customer_id = ${customerId}`.execute(
      world.database.kysely,
    )
  ).rows[0]!.count

describe('with fifty connections', () => {
  test('a balance worth seven is spent exactly seven times', async () => {
    const anna = await customerWith('parallel-1', 7 * 3 + 2)
    const outcomes = await inParallel(connections, (tx, number) =>
      redeem(tx, { ...request(anna, `checkout ${number}`), points: 3, for: 'redeem' }, now),
    )
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(outcomes.length - refused.length).toBe(7)
    expect(
      refused.every((one) => one instanceof Refusal && one.code === 'points_insufficient'),
    ).toBe(true)
    expect(await balance(anna)).toBe(2)
  })

  test('spends and holds together never take more than there is', async () => {
    const anna = await customerWith('parallel-2', 20)
    const outcomes = await inParallel(connections, (tx, number) =>
      number % 2 === 0
        ? redeem(tx, { ...request(anna, `spend ${number}`), points: 2, for: 'redeem' }, now)
        : hold(tx, { ...request(anna, `hold ${number}`), points: 2, minutes: 5 }, now),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    expect(await balance(anna)).toBe(0)
  })

  test('a hundred repeats of one act have one effect and one answer', async () => {
    const anna = await customerWith('parallel-3', 100)
    const outcomes = await inParallel(100, (tx) =>
      redeem(tx, { ...request(anna, 'the same'), points: 10, for: 'redeem' }, now),
    )
    const answers = outcomes.map((one) => one.status === 'fulfilled' && JSON.stringify(one.value))
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('"balance":90')
    expect(await balance(anna)).toBe(90)
    expect(await count('ledger_acts', anna)).toBe(1)
    expect(await count('ledger_entries', anna)).toBe(2)
    await expect(
      transaction(crowd, (tx) =>
        redeem(tx, { ...request(anna, 'the same'), points: 11, for: 'redeem' }, now),
      ),
    ).rejects.toMatchObject({ code: 'act_differs' })
  })

  test('points moved to and fro between two customers neither grow nor shrink', async () => {
    const [anna, bert] = [
      await customerWith('parallel-4', 50),
      await customerWith('parallel-5', 50),
    ]
    await inParallel(connections, (tx, number) => {
      const [from, to] = number % 2 === 0 ? [anna, bert] : [bert, anna]
      const moving = { ...request(from, `move ${number}`), toCustomerId: to, points: 7 }
      return transfer(tx, moving, now)
    })
    expect((await balance(anna)) + (await balance(bert))).toBe(100)
  })

  test('points moved within a family and out of it never wait for each other in a ring', async () => {
    // Of three, the first was merged into the last: asked by name, the order would turn around.
    const [anna, bert, cora] = [
      await world.customer(),
      await customerWith('ring-1', 40),
      await world.customer(),
    ]
    await world.run((tx) =>
      sql`update customers set merged_into = ${cora} where customer_id = ${anna}`.execute(tx),
    )
    await world.tell(cora, { grants: [grant('ring-2', 40, '2026-05-01T09:00:00Z')] })
    const moved = await Promise.allSettled(
      Array.from({ length: connections }, (_, number) => {
        const [from, to] = number % 2 === 0 ? [anna, bert] : [bert, cora]
        const moving = { ...request(from, `ring ${number}`), toCustomerId: to, points: 1 }
        return crowd.kysely.transaction().execute((tx) => transfer(tx, moving, now))
      }),
    )
    const reasons = moved.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(reasons.filter((code) => code !== 'points_insufficient')).toEqual([])
  })

  test('a merge amid redemptions takes each point once', async () => {
    const [anna, bert] = [await world.customer(), await world.customer()]
    const [one, two] = [
      grant('merge-1', 30, '2026-05-01T09:00:00Z'),
      grant('merge-2', 30, '2026-05-01T09:00:00Z'),
    ]
    await world.tell(anna, { grants: [one] })
    await world.tell(bert, { grants: [two] })
    const merging = transaction(crowd, async (tx) => {
      await lockAccountsOf(tx, [anna, bert])
      await sql`update customers set merged_into = ${anna} where customer_id = ${bert}`.execute(tx)
      await new Promise((resolve) => setTimeout(resolve, 100))
      const whole = { customerId: anna, grants: [one, two], reversals: [] }
      await bookReplayed(tx, [whole], await readLedgerTerms(tx), now)
    })
    const outcomes = await inParallel(connections - 5, (tx, number) =>
      redeem(
        tx,
        { ...request(number % 2 ? anna : bert, `amid ${number}`), points: 2, for: 'redeem' },
        now,
      ),
    )
    await merging
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length
    expect(done).toBe(30)
    expect(await balance(anna)).toBe(0)
  })

  test('purchases of one new customer all count, and time is booked once beside them', async () => {
    const customerId = await world.customer()
    const expiresAt = Date.parse('2026-05-20')
    const booking = inParallel(connections, async (tx, number) => {
      const gone = grant(`many-${number}`, 2, '2026-05-01T09:00:00Z', { expiresAt })
      const kept = grant(`more-${number}`, 1, '2026-05-02T09:00:00Z')
      const told = { customerId, grants: [gone, kept], reversals: [] }
      return bookAdditions(tx, [told], await readLedgerTerms(tx), now)
    })
    await Promise.all([booking, ...Array.from({ length: 5 }, () => bookTime(world.context))])
    const failed = (await booking).filter(({ status }) => status === 'rejected')
    expect(failed).toEqual([])
    const [standing] = await world.run((tx, at) => readStandings(tx, customerId, at))
    expect(standing).toMatchObject({ balance: 50, expired: 100 })
  })
})
