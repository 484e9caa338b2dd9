import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoHouse } from '#cli/demo-house.ts'
import { programChange } from '#contract/endpoints/program-previews.ts'
import { type EventInput, eventsPerBatchMax } from '#contract/language/event.ts'
import { readOnly } from '#database/transaction.ts'
import { fillDemo } from '#demo/fill-demo.ts'
import { defaultSeed } from '#demo/world.ts'
import { readBooks } from '#domain/ledger/entry-rows.ts'
import { readStandingsOf } from '#domain/ledger/read-standings.ts'
import { verifyLedger } from '#domain/ledger/verify.ts'
import { readWholeProgram } from '#domain/loyalty/definition/read-program.ts'
import { programWith, revisionOf } from '#domain/loyalty/preview/change-program.ts'
import { Comparison, type Pair } from '#domain/loyalty/preview/compare-lives.ts'
import { walkLives } from '#domain/loyalty/preview/walk-lives.ts'
import { windowOf } from '#domain/loyalty/preview/window.ts'
import { planOf } from '#domain/loyalty/program.ts'
import { verifyProgram } from '#domain/loyalty/verify.ts'
import { dayNumber } from '#kernel/calendar.ts'
import { TimeZone } from '#kernel/time-zone.ts'
import { put } from '../loyalty.ts'
import { type Client, openTestServer, type TestServer } from '../server.ts'

const options = { seed: defaultSeed, customers: 120, from: '2026-06-01', to: '2026-11-22' }
const days = 90
const today = new Date('2026-11-22T08:00:00Z')
/** The day before is the last one with any event. */
const lastKnownDay = dayNumber('2026-11-21')
const { fromMillis } = windowOf(days, today, new TimeZone('Europe/Berlin'), lastKnownDay)

/** From the fourth visit on a stamp for two euros of coffee and cake, not more than six a month. */
const rule = {
  name: 'Kaffee und Kuchen',
  currency: 'stamps',
  way: {
    ...{ kind: 'per_amount', points: '1', perAmount: 200, includes: ['tax'] },
    lines: {
      kind: 'compare',
      field: 'line.category',
      operator: 'one_of',
      value: ['Heißgetränke', 'Kuchen'],
    },
  },
  when: { kind: 'compare', field: 'customer.visits', operator: 'at_least', value: 3 },
  caps: { perMonth: 6 },
}

type Café = { server: TestServer; owner: Client; at(instant: Date): void; events: EventInput[] }

/** The café with its guests and its program; what is to happen there is handed over, not recorded. */
async function openCafé(start: Date): Promise<Café> {
  let now = start
  const server = await openTestServer({ clock: { now: () => now } })
  const events: EventInput[] = []
  const record = async (told: readonly EventInput[]) => {
    events.push(...told)
    return []
  }
  await fillDemo({ ...demoHouse(server.house), record }, options)
  events.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1))
  const at = (instant: Date) => {
    now = instant
  }
  return { server, owner: await server.owner(), at, events }
}

async function record({ server }: Café, events: readonly EventInput[]): Promise<void> {
  for (let from = 0; from < events.length; from += eventsPerBatchMax) {
    const batch = events.slice(from, from + eventsPerBatchMax)
    expect(await demoHouse(server.house).record(batch)).toEqual([])
  }
}

let told: Café
let lived: Café
beforeAll(async () => {
  told = await openCafé(today)
  await record(told, told.events)
  lived = await openCafé(new Date(fromMillis))
  await liveThrough(lived)
}, 60_000)
afterAll(async () => {
  for (const { server } of [told, lived]) {
    expect((await verifyProgram(server.house.context)).differences).toEqual([])
    expect((await verifyLedger(server.house.context)).differences).toEqual([])
    await server.close()
  }
})

/** The rule is said when the ninety days begin; then every evening brings the events of its day. */
async function liveThrough(café: Café): Promise<void> {
  const millisOf = ({ occurredAt }: EventInput) => new Date(occurredAt).getTime()
  const evenings = Map.groupBy(café.events, (event) =>
    Math.max(0, Math.ceil((millisOf(event) - fromMillis) / 86_400_000)),
  )
  await record(café, evenings.get(0) ?? [])
  await put(café.owner, '/api/v1/programs/rules/coffee_and_cake', rule)
  for (let evening = 1; evening <= days + 1; evening++) {
    café.at(new Date(Math.min(today.getTime(), fromMillis + evening * 86_400_000)))
    await record(café, evenings.get(evening) ?? [])
  }
}

test('what the preview says of each guest of the café is what living through the days then grants', async () => {
  const change = { kind: 'rule' as const, content: { key: 'coffee_and_cake', ...rule } }
  const reply = await told.owner.post('/api/v1/programs/previews', { change, days })
  expect(reply.body.status, reply.text).toBe('done')
  const said = await previewOfEach(told, reply.body.result.start)
  const [without, granted] = [await grantedIn(told), await grantedIn(lived)]
  expect(granted).toEqual(pairsAs(said, 'after'))
  expect(without).toEqual(pairsAs(said, 'before'))
  const [points] = reply.body.result.points
  expect(points).toMatchObject({ before: sumOf(without), after: sumOf(granted) })
  const gains = [...said.values()].filter(({ before, after }) => after > before)
  expect(reply.body.result.customers.gain).toBe(gains.length)
  expect(gains.length).toBeGreaterThan(30)
  expect(new Set(gains.map(({ before, after }) => after - before)).size).toBeGreaterThan(5)
})

test('and what they have in the end differs by just that', async () => {
  const said = await previewOfEach(told, '2026-08-23')
  const [before, after] = [await balancesIn(told), await balancesIn(lived)]
  for (const [guest, pair] of said) {
    const more = (after.get(guest) ?? 0) - (before.get(guest) ?? 0)
    expect([guest, more]).toEqual([guest, pair.after - pair.before])
  }
})

/** The preview, guest by guest: the same comparison, asked of one life after the other. */
async function previewOfEach({ server }: Café, start: string): Promise<Map<string, Pair>> {
  const { database } = server.house.context
  const names = await namesIn(server)
  const before = await readOnly(database, readWholeProgram)
  const window = windowOf(days, today, before.zone, lastKnownDay)
  const change = programChange.parse({ kind: 'rule', content: { key: 'coffee_and_cake', ...rule } })
  const from = new Date(fromMillis).toISOString()
  const after = programWith(before, revisionOf(change, from, before))
  const plans = { before: planOf(before), after: planOf(after) }
  const values = { money: 'EUR', of: new Map(), costRates: new Map() }
  const said = new Map<string, Pair>()
  await walkLives(
    database,
    { since: null, birthdays: false },
    (customerId, life) => {
      const comparison = new Comparison(plans, window, values, 'purchases')
      comparison.take(customerId, life)
      const result = comparison.result(1)
      expect(result.start).toBe(start)
      const [points] = result.points
      if (points && points.after > 0) said.set(names.get(customerId)!, points)
    },
    { onProgress: () => undefined, signal: new AbortController().signal },
  )
  return said
}

/** Stamps that really stand in the books for the ninety days, net of returns, by guest. */
async function grantedIn({ server }: Café): Promise<Map<string, number>> {
  const names = await namesIn(server)
  const books = await readOnly(server.house.context.database, (tx) =>
    readBooks(tx, [...names.keys()]),
  )
  const granted = new Map<string, number>()
  for (const { customerId, facts } of books.values()) {
    const sum =
      sumOf(facts.grants.filter(({ earnedAt }) => earnedAt >= fromMillis)) -
      sumOf(facts.reversals.filter(({ at }) => at >= fromMillis))
    if (sum > 0) granted.set(names.get(customerId)!, sum)
  }
  return granted
}

async function balancesIn({ server }: Café): Promise<Map<string, number>> {
  const names = await namesIn(server)
  const standings = await readOnly(server.house.context.database, (tx) =>
    readStandingsOf(tx, [...names.keys()], today),
  )
  return new Map([...standings].map(([id, [stamps]]) => [names.get(id)!, stamps!.balance]))
}

/** What the café calls its guests, by id. */
async function namesIn({ house }: TestServer): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select customer_id as id, value as name from identities where kind = 'external_id'`.execute(
    house.context.database.kysely,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const pairsAs = (pairs: ReadonlyMap<string, Pair>, side: keyof Pair) =>
  new Map([...pairs].flatMap(([guest, pair]) => (pair[side] > 0 ? [[guest, pair[side]]] : [])))

const sumOf = (all: Iterable<number | { points: number }> | ReadonlyMap<string, number>) => {
  let sum = 0
  for (const one of all instanceof Map ? all.values() : all) {
    sum += typeof one === 'number' ? one : one.points
  }
  return sum
}
