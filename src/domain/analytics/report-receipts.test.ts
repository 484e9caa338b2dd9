import { afterEach, expect, test } from 'vitest'
import { freshWorld, purchase, type World } from '../../../tests/world.ts'
import { reportReceipts } from './report-receipts.ts'

let world: World
afterEach(() => world.close())

/** Each version was recorded by itself, as a shop sends it. */
async function recordEach(...events: object[]) {
  world = await freshWorld()
  for (const event of events) await world.record([event])
}

/** At noon it would seem that no times are known. */
const atEight = { occurredAt: '2026-11-16T07:30:00Z' }

const line = (name: string, amount: number) => ({ amount: undefined, lines: [{ name, amount }] })

test('a receipt whose day was put right to long ago no longer counts among the latest', async () => {
  const moved = purchase('2026-11-10', 'anna', 0, line('Lampe', 9000))
  await recordEach(
    purchase('2024-01-02', 'anna', 100),
    purchase('2026-11-16', 'anna', 0, { ...line('Tasse', 1250), ...atEight }),
    moved,
    { ...moved, version: 1, occurredAt: '2024-01-10T11:00:00Z' },
  )
  const report = await reportReceipts(world.context, {}, null)
  expect(report).toMatchObject({
    receipts: 1,
    byHour: [{ weekday: 1, hour: 8, receipts: 1, sales: { amount: 1250 } }],
    topArticles: [{ name: 'Tasse', receipts: 1 }],
  })
})

test('a receipt whose day was put right to the latest counts there, in its newest version', async () => {
  const moved = purchase('2024-01-10', null, 500)
  await recordEach(purchase('2026-11-16', 'anna', 1250), moved, {
    ...moved,
    version: 7,
    amount: 800,
    occurredAt: '2026-11-17T08:00:00Z',
  })
  const report = await reportReceipts(world.context, {}, null)
  expect(report.receipts).toBe(2)
  expect(report.byHour).toEqual([
    { weekday: 1, hour: 12, receipts: 1, sales: { amount: 1250, currency: 'EUR' } },
    { weekday: 2, hour: 9, receipts: 1, sales: { amount: 800, currency: 'EUR' } },
  ])
})

test('a receipt that another customer made long ago, as is known now, counts there alone', async () => {
  const moved = purchase('2026-11-10', 'anna', 700)
  await recordEach(purchase('2026-11-16', 'anna', 1250, atEight), moved, {
    ...moved,
    version: 1,
    customer: { externalId: 'bert' },
    occurredAt: '2024-01-10T11:00:00Z',
  })
  const report = await reportReceipts(world.context, {}, null)
  expect(report.receipts).toBe(1)
  expect(report.byHour).toMatchObject([{ weekday: 1, receipts: 1 }])
})
