import { beforeAll, describe, expect, test } from 'vitest'
import type { EventInput, PurchaseInput } from '#contract/language/event.ts'
import { dayNumber, weekdayOf } from '#kernel/calendar.ts'
import { TimeZone } from '#kernel/time-zone.ts'
import { anonymousReceipts } from './anonymous.ts'
import { simulate } from './customer.ts'
import type { Person } from './person.ts'
import { dropout, plantedTruths, visitRate } from './truths.ts'
import { Walker } from './walk.ts'
import { optionsEndingYesterday, world } from './world.ts'

/** The raw facts of the demo as anyone could count them, without looking at the simulation. */
type Guest = { person: Person; facts: EventInput[]; purchases: PurchaseInput[]; firstDay: number }

const options = optionsEndingYesterday(new Date('2026-11-22T09:00:00Z'))
const endDay = dayNumber(options.to)
const berlin = new TimeZone('Europe/Berlin')
const dayOf = (fact: EventInput) => berlin.dayOf(new Date(fact.occurredAt))
const guests: Guest[] = []

beforeAll(() => {
  for (const { person, facts } of simulate(options)) {
    const told = facts()
    const purchases = told.filter((fact) => fact.type === 'purchase')
    if (purchases.length === 0) continue
    guests.push({ person, facts: told, purchases, firstDay: dayOf(purchases[0]!) })
  }
})

/** Of those who came at least a year ago: who bought between six and twelve months after? */
function stayed(group: Guest[]): { share: number; count: number } {
  const old = group.filter(({ firstDay }) => firstDay <= endDay - 365)
  const still = old.filter(({ purchases, firstDay }) =>
    purchases.some((purchase) => {
      const age = dayOf(purchase) - firstDay
      return age >= 180 && age < 365
    }),
  )
  return { share: still.length / old.length, count: old.length }
}

/** Difference of two shares in standard errors. */
function distance(one: { share: number; count: number }, other: typeof one): number {
  const variance = ({ share, count }: typeof one) => (share * (1 - share)) / count
  return (one.share - other.share) / Math.sqrt(variance(one) + variance(other))
}

describe('in the raw facts anyone can count that', () => {
  test('guests of one store leave faster', () => {
    const { store } = plantedTruths.leavingStore
    const begunAt = (guest: Guest) => guest.purchases[0]!.store
    const there = stayed(guests.filter((guest) => begunAt(guest) === store))
    const elsewhere = stayed(guests.filter((guest) => begunAt(guest) !== store))
    expect(elsewhere.share - there.share).toBeGreaterThan(0.1)
    expect(distance(elsewhere, there)).toBeGreaterThan(4)
  })

  test('guests who began with the house roast stay longer', () => {
    const { category } = plantedTruths.bindingCategory
    const began = ({ purchases }: Guest) =>
      purchases[0]!.lines!.some((line) => line.category === category)
    const fond = stayed(guests.filter(began))
    const others = stayed(guests.filter((guest) => !began(guest)))
    expect(fond.share - others.share).toBeGreaterThan(0.1)
    expect(distance(fond, others)).toBeGreaterThan(4)
  })

  test('nine of 34 Tuesday-early regulars stay away since Altstadt opens later', () => {
    const changeDay = world(options).times.laterOpeningDay
    const { regularsPerRound, stayingAway } = plantedTruths.laterOpening
    const since = regularsMissing(changeDay, endDay)
    // A guest or two come as often by chance, and may leave by chance.
    expect(since.regulars).toBeGreaterThanOrEqual(regularsPerRound - 1)
    expect(since.regulars).toBeLessThanOrEqual(regularsPerRound + 4)
    expect(since.missing).toBeGreaterThanOrEqual(stayingAway)
    expect(since.missing).toBeLessThanOrEqual(stayingAway + 2)
    const weeksBefore = regularsMissing(changeDay - 70, endDay - 70)
    expect(weeksBefore.missing).toBeLessThanOrEqual(2)
  })

  test('nobody buys in Altstadt before half past seven since then', () => {
    const changeDay = world(options).times.laterOpeningDay
    const tooEarly = guests.flatMap(({ purchases }) =>
      purchases.filter(
        (purchase) =>
          purchase.store === 'altstadt' && dayOf(purchase) >= changeDay && minuteOf(purchase) < 450,
      ),
    )
    expect(tooEarly).toEqual([])
  })

  test('Thomas Brandt came twice a week and has been away for three weeks', () => {
    const { name, weekdays, absentDaysMin } = plantedTruths.missingRegular
    const [brandt, ...others] = guests.filter(({ person }) => person.name === name)
    expect(others).toEqual([])
    const days = brandt!.purchases.map(dayOf)
    expect(new Set(days.map(weekdayOf))).toEqual(new Set(weekdays))
    expect(endDay - days.at(-1)!).toBeGreaterThan(absentDaysMin)
    const inLastHalfYear = days.filter((day) => day >= endDay - 182 - absentDaysMin).length
    expect(inLastHalfYear).toBeGreaterThan(40)
  })

  test('the till of one store told nothing of the last day, and of every other', () => {
    const { store } = plantedTruths.silentTill
    const known = guests.flatMap(({ purchases }) => purchases)
    const anonymous = [...anonymousReceipts(world(options))].flatMap(({ facts }) => facts)
    const told = new Set([...known, ...anonymous].filter((one) => one.store === store).map(dayOf))
    const lastDays = Array.from({ length: 90 }, (_, back) => endDay - 1 - back)
    expect(lastDays.filter((day) => !told.has(day))).toEqual([endDay - 1])
  })

  test('about 39 of 100 receipts know their guest, in each store its share', () => {
    const known = countByStore(guests.flatMap((guest) => guest.purchases))
    const anonymous = countByStore(
      [...anonymousReceipts(world(options))].flatMap((day) => day.facts),
    )
    const share = (store: string) => known.get(store)! / (known.get(store)! + anonymous.get(store)!)
    const { overall, stores } = plantedTruths.coverage
    // A share of over ten thousand receipts has a standard error below 0.005.
    for (const [store, planted] of Object.entries(stores)) {
      expect(Math.abs(share(store) - planted)).toBeLessThan(0.02)
    }
    const all = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0)
    expect(Math.abs(all(known) / (all(known) + all(anonymous)) - overall)).toBeLessThan(0.02)
  })
})

describe('behind the facts', () => {
  const temperaments = () => {
    const walker = new Walker(world(options))
    return Array.from({ length: options.customers }, (_, index) =>
      walker.walk(index, () => undefined),
    ).filter((_, index) => index % plantedTruths.laterOpening.oneGuestIn !== 7 && index > 5)
  }

  test('visit rates are gamma and dropout is beta with the planted factors', () => {
    const all = temperaments()
    const rates = all.map((one) => one.visitsPerDay)
    const { shape, meanPerDay } = visitRate
    expect(offBy(rates, meanPerDay, meanPerDay ** 2 / shape)).toBeLessThan(4)
    const usual = all.filter((one) => !one.fond && one.home !== 1).map((one) => one.dropout)
    const leaving = all.filter((one) => !one.fond && one.home === 1).map((one) => one.dropout)
    const variance = (mean: number) => (mean * (1 - mean)) / (dropout.weight + 1)
    const leavingMean = dropout.mean * plantedTruths.leavingStore.dropoutFactor
    expect(offBy(usual, dropout.mean, variance(dropout.mean))).toBeLessThan(4)
    expect(offBy(leaving, leavingMean, variance(leavingMean))).toBeLessThan(4)
  })
})

/** Distance of a mean from the true one, in standard errors. */
function offBy(values: readonly number[], mean: number, variance: number): number {
  const found = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.abs(found - mean) / Math.sqrt(variance / values.length)
}

/** Early on at least eight of the ten Tuesdays before a day; of them, never between it and another. */
function regularsMissing(day: number, until: number) {
  const regulars = guests
    .map(earlyTuesdays)
    .filter((tuesdays) => tuesdays.filter((one) => between(one, day - 70, day)).length >= 8)
  const missing = regulars.filter((tuesdays) => !tuesdays.some((one) => between(one, day, until)))
  return { regulars: regulars.length, missing: missing.length }
}

const between = (day: number, from: number, to: number) => day >= from && day < to

function minuteOf(fact: EventInput): number {
  const millis = Date.parse(fact.occurredAt)
  return Math.floor((millis + berlin.offsetMillis(millis)) / 60_000) - dayOf(fact) * 1440
}

function earlyTuesdays({ purchases }: Guest): number[] {
  const days = purchases
    .filter((purchase) => purchase.store === 'altstadt' && minuteOf(purchase) < 540)
    .map(dayOf)
    .filter((day) => weekdayOf(day) === plantedTruths.laterOpening.weekday)
  return [...new Set(days)]
}

function countByStore(purchases: readonly PurchaseInput[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { store } of purchases) {
    const code = store ?? 'webshop'
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return counts
}
