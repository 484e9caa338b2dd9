import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BalanceCounts, ratesOf, standsBehind } from './balance.ts'
import { activeAt, CohortCounts } from './cohorts.ts'

const customer = (units: number[], profitable = true) => ({
  units: Int32Array.from(units),
  unitCount: units.length,
  profitable,
})

const histories = fc.array(
  fc.tuple(
    fc
      .uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 1 })
      .map((units) => units.sort((a, b) => a - b)),
    fc.boolean(),
  ),
)

describe('balance', () => {
  test('1,000 at the start, 200 won, 800 at the end: the formula says 60 %', () => {
    expect(ratesOf(1000, 200, 500, 800).formulaRate).toBe(0.6)
  })

  test('nobody at the start: no rate, neither 0 nor 100 %', () => {
    expect(ratesOf(0, 5, 0, 5)).toEqual({ formulaRate: null, keptRate: null, churnRate: null })
  })

  test('who comes back from earlier is kept by the formula, not by the balance', () => {
    const counts = new BalanceCounts(2, 2)
    counts.add(customer([0, 2]))
    counts.add(customer([0, 1], false))
    expect(counts.balances()[0]).toEqual({
      unit: 2,
      customersAtStart: 1,
      new: 0,
      kept: 0,
      reactivated: 1,
      lost: 1,
      customersAtEnd: 1,
      formulaRate: 1,
      keptRate: 0,
      churnRate: 1,
      lostWithProfit: 0,
      lostWithoutProfit: 1,
    })
  })

  test('every balance adds up, and every number is the customers standing behind it', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 6 }), (world, first) => {
        const counts = new BalanceCounts(first, first + 5)
        const customers = world.map(([units, profitable]) => customer(units, profitable))
        for (const one of customers) counts.add(one)
        let before: number | null = null
        for (const balance of counts.balances()) {
          const { unit, customersAtStart, kept, reactivated, lost, customersAtEnd } = balance
          expect(kept + reactivated + balance.new).toBe(customersAtEnd)
          expect(kept + lost).toBe(customersAtStart)
          expect(balance.lostWithProfit + balance.lostWithoutProfit).toBe(lost)
          if (before !== null) expect(customersAtStart).toBe(before)
          before = customersAtEnd
          const behind = (kind: Parameters<typeof standsBehind>[2]) =>
            customers.filter((one) => standsBehind(one, unit, kind))
          expect(behind('start').length).toBe(customersAtStart)
          expect(behind('new').length).toBe(balance.new)
          expect(behind('kept').length).toBe(kept)
          expect(behind('reactivated').length).toBe(reactivated)
          expect(behind('end').length).toBe(customersAtEnd)
          expect(behind('lost').length).toBe(lost)
          expect(behind('lost_with_profit').length).toBe(balance.lostWithProfit)
          expect(behind('lost_without_profit').length).toBe(balance.lostWithoutProfit)
        }
      }),
    )
  })
})

const cohortCustomer = (units: number[], revenue: [number, number][] = [], group = 0) => ({
  ...customer(units),
  margin: 0,
  group,
  revenueUnits: Int32Array.from(revenue.map(([unit]) => unit)),
  revenueAmounts: Float64Array.from(revenue.map(([, amount]) => amount)),
  revenueCount: revenue.length,
})

describe('cohorts', () => {
  test('means weigh by size: 2 of 10 and 0 of 100 are 1.8 %, not 10 %', () => {
    const counts = new CohortCounts(0, 2)
    for (let number = 0; number < 10; number++)
      counts.add(cohortCustomer(number < 2 ? [0, 1] : [0]))
    for (let number = 0; number < 100; number++) counts.add(cohortCustomer([1]))
    const [, second] = counts.cells('bounded', 2, null, null)
    expect(second).toMatchObject({ n: 110, active: 2, open: false })
    expect(second!.share).toBeCloseTo(0.018, 3)
  })

  test('an open cell is in no mean', () => {
    const counts = new CohortCounts(0, 2)
    counts.add(cohortCustomer([0, 1]))
    counts.add(cohortCustomer([1]))
    const all = counts.cells('bounded', 1, null, null)
    expect(all[1]).toMatchObject({ n: 1, active: 1, share: 1, open: false })
    expect(all[2]).toMatchObject({ n: 1, active: 0, open: true })
    expect(counts.cells('bounded', 1, 1, null)[1]).toMatchObject({ index: 1, open: true })
  })

  test('unbounded counts who came then or later', () => {
    const counts = new CohortCounts(0, 4)
    counts.add(cohortCustomer([0, 3]))
    counts.add(cohortCustomer([0, 1]))
    const active = counts.cells('unbounded', 4, 0, null).map((cell) => cell.active)
    expect(active).toEqual([2, 2, 1, 1, 0])
  })

  test('revenue is set against that of the first period of the same customers', () => {
    const counts = new CohortCounts(0, 1)
    counts.add(
      cohortCustomer(
        [0],
        [
          [0, 1000],
          [1, -200],
        ],
      ),
    )
    counts.add(cohortCustomer([1], [[1, 5000]]))
    const [first, second] = counts.cells('revenue', 1, null, null)
    expect(first).toMatchObject({ revenue: 6000, share: 1, n: 2 })
    expect(second).toMatchObject({ revenue: -200, share: -0.2, n: 1 })
  })

  test('every cell is the customers standing behind it', () => {
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom('bounded' as const, 'unbounded' as const),
        fc.integer({ min: 4, max: 9 }),
        (world, criterion, lastClosed) => {
          const last = 10
          const counts = new CohortCounts(1, last)
          const customers = world.map(([units], index) => cohortCustomer(units, [], index % 3))
          for (const one of customers) counts.add(one)
          const began = customers.filter((one) => one.units[0]! >= 1 && one.units[0]! <= last)
          for (const group of [null, 0, 1, 2]) {
            const members = began.filter((one) => group === null || one.group === group)
            expect(counts.sizeOf(group, null)).toBe(members.length)
            for (const cell of counts.cells(criterion, lastClosed, null, group)) {
              const until = cell.open ? last : lastClosed
              const counted = members.filter((one) => one.units[0]! + cell.index <= until)
              expect(cell.n).toBe(counted.length)
              expect(cell.active).toBe(
                counted.filter((one) => activeAt(one, cell.index, criterion, last)).length,
              )
            }
          }
        },
      ),
    )
  })
})
