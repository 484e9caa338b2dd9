import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addMonths,
  calendarUnits,
  dateText,
  dayNumber,
  isDate,
  monthOf,
  monthStart,
  unitOf,
  unitPeriod,
} from './calendar.ts'
import { internalId, newId, publicId, shardOf } from './ids.ts'
import { currencyDecimals, isCurrency, netOfTax, roundHalfUp } from './money.ts'
import { TimeZone } from './time-zone.ts'

const day = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2199-12-31') })

describe('ids', () => {
  test('a public id leads back to the id it was made from', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(internalId('cus', publicId('cus', id))).toBe(id)
      }),
    )
  })

  test('ids made one after the other sort in that order', () => {
    const ids = Array.from({ length: 10_000 }, newId)
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('ids lie in all sixteen shards, about as many in each', () => {
    const sizes = Map.groupBy(Array.from({ length: 16_000 }, newId), shardOf)
    expect([...sizes.keys()].toSorted((a, b) => a - b)).toEqual([...Array(16).keys()])
    expect(Math.max(...[...sizes.values()].map(({ length }) => length))).toBeLessThan(1_300)
  })

  test('what is no id of that kind is none', () => {
    const id = publicId('cus', newId())
    expect(internalId('sto', id)).toBeNull()
    expect(internalId('cus', id.toLowerCase())).toBeNull()
    expect(internalId('cus', id.slice(0, -1))).toBeNull()
    expect(internalId('cus', `cus_${'Z'.repeat(26)}`)).toBeNull()
  })
})

describe('calendar', () => {
  test('every day lies in the period of its unit', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...calendarUnits), (number, unit) => {
        const period = unitPeriod(unit, unitOf(unit, number))
        expect(period.start).toBeLessThanOrEqual(number)
        expect(period.end).toBeGreaterThan(number)
      }),
    )
  })

  test('months agree with the Gregorian calendar', () => {
    fc.assert(
      fc.property(day, (number) => {
        const date = new Date(number * 86_400_000)
        expect(monthOf(number)).toBe((date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth())
        expect(dateText(monthStart(monthOf(number)))).toBe(`${dateText(number).slice(0, 7)}-01`)
      }),
    )
  })

  test('weeks begin on Monday', () => {
    expect(dateText(unitPeriod('week', unitOf('week', dayNumber('2026-11-22'))).start)).toBe(
      '2026-11-16',
    )
  })

  test('a month after 31 January is the last of February', () => {
    const later = (date: string, months: number) => dateText(addMonths(dayNumber(date), months))
    expect([later('2026-01-31', 1), later('2024-01-31', 1), later('2024-02-29', 12)]).toEqual([
      '2026-02-28',
      '2024-02-29',
      '2025-02-28',
    ])
    expect([later('2026-11-15', 14), later('2026-03-31', -1)]).toEqual(['2028-01-15', '2026-02-28'])
  })

  test('30 February is no date', () => {
    expect(isDate('2026-02-30')).toBe(false)
    expect(isDate('2024-02-29')).toBe(true)
  })
})

describe('time zone', () => {
  const berlin = new TimeZone('Europe/Berlin')

  test('a purchase shortly after midnight in Berlin belongs to the new day', () => {
    expect(dateText(berlin.dayOf(new Date('2026-07-01T22:30:00Z')))).toBe('2026-07-02')
    expect(berlin.hourOf(new Date('2026-07-01T22:30:00Z'))).toBe(0)
  })

  test('wall-clock times lead to their instant, in gaps and overlaps too', () => {
    const at = (text: string) => berlin.instantOf(Date.parse(`${text}Z`)).toISOString()
    expect(at('2026-01-15T12:00:00')).toBe('2026-01-15T11:00:00.000Z')
    expect(at('2026-03-29T02:30:00')).toBe('2026-03-29T01:30:00.000Z')
    expect(at('2026-10-25T02:30:00')).toBe('2026-10-25T00:30:00.000Z')
  })

  test('old local mean times with odd seconds do not break it', () => {
    expect(() =>
      new TimeZone('Europe/Amsterdam').dayOf(new Date('1890-01-01T00:00:00Z')),
    ).not.toThrow()
  })
})

describe('money', () => {
  test('currencies know their decimals', () => {
    expect([currencyDecimals('EUR'), currencyDecimals('JPY'), currencyDecimals('BHD')]).toEqual([
      2, 0, 3,
    ])
    expect(isCurrency('EUR')).toBe(true)
    expect(isCurrency('XXQ')).toBe(false)
  })

  test('rounding is half up and the same for a reversal', () => {
    expect([roundHalfUp(0.5), roundHalfUp(1.5), roundHalfUp(-0.5), roundHalfUp(-0.4)]).toEqual([
      1, 2, -1, 0,
    ])
    expect(netOfTax(119, 0.19)).toBe(100)
  })
})
