import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventInput } from '#contract/language/event.ts'
import { transaction } from '#database/transaction.ts'
import { recordInto } from '#domain/events/record-events.ts'
import { updateProfiles } from '#domain/profile/update-profiles.ts'
import { freshWorld, purchase, type World } from '../../../tests/world.ts'
import { keptAnswer } from './kept-answers.ts'
import { reportOverview } from './report-overview.ts'
import { reportRetention } from './report-retention.ts'

let world: World

beforeAll(async () => {
  world = await freshWorld()
  await world.record([purchase('2026-01-10', 'anna', 500), purchase('2026-02-10', 'anna', 500)])
})
afterAll(() => world.close())

let made = 0
const ask = (question = 'how many') =>
  keptAnswer(world.context, { question }, async (tx) => {
    made++
    const { rows } = await sql<{ n: number }>`select count(*) as n from events`.execute(tx)
    return rows[0]!.n
  })

test('the same question is answered from memory until something is recorded', async () => {
  const before = made
  const first = await ask()
  expect(await ask()).toBe(first)
  expect(made).toBe(before + 1)
  await world.record([purchase('2026-03-01', 'anna', 100)])
  expect(await ask()).toBe(first + 1)
  expect(made).toBe(before + 2)
})

test('an event of a transaction that was under way when the answer was made still counts', async () => {
  let commit: () => void = () => {}
  let recorded: () => void = () => {}
  const mayCommit = new Promise<void>((resolve) => {
    commit = resolve
  })
  const isRecorded = new Promise<void>((resolve) => {
    recorded = resolve
  })
  const underWay = transaction(world.context.database, async (tx) => {
    const event = eventInput.parse(purchase('2026-03-05', 'bert', 100))
    await recordInto(tx, [event], { now: world.context.clock.now(), within: [updateProfiles] })
    recorded()
    await mayCommit
  })
  await isRecorded
  // Events of transactions begun later are seen, so that the picture's newest is no measure.
  await world.record([purchase('2026-03-06', 'cleo', 100)])
  const first = await ask()
  expect(await ask()).toBe(first)
  commit()
  await underWay
  expect(await ask()).toBe(first + 1)
})

test('what changes reports beside events makes the answer anew', async () => {
  await ask()
  const before = made
  await sql`update business set revision = revision + 1`.execute(world.context.database.kysely)
  await ask()
  expect(made).toBe(before + 1)
})

test('many who ask at once are answered by one scan', async () => {
  const before = made
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask('at once')))
  expect(new Set(answers).size).toBe(1)
  expect(made).toBe(before + 1)
})

test('a failure is nobody’s answer', async () => {
  const fail = () =>
    keptAnswer(world.context, { question: 'failing' }, async () => {
      throw new Error('no luck')
    })
  await expect(fail()).rejects.toThrow('no luck')
  await expect(fail()).rejects.toThrow('no luck')
})

test('a late event moves a first purchase, and with it every kept report', async () => {
  const question = { every: 'month' as const, from: '2025-12-01', to: '2026-03-01' }
  const before = await reportRetention(world.context, question, null)
  expect(before.periods.map((period) => period.new)).toEqual([0, 1, 0])
  const overview = await reportOverview(world.context, {}, null)
  await world.record([purchase('2025-12-24', 'anna', 900)])
  const after = await reportRetention(world.context, question, null)
  expect(after.periods.map((period) => period.new)).toEqual([1, 0, 0])
  expect(after.periods[1]).toMatchObject({ customersAtStart: 1, kept: 1 })
  const later = await reportOverview(world.context, {}, null)
  expect(later.figures.revenue.amount).toBe(overview.figures.revenue.amount + 900)
})
