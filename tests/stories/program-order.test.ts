import fc from 'fast-check'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { defineCurrency } from '#domain/ledger/define-currency.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { followProgram } from '#domain/loyalty/follow-program.ts'
import { addRevision } from '#domain/loyalty/program-rows.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { fixedClock } from '#kernel/clock.ts'
import { freshDatabase, type TestDatabase } from '../database.ts'
import { toldOtherwise } from '../event-lives.ts'
import { ladderOf, ruleOf, tiersOf } from '../program-lives.ts'

let database: TestDatabase
let context: Context
let began: string
const within = [updateProfiles, followProgram()]
const now = new Date('2026-11-21T12:00:00Z')

beforeAll(async () => {
  database = await freshDatabase()
  context = { database, clock: fixedClock(now.toISOString()), log: pino({ level: 'silent' }) }
  await transaction(database, async (tx) => {
    for (const currency of ['points', 'stars']) {
      const validFrom = new Date('2020-01-01T00:00:00Z')
      await defineCurrency(
        tx,
        { currency, name: currency, validFrom, value: '0.01', returns: 'clamp', overdraftMax: 0 },
        now,
      )
    }
  })
})
afterAll(() => database.close())

const rules = [
  { key: 'euro', way: { kind: 'per_amount', points: '0.5', perAmount: 100, includes: ['tax'] } },
  {
    key: 'euro',
    validFrom: '2025-06-15T09:00:00Z',
    way: { kind: 'per_amount', points: '1.5', perAmount: 100, tierPoints: { silver: '3' } },
    caps: { perDay: 60 },
  },
  { key: 'visit', currency: 'stars', way: { kind: 'per_visit', points: 1 }, pendingDays: 3 },
  {
    key: 'double',
    way: { kind: 'multiplier', factor: '2' },
    when: { kind: 'compare', field: 'event.store', operator: 'equal', value: 'Ufer' },
  },
  {
    key: 'map',
    way: { kind: 'per_event', event: 'download', points: 5 },
    expiry: { kind: 'after_days', days: 90 },
    caps: { perCustomer: 10 },
  },
]

/** The same program, begun at this instant. */
async function beginProgram(validFrom: string) {
  began = validFrom
  await sql`set stammgast.erasing = 'on'; truncate program_revisions; set stammgast.erasing = ''`.execute(
    database.kysely,
  )
  await transaction(database, async (tx) => {
    for (const rule of rules) {
      const content = ruleOf({ validFrom, ...rule })
      await addRevision(tx, { kind: 'rule', content }, { now, by: null })
    }
    const levels = [{ key: 'silver', name: 'Silver', threshold: 2 }]
    const content = tiersOf({ validFrom, levels })
    await addRevision(tx, { kind: 'tiers', content }, { now, by: null })
    const rounds = [{ steps: [{ count: 3, articles: ['mug'] }] }]
    const ladder = ladderOf({ validFrom, key: 'gifts', rounds })
    await addRevision(tx, { kind: 'gift_ladder', content: ladder }, { now, by: null })
  })
}

async function empty() {
  await sql`set stammgast.erasing = 'on'; truncate customers, persons, identities, events, event_texts,
    event_keys, profiles, customer_days, store_days, customer_tags, program_states, person_revisions,
    ledger_accounts, ledger_acts, act_notes, ledger_entries, ledger_months; set stammgast.erasing = ''`.execute(
    database.kysely,
  )
}

async function stateAfter(events: unknown[], batchSizes: number[]): Promise<unknown> {
  await empty()
  let rest = events
  for (let batch = 0; rest.length > 0; batch++) {
    const size = batchSizes[batch % batchSizes.length]!
    const outcomes = await recordEvents(context, within, rest.slice(0, size))
    expect(outcomes.filter((one) => one.status === 'refused')).toEqual([])
    rest = rest.slice(size)
  }
  expect((await verifyProgram(context)).differences).toEqual([])
  expect((await verifyLedger(context)).differences).toEqual([])
  return state()
}

/** Event ids are made anew in every run; of lives before the program a state may be kept or not. */
async function state() {
  const accounts = await sql<{ owner: string; currency: string; balance: number }>`
    select value as owner, currency, sum(balance_after - balance_before)::bigint as balance
    from ledger_entries join identities using (customer_id)
    group by 1, 2 having sum(balance_after - balance_before) <> 0 order by 1, 2`.execute(
    database.kysely,
  )
  const states = await sql<{ owner: string; state: { tier: unknown; purchases: number } }>`
    select value as owner, state from program_states join identities using (customer_id)
    where (state #>> '{last,0}')::bigint >= ${Date.parse(began)}
    order by 1`.execute(database.kysely)
  return {
    accounts: accounts.rows,
    states: states.rows.map(({ owner, state: { tier, purchases } }) => ({
      owner,
      tier,
      purchases,
    })),
  }
}

test.each([
  ['before all facts', '2020-01-01T00:00:00Z'],
  ['among them', '2025-06-01T00:00:00Z'],
])(
  'any order, repetition and batching of the same facts earns the same, and the books agree, where the program begins %s',
  async (_, validFrom) => {
    await beginProgram(validFrom)
    let earned = 0
    const runs = Number(process.env.STAMMGAST_PROPERTY_RUNS ?? 12)
    await fc.assert(
      fc.asyncProperty(toldOtherwise, async ({ events, shuffled, batches }) => {
        const inOneGo = await stateAfter(events, [1000])
        const inPieces = await stateAfter(shuffled, batches)
        expect(inPieces).toEqual(inOneGo)
        if ((inOneGo as Awaited<ReturnType<typeof state>>).accounts.length > 0) earned++
      }),
      { numRuns: runs },
    )
    expect(earned).toBeGreaterThan(0)
  },
  300_000,
)

test('many customers at once get what each gets in a small batch, also from two tills at a time', async () => {
  await beginProgram('2020-01-01T00:00:00Z')
  const events = Array.from({ length: 260 }, (_, number) => ({
    ...{ type: 'purchase', source: 'till', externalId: `p${number}` },
    occurredAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    customer: { externalId: `c${number % 130}` },
    amount: 100 * (1 + (number % 7)),
  }))
  const inSmallBatches = await stateAfter(events, [40])
  expect((inSmallBatches as Awaited<ReturnType<typeof state>>).states).toHaveLength(130)
  expect(await stateAfter(events, [130])).toEqual(inSmallBatches)
  expect(await stateAfter(events, [1000])).toEqual(inSmallBatches)
  await empty()
  const halves = [events.slice(0, 130), events.slice(130)]
  await Promise.all(halves.map((half) => recordEvents(context, within, half)))
  expect((await verifyProgram(context)).differences).toEqual([])
  expect((await verifyLedger(context)).differences).toEqual([])
  expect(await state()).toEqual(inSmallBatches)
})
