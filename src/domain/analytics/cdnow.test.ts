import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshWorld, purchase, type World } from '../../../tests/world.ts'
import { reportCohorts } from './report-cohorts.ts'
import { reportRetention } from './report-retention.ts'

let world: World

/** Master id, sample id, date, CDs, USD: a tenth of those who first bought early in 1997. */
const rows = readFileSync(
  new URL('../../../tests/reference/CDNOW_sample.txt', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/))

beforeAll(async () => {
  world = await freshWorld()
  await world.record(
    rows.map(([customer, , date, , dollars]) =>
      purchase(
        `${date!.slice(0, 4)}-${date!.slice(4, 6)}-${date!.slice(6)}`,
        customer!,
        Math.round(Number(dollars) * 100),
      ),
    ),
  )
})
afterAll(() => world.close())

describe('CDNOW', () => {
  test('2,357 customers bought 6,919 times on 6,696 days', async () => {
    const { rows: counted } = await sql`
      select count(*) as customers, sum(purchases)::int as purchases,
        sum(purchase_days)::int as days
      from profiles`.execute(world.context.database.kysely)
    expect(counted).toEqual([{ customers: 2357, purchases: 6919, days: 6696 }])
  })

  test('in the third quarter the formula says 80 % where 41 % were really kept', async () => {
    const { basis, periods } = await reportRetention(
      world.context,
      { every: 'quarter', from: '1997-01-01', to: '1998-07-01' },
      null,
    )
    expect(basis).toMatchObject({ asOf: '1998-06-30', customers: 2357, from: '1997-01-01' })
    expect(periods.length).toBe(6)
    expect(periods.every((period) => !period.open)).toBe(true)
    expect(periods[0]).toMatchObject({
      start: '1997-01-01',
      end: '1997-04-01',
      customersAtStart: 0,
      new: 2357,
      formulaRate: null,
      keptRate: null,
    })
    const third = periods[2]!
    expect(third.new).toBe(0)
    expect(third.formulaRate).toBeCloseTo(0.8, 1)
    expect(third.keptRate).toBeCloseTo(0.41, 2)
    expect(third.keptInterval!.low).toBeLessThan(third.keptRate!)
    expect(third.keptInterval!.high).toBeGreaterThan(third.keptRate!)
    expect(third.coverage.receiptsShare).toBe(1)
  })

  test('three monthly cohorts followed to the end', async () => {
    const { cohorts, all } = await reportCohorts(
      world.context,
      {
        every: 'month',
        by: 'time',
        criterion: 'bounded',
        withRevenue: true,
        from: '1997-01-01',
        to: '1998-07-01',
      },
      null,
    )
    expect(cohorts.map(({ start, cells }) => [start, cells.length])).toEqual([
      ['1997-01-01', 18],
      ['1997-02-01', 17],
      ['1997-03-01', 16],
    ])
    expect(cohorts.reduce((sum, cohort) => sum + cohort.size, 0)).toBe(2357)
    expect(all.size).toBe(2357)
    const revenue = cohorts.flatMap(({ cells }) => cells.map((cell) => cell.revenue!.amount))
    const dollars = rows.reduce((sum, row) => sum + Math.round(Number(row[4]) * 100), 0)
    expect(revenue.reduce((sum, amount) => sum + amount, 0)).toBe(dollars)
  })

  test('without a range the last known periods are shown, not those of today', async () => {
    const { basis, periods } = await reportRetention(world.context, { every: 'month' }, null)
    expect(basis.to).toBe('1998-07-01')
    expect(periods.at(-1)).toMatchObject({ start: '1998-06-01', open: false })
  })
})
