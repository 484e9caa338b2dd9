import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type EventInput, eventBytesMax, eventInput } from '#contract/language/event.ts'
import { dateText, dayNumber, weekdayOf } from '#kernel/calendar.ts'
import { TimeZone } from '#kernel/time-zone.ts'
import { inLanguage } from '#locales/proposed-names.ts'
import { anonymousReceipts } from './anonymous.ts'
import { categories } from './catalog.ts'
import { customerOf, simulate } from './customer.ts'
import { holidaysOf } from './holidays.ts'
import { places } from './places.ts'
import { demoProgram } from './program.ts'
import { anonymousBlocks, type PurchaseBlock, purchaseBlocks } from './purchase-blocks.ts'
import { yearsBefore } from './timetable.ts'
import { Walker } from './walk.ts'
import { optionsEndingYesterday, type WorldOptions, world } from './world.ts'

const options: WorldOptions = { seed: 1907, customers: 60, from: '2023-11-22', to: '2026-11-22' }
const berlin = new TimeZone('Europe/Berlin')
const dayOf = (fact: EventInput) => berlin.dayOf(new Date(fact.occurredAt))

function* everything(of: WorldOptions): Generator<EventInput> {
  for (const customer of simulate(of)) yield* customer.facts()
  for (const day of anonymousReceipts(world(of))) yield* day.facts
}

function hashOf(of: WorldOptions): string {
  const hash = createHash('sha256')
  for (const customer of simulate(of)) hash.update(JSON.stringify(customer.person))
  for (const fact of everything(of)) hash.update(JSON.stringify(fact))
  return hash.digest('hex').slice(0, 16)
}

describe('one world', () => {
  test('is the same to the byte for the same options, and another for another seed', () => {
    expect(hashOf(options)).toBe(hashOf({ ...options }))
    expect(hashOf({ ...options, seed: 1908 })).not.toBe(hashOf(options))
  })

  test('is the one that was there before: whoever changes it knows it', () => {
    expect(hashOf(options)).toBe('f24dcfa67c82d445')
  })

  test('has guests who do not depend on each other', () => {
    const alone = customerOf(new Walker(world({ ...options, customers: 100_000 })), 41)
    const among = [...simulate(options)][41]!
    expect(alone.person).toEqual(among.person)
    expect(alone.facts()).toEqual(among.facts())
  })

  test('ends yesterday in the café, not in Greenwich', () => {
    expect(optionsEndingYesterday(new Date('2026-11-21T23:30:00Z'))).toMatchObject({
      from: '2023-11-22',
      to: '2026-11-22',
    })
    expect(yearsBefore('2028-02-29', 3)).toBe('2025-02-28')
  })

  test('refuses options that describe none', () => {
    expect(() => world({ ...options, customers: 0 })).toThrow(RangeError)
    expect(() => world({ ...options, to: options.from })).toThrow(RangeError)
    expect(() => world({ ...options, seed: 0.5 })).toThrow(RangeError)
  })
})

describe('every fact', () => {
  const facts = [...everything(options)]

  test('keeps the contract and its size', () => {
    for (const fact of facts.filter((_, index) => index % 7 === 0)) {
      expect(eventInput.parse(fact)).toEqual(fact)
      expect(JSON.stringify(fact).length).toBeLessThan(eventBytesMax)
    }
    expect(new Set(facts.map((fact) => fact.type)).size).toBeGreaterThanOrEqual(9)
  })

  test('is told once', () => {
    const keys = new Set(facts.map((fact) => `${fact.source}|${fact.externalId}`))
    expect(keys.size).toBe(facts.length)
  })

  test('belongs to a receipt number of its own in store and day', () => {
    const receipts = facts
      .filter((fact) => fact.type === 'purchase')
      .map((fact) => `${fact.source}|${dayOf(fact)}|${fact.receiptNumber}`)
    expect(new Set(receipts).size).toBe(receipts.length)
  })

  test('adds up to its lines', () => {
    for (const fact of facts) {
      if (fact.type !== 'purchase' && fact.type !== 'return') continue
      expect(fact.lines!.reduce((sum, line) => sum + line.amount, 0)).toBe(fact.amount)
    }
  })

  test.each(['2026-11-22', '2025-03-31', '2024-03-01', '2028-01-02'])(
    'lies in the three years before %s and while doors are open',
    (to) => {
      const from = yearsBefore(to, 3)
      const ended: WorldOptions = { ...options, customers: 30, from, to }
      for (const fact of everything(ended)) {
        const day = dayOf(fact)
        expect(day).toBeGreaterThanOrEqual(dayNumber(from))
        expect(day).toBeLessThan(dayNumber(to))
        if (fact.type === 'purchase' && fact.store) expectOpen(fact.store, day, fact)
      }
    },
  )

  test('comes in the order of time', () => {
    for (const customer of simulate(options)) {
      const times = customer.facts().map((fact) => fact.occurredAt)
      expect(times).toEqual([...times].sort())
    }
  })
})

function expectOpen(store: string, day: number, fact: EventInput): void {
  const holiday = holidaysOf(Number(dateText(day).slice(0, 4))).get(day)
  expect(holiday?.closed ?? false).toBe(false)
  if (store === 'markt') expect(weekdayOf(day)).not.toBe(7)
  const hour = berlin.hourOf(new Date(fact.occurredAt))
  expect(hour).toBeGreaterThanOrEqual(7)
  expect(hour).toBeLessThan(19)
}

test('Easter moves the holidays', () => {
  const dates = [...holidaysOf(2026).keys()].map(dateText)
  expect(dates).toEqual([
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-25',
    '2026-10-03',
    '2026-12-25',
    '2026-12-26',
  ])
})

describe('purchases in columns', () => {
  const rows = (blocks: Iterable<PurchaseBlock>) =>
    [...blocks].flatMap((block) =>
      Array.from({ length: block.length }, (_, row) =>
        [
          block.customer[row],
          block.day[row],
          block.minute[row],
          places[block.place[row]!]!.code,
          block.amount[row],
          categories[block.category[row]!],
        ].join(' '),
      ),
    )

  const rowOf = (fact: EventInput, customer: number): string[] => {
    if (fact.type !== 'purchase') return []
    const at = new Date(fact.occurredAt)
    const day = dayOf(fact)
    const minute =
      Math.floor((at.getTime() + berlin.offsetMillis(at.getTime())) / 60_000) - day * 1440
    const dearest = fact.lines!.reduce((one, line) => (line.amount > one.amount ? line : one))
    return [
      [customer, day, minute, fact.store ?? 'webshop', fact.amount, dearest.category].join(' '),
    ]
  }

  test('are those of the facts', () => {
    const known = [...simulate(options)].flatMap(({ index, facts }) =>
      facts().flatMap((fact) => rowOf(fact, index)),
    )
    const guests = [...anonymousReceipts(world(options))].flatMap(({ facts }) =>
      facts.flatMap((fact) => rowOf(fact, -1)),
    )
    expect(rows(purchaseBlocks(options)).sort()).toEqual(known.sort())
    expect(rows(anonymousBlocks(options)).sort()).toEqual(guests.sort())
  })

  test('are parted into blocks of the size asked for', () => {
    const lengths = [...purchaseBlocks(options, 500)].map((block) => block.length)
    expect(lengths.length).toBeGreaterThan(2)
    expect(new Set(lengths.slice(0, -1))).toEqual(new Set([500]))
    expect(rows(purchaseBlocks(options, 500))).toEqual(rows(purchaseBlocks(options)))
  })

  test('of 200,000 guests pass through little memory', () => {
    const before = process.memoryUsage().heapUsed
    let purchases = 0
    let heapMax = 0
    for (const block of purchaseBlocks({ ...options, customers: 200_000 })) {
      purchases += block.length
      heapMax = Math.max(heapMax, process.memoryUsage().heapUsed)
    }
    expect(purchases).toBeGreaterThan(4_000_000)
    // Kept as numbers alone, the six columns would take 240 MB.
    expect(heapMax - before).toBeLessThan(80 * 1024 * 1024)
  })
})

test('whoever reads English is told everything the demo gives in English', () => {
  const { currency, rules, tiers, ladder, articles, rewards, card } = demoProgram(options)
  const names = [
    ...[currency, ladder, card].map(({ name }) => name),
    ...[...rules, ...tiers.levels].map(({ name }) => name),
    ...[...articles, ...rewards].map(({ content }) => content.name),
  ]
  expect(names.filter((name) => inLanguage(name, 'en', 'EUR') === name)).toEqual([])
})
