import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { ImportDateFormat } from '#contract/language/import-mapping.ts'
import { TimeZone } from '#kernel/time-zone.ts'
import { dateFormatOf, instantOf, parseDate, parseTime } from './dates.ts'

const berlin = new TimeZone('Europe/Berlin')
const tokyo = new TimeZone('Asia/Tokyo')
const read = (text: string, format: ImportDateFormat, file = berlin) => {
  const written = parseDate(text, format)
  return written && instantOf(written, { file, business: berlin }).toISOString()
}

const cases: [string, ImportDateFormat, string][] = [
  ['2026-11-21', 'year-month-day', '2026-11-21T11:00:00.000Z'],
  ['2026/11/21', 'year-month-day', '2026-11-21T11:00:00.000Z'],
  ['2026-11-21 08:16:05', 'year-month-day', '2026-11-21T07:16:05.000Z'],
  ['2026-11-21T08:16', 'year-month-day', '2026-11-21T07:16:00.000Z'],
  ['2026-11-21T08:16:05.25Z', 'year-month-day', '2026-11-21T08:16:05.250Z'],
  ['2026-11-21T08:16:05.123456789+05:30', 'year-month-day', '2026-11-21T02:46:05.123Z'],
  ['2026-11-21 08:16:05-0800', 'year-month-day', '2026-11-21T16:16:05.000Z'],
  ['2026-11-21 08:16:05 +01', 'year-month-day', '2026-11-21T07:16:05.000Z'],
  ['19970101', 'yearmonthday', '1997-01-01T11:00:00.000Z'],
  ['199701010930', 'yearmonthday', '1997-01-01T08:30:00.000Z'],
  ['19970101T093015', 'yearmonthday', '1997-01-01T08:30:15.000Z'],
  ['21.11.2026', 'day.month.year', '2026-11-21T11:00:00.000Z'],
  ['1.7.26', 'day.month.year', '2026-07-01T10:00:00.000Z'],
  ['1. 7. 2026', 'day.month.year', '2026-07-01T10:00:00.000Z'],
  ['21.11.2026, 8:16 Uhr', 'day.month.year', '2026-11-21T07:16:00.000Z'],
  ['21.11.2026 08.16', 'day.month.year', '2026-11-21T07:16:00.000Z'],
  ['21/11/2026 20:16', 'day/month/year', '2026-11-21T19:16:00.000Z'],
  ['21-11-2026', 'day/month/year', '2026-11-21T11:00:00.000Z'],
  ['11/21/2026 8:16 PM', 'month/day/year', '2026-11-21T19:16:00.000Z'],
  ['11/21/26 12:05 am', 'month/day/year', '2026-11-20T23:05:00.000Z'],
  ['46347', 'excel-serial', '2026-11-21T11:00:00.000Z'],
  ['46347.5', 'excel-serial', '2026-11-21T11:00:00.000Z'],
  ['46347,25', 'excel-serial', '2026-11-21T05:00:00.000Z'],
  ['31.12.69', 'day.month.year', '2069-12-31T11:00:00.000Z'],
  ['01.01.70', 'day.month.year', '1970-01-01T11:00:00.000Z'],
]

describe('dates as files write them', () => {
  it.each(cases)('reads %s as %s', (text, format, instant) => {
    expect(read(text, format)).toBe(instant)
  })

  it.each([
    ['30.02.2026', 'day.month.year'],
    ['31/11/2026', 'day/month/year'],
    ['13/13/2026', 'month/day/year'],
    ['2026-11-21 25:00', 'year-month-day'],
    ['2026-11-21 10:61', 'year-month-day'],
    ['2026-11-21 heute', 'year-month-day'],
    ['00000000', 'yearmonthday'],
    ['12345678', 'yearmonthday'],
    ['Summe', 'day.month.year'],
    ['', 'year-month-day'],
    ['21.11.202', 'day.month.year'],
  ] as const)('finds no date in "%s"', (text, format) => {
    expect(parseDate(text, format)).toBeUndefined()
  })

  it("puts a day without a time at noon of the business's zone, not the file's", () => {
    expect(read('2026-11-21', 'year-month-day', tokyo)).toBe('2026-11-21T11:00:00.000Z')
    expect(read('2026-11-21 12:00', 'year-month-day', tokyo)).toBe('2026-11-21T03:00:00.000Z')
  })

  it('reads local times in gaps and overlaps of the clock as Temporal does', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']
    const minute = fc.integer({ min: 0, max: 60 * 24 * 366 * 30 })
    fc.assert(
      fc.property(minute, fc.constantFrom(...zones), (minutes, name) => {
        const local = new Date(Date.UTC(1996, 0, 1) + minutes * 60_000).toISOString().slice(0, 16)
        const expected = Temporal.PlainDateTime.from(local)
          .toZonedDateTime(name, { disambiguation: 'compatible' })
          .toInstant().epochMilliseconds
        const written = parseDate(local, 'year-month-day')!
        expect(instantOf(written, { file: new TimeZone(name), business: berlin }).getTime()).toBe(
          expected,
        )
      }),
      {
        examples: [
          [zonedMinutes('2026-03-29T02:30'), 'Europe/Berlin'],
          [zonedMinutes('2025-10-26T02:30'), 'Europe/Berlin'],
        ],
      },
    )
  })

  it('reads a time in a column of its own', () => {
    expect(parseTime('08:16')?.timeMillis).toBe((8 * 60 + 16) * 60_000)
    expect(parseTime('0816')?.timeMillis).toBe((8 * 60 + 16) * 60_000)
    expect(parseTime('24:00')).toBeUndefined()
  })
})

const zonedMinutes = (local: string) => (Date.parse(`${local}Z`) - Date.UTC(1996, 0, 1)) / 60_000

describe('the date format of a column', () => {
  it('is decided by the one row where the day cannot be a month', () => {
    expect(dateFormatOf(['01/02/2026', '03/04/2026', '05/13/2026'], true)).toEqual({
      format: 'month/day/year',
      share: 1,
      ambiguous: false,
    })
  })
  it('follows the language where every row could be read both ways, and says so', () => {
    const texts = ['01/02/2026', '03/04/2026']
    expect(dateFormatOf(texts, true)).toMatchObject({ format: 'day/month/year', ambiguous: true })
    expect(dateFormatOf(texts, false)).toMatchObject({ format: 'month/day/year', ambiguous: true })
  })
  it('survives a total in the last row', () => {
    expect(dateFormatOf(['1.2.2026', '2.2.2026', 'Summe'], true)).toMatchObject({
      format: 'day.month.year',
      ambiguous: false,
    })
  })
})
