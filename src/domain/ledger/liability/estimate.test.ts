import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayNumber, monthOf } from '#kernel/calendar.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { grant, type LedgerWorld, ledgerWorld } from '../../../../tests/ledger.ts'
import { estimateRedemption, type IssueMonth } from './estimate.ts'
import { readVintages } from './read-vintages.ts'

const month = (text: string) => monthOf(dayNumber(`${text}-01`))

describe('the share that is redeemed in the end', () => {
  /** Each month 1,000 points: half redeemed at once, 100 a month later, 200 after a year expire. */
  const months = (count: number): IssueMonth[] =>
    Array.from({ length: count }, (_, age) => ({
      month: 700 - count + age,
      issued: 1_000,
      redeemed: [500, 100].slice(0, count - age),
      expired: 0,
    }))

  test('is told by months that are over, the young ones by the old', () => {
    const found = estimateRedemption(months(14), 700)
    expect(found).toMatchObject({ vintages: 14, points: 14_000, rate: '0.600000' })
    expect(Number(found.low)).toBeLessThanOrEqual(0.6)
    expect(Number(found.high)).toBeGreaterThanOrEqual(0.6)
  })

  test('is not told by less than a year, nor by a handful of points', () => {
    expect(estimateRedemption(months(11), 700)).toMatchObject({ vintages: 11, rate: null })
    const few = months(14).map((one) => ({ ...one, issued: 10, redeemed: [5] }))
    expect(estimateRedemption(few, 700)).toMatchObject({ points: 140, rate: null, low: null })
    expect(estimateRedemption([], 700)).toMatchObject({ vintages: 0, rate: null })
  })

  test('leaves out the month that is not over', () => {
    const running = { month: 700, issued: 5_000, redeemed: [], expired: 0 }
    expect(estimateRedemption([...months(14), running], 700)).toMatchObject({ points: 14_000 })
  })
})

describe('what became of points', () => {
  let world: LedgerWorld
  beforeAll(async () => {
    world = await ledgerWorld()
  })
  afterAll(() => world.close())

  test('is read from the books by month of issue and age, by when it happened', async () => {
    const [anna, ben] = [await world.customer(), await world.customer()]
    const expiresAt = Date.parse('2026-04-10T00:00:00Z')
    world.at('2026-01-15T12:00:00Z')
    const january = grant('r1', 100, '2026-01-15T10:00:00Z', { expiresAt })
    await world.tell(anna, { grants: [january] })
    world.at('2026-03-02T12:00:00Z')
    await world.spend(anna, 'coffee', 30)
    // Told late: it counts for January all the same.
    await world.tell(ben, { grants: [grant('r2', 50, '2026-01-31T10:00:00Z')] })
    world.at('2026-05-01T12:00:00Z')
    await world.spend(ben, 'cake', 20)
    await world.tell(anna, { grants: [grant('r3', 7, '2026-05-01T10:00:00Z')] })
    const found = await world.run((tx) => readVintages(tx, zoneNamed('Europe/Berlin')))
    expect(found.get('points')).toEqual([
      { month: month('2026-01'), issued: 150, redeemed: [0, 0, 30, 0, 20], expired: 70 },
      { month: month('2026-05'), issued: 7, redeemed: [0], expired: 0 },
    ])
  })
})
