import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import type { Within } from '#domain/events/record.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { defineCurrency } from '#domain/ledger/define-currency.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { followProgram } from '#domain/loyalty/follow-program.ts'
import { addRevision } from '#domain/loyalty/program-rows.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { fixedClock } from '#kernel/clock.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { ruleOf } from '../program-lives.ts'
import { listening } from '../statements.ts'

let database: TestDatabase
let context: Context
const now = new Date('2026-11-21T12:00:00Z')

beforeAll(async () => {
  database = await freshDatabase()
  context = { database, clock: fixedClock(now.toISOString()), log: pino({ level: 'silent' }) }
  const validFrom = new Date('2020-01-01T00:00:00Z')
  const currency = { currency: 'points', name: 'Points', validFrom, value: '0.01' }
  await transaction(database, (tx) =>
    defineCurrency(tx, { ...currency, returns: 'clamp', overdraftMax: 0 }, now),
  )
  await say({
    key: 'euro',
    way: { kind: 'per_amount', points: '1', perAmount: 100, includes: ['tax'] },
  })
})
afterEach(async () => {
  expect((await verifyProgram(context)).differences).toEqual([])
  expect((await verifyLedger(context)).differences).toEqual([])
})
afterAll(() => database.close())

const say = (rule: Record<string, unknown>) =>
  transaction(database, (tx) =>
    addRevision(tx, { kind: 'rule', content: ruleOf(rule) }, { now, by: null }),
  )

const purchase = (customer: string, day: number) => ({
  ...{ type: 'purchase', source: 'till', externalId: `${customer} ${day}`, amount: 1000 },
  occurredAt: new Date(Date.UTC(2026, 10, day)).toISOString(),
  customer: { externalId: customer },
})

/** Takes events in; `between` happens after the program was reckoned ahead, before a row is held. */
async function take(
  program: Within,
  events: unknown[],
  between: () => Promise<unknown> = async () => undefined,
) {
  const ahead = Promise.withResolvers<void>()
  const reckoning: Within = Object.assign((...given: Parameters<Within>) => program(...given), {
    foresee: async (...given: Parameters<NonNullable<Within['foresee']>>) => {
      const react = await program.foresee!(...given)
      ahead.resolve()
      return react
    },
  })
  const profiles: Within = Object.assign(
    (...given: Parameters<Within>) => updateProfiles(...given),
    {
      foresee: async () => {
        await ahead.promise
        await between()
        return updateProfiles
      },
    },
  )
  const outcomes = await recordEvents(context, [profiles, reckoning], events)
  expect(outcomes.map(({ status }) => status)).toEqual(events.map(() => 'accepted'))
}

async function balances() {
  const { rows } = await sql<{ owner: string; balance: number }>`
    select value as owner, sum(balance_after - balance_before)::int as balance
    from ledger_entries join identities using (customer_id) group by 1 order by 1`.execute(
    database.kysely,
  )
  return Object.fromEntries(rows.map(({ owner, balance }) => [owner, balance]))
}

test('what was reckoned ahead is booked, and is reckoned anew where another till was quicker', async () => {
  const program = followProgram()
  await take(program, [purchase('Anna', 1), purchase('Ben', 1)])
  const states = (await listening(() => take(program, [purchase('Ben', 2)]))).filter(({ text }) =>
    text.includes('program_states'),
  )
  // Read ahead and written, and not read again.
  expect(states).toHaveLength(2)
  await take(program, [purchase('Anna', 3), purchase('Ben', 3)], () =>
    take(followProgram(), [purchase('Anna', 2)]),
  )
  expect(await balances()).toEqual({ Anna: 30, Ben: 30 })
})

test('a rule that changed meanwhile counts', async () => {
  const program = followProgram()
  await take(program, [purchase('Cem', 4)])
  await take(program, [purchase('Cem', 20)], () =>
    say({
      key: 'more',
      validFrom: '2026-11-19T00:00:00Z',
      way: { kind: 'per_purchase', points: 7 },
    }),
  )
  expect((await balances()).Cem).toBe(27)
})
