import fc from 'fast-check'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#contract/route.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { createCustomer } from '#domain/customers/create-customer.ts'
import { recordEvents } from '#domain/events/record-events.ts'
import { bookTimeWorker } from '#domain/ledger/book-time.ts'
import { defineCurrency } from '#domain/ledger/define-currency.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { followProgram, keptPlan } from '#domain/loyalty/follow-program.ts'
import { defineArticle } from '#domain/loyalty/gifts/define-article.ts'
import { handOver } from '#domain/loyalty/gifts/hand-over.ts'
import { cancelAct } from '#domain/loyalty/points/cancel-act.ts'
import * as acts from '#domain/loyalty/points/do-acts.ts'
import { addRevision } from '#domain/loyalty/program-rows.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { verifyProfiles } from '#domain/profile/verify.ts'
import { dateText } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/errors.ts'
import { TimeZone } from '#kernel/time-zone.ts'
import { freshDatabase, type TestDatabase } from '../../../tests/database.ts'
import { anyFacts } from '../../../tests/event-lives.ts'
import { contents, statesOfTheFollowed } from '../../../tests/merging.ts'
import { ladderOf, ruleOf, tiersOf } from '../../../tests/program-lives.ts'
import { claimPurchase } from './claim-purchase.ts'
import { mergeCustomers } from './merge-customers.ts'
import type { Merge } from './merge-rows.ts'
import { replayErasures } from './rights/replay-erasures.ts'
import { undoMerge } from './undo-merge.ts'

const names = ['anna', 'bert', 'cleo'] as const
type Name = (typeof names)[number]

let database: TestDatabase
let now = new Date('2026-11-21T12:00:00Z')
const clock = { now: () => now }
const planFor = keptPlan()
const within = [updateProfiles, followProgram()]
const caller: Caller = {
  ...{ kind: 'staff', staffId: '0', name: 'Olga', role: 'owner', stores: null },
}

const contextOf = () => ({ database, clock, log: pino({ level: 'silent' }) })
const rim = () => ({ context: contextOf(), planFor, caller })

beforeAll(async () => {
  database = await freshDatabase()
  const [validFrom, base] = [new Date('2020-01-01T00:00:00Z'), { returns: 'clamp' as const }]
  await transaction(database, async (tx) => {
    for (const currency of ['points', 'stars']) {
      const terms = { currency, name: currency, validFrom, value: '0.01', overdraftMax: 0, ...base }
      await defineCurrency(tx, terms, now)
    }
    await sayProgram(tx)
  })
  const mug = { name: 'Mug', cost: 300, counted: false, supplierNote: '', lowStockAt: null }
  await defineArticle(contextOf(), caller, 'mug', mug)
})
afterAll(() => database.close())

async function sayProgram(tx: Tx) {
  const validFrom = '2025-03-01T00:00:00Z'
  const club = { kind: 'compare', field: 'customer.tags', operator: 'contains', value: 'club' }
  const rules = [
    { key: 'euro', way: { kind: 'per_amount', points: '2', perAmount: 100, includes: ['tax'] } },
    { key: 'first', way: { kind: 'per_purchase', points: 9 }, caps: { perCustomer: 9 } },
    { key: 'club', way: { kind: 'per_purchase', points: 3 }, when: club },
    { key: 'visit', currency: 'stars', way: { kind: 'per_visit', points: 1 }, pendingDays: 9 },
    {
      key: 'map',
      way: { kind: 'per_event', event: 'download', points: 5 },
      expiry: { kind: 'after_days', days: 500 },
    },
  ]
  for (const rule of rules) {
    await addRevision(tx, { kind: 'rule', content: ruleOf({ validFrom, ...rule }) }, said())
  }
  const levels = [{ key: 'silver', name: 'Silver', threshold: 2 }]
  await addRevision(tx, { kind: 'tiers', content: tiersOf({ validFrom, levels }) }, said())
  const rounds = [{ steps: [{ count: 1, articles: ['mug'] }] }]
  const content = ladderOf({ validFrom, key: 'gifts', rounds })
  await addRevision(tx, { kind: 'gift_ladder', content }, said())
}

const said = () => ({ now, by: null })

const who = fc.constantFrom(...names)
const points = fc.integer({ min: 1, max: 40 })
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('facts' as const), from: fc.nat(24) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('redeem' as const, 'grant' as const, 'hold' as const),
      ...{ who, points },
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('capture' as const, 'release' as const, 'cancel' as const),
      ...{ who, of: fc.nat(9), by: fc.constantFrom('who did it', 'who' as string) },
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('gift' as const), who }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('transfer' as const), who, to: who, points }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('merge' as const), who, into: who }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('claim' as const), who, of: fc.nat(24) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), of: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pass' as const), days: fc.nat(40) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** An event as it is sent; every purchase has a receipt. */
type Told = {
  type: string
  externalId: string
  occurredAt: string
  customer?: object
  store?: string
  amount?: number
}
const withReceipts = anyFacts.map((events) =>
  events.map((event: Told) => ({
    ...event,
    ...(event.type === 'purchase' && { receiptNumber: event.externalId }),
  })),
)

/** What a life is asked with and has brought so far. */
type Life = {
  events: readonly Told[]
  ids: Record<Name, string>
  done: { id: string; who: Name; kind: string }[]
  merges: Merge[]
  acts: number
}

async function begin(events: readonly Told[]): Promise<Life> {
  await sql`set stammgast.erasing = 'on'; truncate customers, persons, identities, events, event_texts,
    event_keys, profiles, list_places, customer_days, store_days, customer_tags, program_states, person_revisions,
    ledger_accounts, ledger_acts, act_notes, ledger_entries, ledger_months, gift_hand_overs,
    act_references, stock_movements, customer_merges, erased_identities; update gift_articles set pieces = 0;
    set stammgast.erasing = ''`.execute(database.kysely)
  now = new Date('2026-11-21T12:00:00Z')
  const ids = {} as Life['ids']
  for (const name of names) {
    const identities = [{ kind: 'external_id' as const, value: name }]
    const more = name === 'bert' ? {} : { name }
    const tags = name === 'cleo' ? ['club'] : []
    const customer = { identities, attributes: {}, tags, ...more }
    ids[name] = (await createCustomer(contextOf(), customer)).id
  }
  const life: Life = { events, ids, done: [], merges: [], acts: 0 }
  for (const name of names) await perform(life, { kind: 'grant', who: name, points: 25 })
  return life
}

/** Refused is fine: what counts is that what was granted can be parted again. */
async function perform(life: Life, one: Step): Promise<void> {
  try {
    await attempt(life, one)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

async function attempt(life: Life, one: Step): Promise<void> {
  const asked = { source: 'till', externalId: `act ${life.acts++}` }
  const named = (name: Name) => ({ ...asked, customer: { externalId: name } })
  const note = ({ id }: { id: string }, by: Name) => life.done.push({ id, who: by, kind: one.kind })
  switch (one.kind) {
    case 'facts': {
      const events = life.events.slice(one.from % life.events.length).slice(0, 4)
      await recordEvents(contextOf(), within, events)
      return
    }
    case 'redeem': {
      const wish = { ...spent, points: one.points, for: 'redeem' as const }
      note(await acts.redeemPoints(rim(), { ...named(one.who), ...wish }), one.who)
      return
    }
    case 'grant': {
      const wish = { ...byHand, points: one.points }
      note(await acts.grantPoints(rim(), { ...named(one.who), ...wish }), one.who)
      return
    }
    case 'hold': {
      const wish = { ...spent, points: one.points, minutes: 9_000 }
      note(await acts.holdPoints(rim(), { ...named(one.who), ...wish }), one.who)
      return
    }
    case 'capture':
    case 'release':
    case 'cancel': {
      const meant = life.done.filter(({ kind }) => one.kind === 'cancel' || kind === 'hold')
      const found = meant[one.of % meant.length]
      if (!found) return
      const request = named(one.by === 'who did it' ? found.who : one.who)
      const holdId = found.id
      if (one.kind === 'release') await acts.releasePoints(rim(), { ...request, holdId })
      else if (one.kind === 'capture') {
        const captured = await acts.capturePoints(rim(), { ...request, holdId, rest: 'held' })
        note(captured, found.who)
      } else await cancelAct(rim(), { ...request, actId: found.id, reason: 'other' })
      return
    }
    case 'gift':
      await handOver(rim(), { ...named(one.who), for: { kind: 'ladder', ladder: 'gifts' } })
      return
    case 'transfer': {
      const to = { externalId: one.to }
      await acts.transferPoints(rim(), {
        ...named(one.who),
        to,
        ...spent,
        points: one.points,
        reason: 'other',
      })
      return
    }
    case 'merge':
      await mergeAndBack(life, one)
      return
    case 'claim':
      await claimAndBack(life, one)
      return
    case 'undo': {
      const merge = life.merges[one.of]
      if (!merge) return
      life.merges.splice(one.of, 1)
      await undo(merge)
      return
    }
    case 'pass':
      now = new Date(now.getTime() + one.days * 86_400_000)
      await bookTimeWorker(contextOf()).work(new AbortController().signal)
  }
}

const spent = { currency: 'points' }
const byHand = { ...spent, as: 'goodwill' as const, reason: 'other' as const }

/** Undone at once it leaves everything as it was; then it stays. */
async function mergeAndBack(life: Life, { who: from, into }: { who: Name; into: Name }) {
  const merging = { from: life.ids[from], into: life.ids[into], note: null }
  await thereAndBack(life, () => mergeCustomers(rim(), merging, caller))
}

async function claimAndBack(life: Life, { who: claimer, of }: { who: Name; of: number }) {
  const sold = life.events.filter(
    (event) => event.type === 'purchase' && event.store && !event.customer,
  )
  const event = sold[of % sold.length]
  if (!event) return
  const { store = '', externalId: receiptNumber, amount = 0 } = event
  const day = berlin.dateOf(event.occurredAt)
  const claim = { receipt: { store, receiptNumber, amount, day }, note: null }
  const customerId = life.ids[claimer]
  await thereAndBack(life, () => claimPurchase(rim(), { customerId, ...claim }, caller))
}

async function thereAndBack({ merges }: Life, join: () => Promise<Merge>) {
  const before = await contents(database)
  const merge = await join()
  await expectNoDifference()
  await undo(merge)
  expect(await contents(database)).toEqual(before)
  merges.push(await join())
}

const berlin = {
  dateOf: (instant: string) => dateText(new TimeZone('Europe/Berlin').dayOf(new Date(instant))),
}

const undo = async ({ mergeId, fromId }: Merge) =>
  await undoMerge(rim(), { customerId: fromId, mergeId }, caller)

async function expectNoDifference() {
  for (const verify of [verifyProfiles, verifyProgram, verifyLedger]) {
    expect((await verify(contextOf())).differences).toEqual([])
  }
}

/** What follows from facts alone, by whom they were told of. */
async function told() {
  const { rows } = await sql<object>`
    with followed as (${statesOfTheFollowed})
    select value as name, purchases, purchase_days, visits, sales, returned, margin, facts,
      first_purchase_at, encode(days, 'hex') as days,
      (select coalesce(json_agg(days order by day, store_number, category_number), '[]') from (
        select day, store_number, category_number, receipts, sales, returned from customer_days
        where customer_days.customer_id = profiles.customer_id and (receipts, sales, returned) <> (0, 0, 0)
      ) as days) as day_rows,
      (select state -> 'tier' from followed where followed.customer_id = profiles.customer_id) as tier
    from identities join profiles using (customer_id) order by 1`.execute(database.kysely)
  return rows
}

const lastMerge: Step = { kind: 'merge', who: 'anna', into: 'bert' }
let undone = 0
test('merges are undone exactly, whatever happens before, between and after', async () => {
  await fc.assert(
    fc.asyncProperty(
      withReceipts,
      fc.array(step, { minLength: 5, maxLength: 25 }),
      async (events, steps) => {
        const life = await begin(events)
        // However few are drawn: of each life something is left to be parted.
        for (const one of [...steps, lastMerge]) await perform(life, one)
        await expectNoDifference()
        undone += life.merges.length
        for (const merge of life.merges.toSorted(() => (life.acts % 2) - 0.5)) await undo(merge)
        await expectNoDifference()
        const parted = await told()
        const alone = await begin(events)
        for (const one of steps) if (one.kind === 'facts') await perform(alone, one)
        expect(parted).toEqual(await told())
      },
    ),
    { numRuns: Number(process.env.STAMMGAST_PROPERTY_RUNS ?? 4) },
  )
  expect(undone).toBeGreaterThan(0)
}, 300_000)

/** What the business sees: sums over everybody. */
async function sums() {
  const { rows } = await sql<object>`
    select
      (select json_build_array(sum(revenue), sum(margin), sum(purchases)) from profiles) as customers,
      (select json_build_array(sum(known_sales), sum(anonymous_sales)) from store_days) as stores,
      (select json_agg(booked order by booked::text) from (
        select currency, from_account, to_account, sum(points) as points from ledger_months
        group by 1, 2, 3
      ) as booked) as books`.execute(database.kysely)
  return rows[0]
}

test('who is erased in the middle of it all changes no sum, and is counted once if told again', async () => {
  const context = { ...contextOf(), erasureKey: 'a key of tests' }
  await fc.assert(
    fc.asyncProperty(
      withReceipts,
      fc.array(step, { minLength: 5, maxLength: 20 }),
      who,
      async (events, steps, name) => {
        const life = await begin(events)
        for (const one of steps) await perform(life, one)
        await recordEvents(context, within, events)
        const before = await sums()
        expect(await replayErasures(context, [life.ids[name]])).toBe(1)
        expect(await sums()).toEqual(before)
        await expectNoDifference()
        const again = await recordEvents(context, within, events)
        expect(again.filter(({ status }) => status === 'accepted')).toEqual([])
        expect(await sums()).toEqual(before)
        await expectNoDifference()
      },
    ),
    { numRuns: Number(process.env.STAMMGAST_PROPERTY_RUNS ?? 2) },
  )
}, 300_000)
