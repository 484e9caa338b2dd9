import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import type { AccountingSettings } from '#contract/endpoints/liability.ts'
import { dayNumber, monthOf } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/errors.ts'
import { type Booking, bookingsOf } from './booking.ts'
import { completeSettings } from './complete-settings.ts'
import { datevFields } from './fields.ts'
import { writeBatch, yearStart } from './file.ts'
import { type Movement, onAccounts } from './movement.ts'

const reference = new URL(
  '../../../../../tests/reference/datev-buchungsstapel-13.txt',
  import.meta.url,
)
const published = readFileSync(reference, 'utf8').trimEnd().split('\n')

const month = (text: string) => monthOf(dayNumber(`${text}-01`))
const october = month('2026-10')

const settings: AccountingSettings = {
  ...{ method: 'deferral', consultantNumber: 1001, clientNumber: 456, yearBeginsIn: 1 },
  ...{ accountDigits: 4, liabilityAccount: '3500', revenueAccount: '4000' },
  ...{ breakageAccount: '4830', provisionAccount: '3070', expenseAccount: '6300' },
  ...{ partnerAccount: '70000', partnerExpenseAccount: '6600', partnerRevenueAccount: '4950' },
  paymentAccount: null,
}
const { mandate, accounts } = completeSettings(settings)
const revenue = {
  opening: 0,
  allocated: 90_000,
  redeemed: 40_500,
  breakage: -1_250,
  closing: 50_750,
}
const bookOctober = {
  month: october,
  name: 'Tüten',
  revenue,
  provision: 3_880,
  terms: { costRate: '0.4' },
  provisionBefore: null,
}

const batch = {
  ...{ mandate, from: october, to: october, currency: 'EUR' },
  madeAt: new Date('2026-11-21T13:00:05.007Z'),
}
const linesOf = (bookings: readonly Booking[]) => {
  const bytes = writeBatch({ ...batch, bookings })
  const text = iconv.decode(bytes, 'win1252')
  return {
    bytes,
    text,
    lines: text
      .split('\r\n')
      .slice(0, -1)
      .map((line) => line.split(';')),
  }
}

describe('a DATEV Buchungsstapel', () => {
  test('has the columns that DATEV published, in their order', () => {
    expect(published).toHaveLength(125)
    expect(datevFields).toEqual(published)
    expect(linesOf([]).lines[1]).toEqual(published)
  })

  test('begins with the 31 fields of its head', () => {
    const [head] = linesOf([]).lines
    expect(head).toHaveLength(31)
    expect(head!.slice(0, 6)).toEqual([
      ...['"EXTF"', '700', '21', '"Buchungsstapel"', '13', '20261121130005007'],
    ])
    expect(head!.slice(10, 22)).toEqual([
      ...['1001', '456', '20260101', '4', '20261001', '20261031'],
      ...['"Punkte 2026-10"', '""', '1', '0', '0', '"EUR"'],
    ])
  })

  test('writes amounts without sign and thousands, and turns a negative booking around', () => {
    const { lines } = linesOf(bookingsOf(bookOctober, accounts))
    const columns = ['Umsatz (ohne Soll/Haben-Kz)', 'Soll/Haben-Kennzeichen', 'WKZ Umsatz', 'Konto']
    const more = ['Gegenkonto (ohne BU-Schlüssel)', 'Belegdatum', 'Belegfeld 1', 'Buchungstext']
    const places = [...columns, ...more].map((name) => published.indexOf(name))
    const rows = lines.slice(2)
    expect(rows.map((row) => row.length)).toEqual([125, 125, 125])
    const shared = ['3110', '"PUNKTE-2026-10"']
    expect(rows.map((row) => places.map((place) => row[place]))).toEqual([
      [
        ...['900,00', '"S"', '"EUR"', '4000', '3500'],
        ...shared,
        '"Punkte vergeben 10/2026 (Tüten)"',
      ],
      [
        ...['405,00', '"S"', '"EUR"', '3500', '4000'],
        ...shared,
        '"Punkte eingelöst 10/2026 (Tüten)"',
      ],
      [
        ...['12,50', '"H"', '"EUR"', '3500', '4830'],
        ...shared,
        '"Punkte ohne Einlösung 10/2026 (Tüten)"',
      ],
    ])
  })

  test('is CP1252 with CRLF at each end of a line', () => {
    const { bytes, text } = linesOf(bookingsOf(bookOctober, accounts))
    expect(bytes.includes(Buffer.from([0xfc]))).toBe(true)
    expect(bytes.subarray(0, 6).toString()).toBe('"EXTF"')
    expect(text.endsWith('\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  test('keeps a text to 60 characters and its quotes apart', () => {
    const name = `Die "besten" ${'sehr '.repeat(20)}Punkte`
    const [booking] = bookingsOf({ ...bookOctober, name }, accounts)
    const text = linesOf([booking!]).text
    expect(text).toContain('""besten""')
    expect(text).not.toContain('sehr Punkte')
  })

  test('books the change of a provision, in the other method', () => {
    const { accounts } = completeSettings({ ...settings, method: 'provision' })
    const first = bookingsOf(bookOctober, accounts)
    expect(first).toMatchObject([{ amount: 3_880, side: 'S', account: '6300', contra: '3070' }])
    const less = bookingsOf({ ...bookOctober, provisionBefore: 4_000 }, accounts)
    expect(less).toMatchObject([{ amount: 120, side: 'H', account: '6300', contra: '3070' }])
    expect(bookingsOf({ ...bookOctober, provisionBefore: 3_880 }, accounts)).toEqual([])
    expect(() => bookingsOf({ ...bookOctober, terms: { costRate: null } }, accounts)).toThrow(
      expect.objectContaining({ code: 'cost_rate_missing' }),
    )
  })

  test('is refused until the adviser has said all that the method needs, by name', () => {
    const unsaid = { ...settings, consultantNumber: null, breakageAccount: null }
    const refusal = refusalOf(() => completeSettings(unsaid))
    expect(refusal.code).toBe('accounting_incomplete')
    expect(refusal.faults.map(({ pointer }) => pointer)).toEqual([
      ...['/consultantNumber', '/breakageAccount'],
    ])
    expect(() =>
      completeSettings({ ...unsaid, consultantNumber: 1001, method: 'provision' }),
    ).not.toThrow()
  })

  test('asks for the accounts of partners once something is owed or paid, and for no others', () => {
    const owed: Movement = {
      ...{ amount: 250, side: 'S', day: dayNumber('2026-10-31'), reference: 'PARTNER-2026-10' },
      ...{ account: 'partnerExpenseAccount', contra: 'partnerAccount', text: 'Linden' },
    }
    const paid: Movement = { ...owed, account: 'partnerAccount', contra: 'paymentAccount' }
    const unsaid = { ...settings, partnerRevenueAccount: null }
    expect(() => completeSettings(unsaid, [owed])).not.toThrow()
    const { message, faults } = refusalOf(() => completeSettings(unsaid, [owed, paid]))
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/paymentAccount'])
    expect(message).toContain('paymentAccount')
    const [row] = linesOf([onAccounts(owed, settings)]).lines.slice(2)
    expect(row!.slice(0, 10)).toEqual([
      ...['2,50', '"S"', '"EUR"', '', '', '', '6600', '70000', '', '3110'],
    ])
    expect(() => onAccounts(paid, settings)).toThrow('let through')
  })

  test('holds each booking on one line, whatever a name says', () => {
    const [booking] = bookingsOf({ ...bookOctober, name: 'Tüten\r\n\t;"' }, accounts)
    const { lines, text } = linesOf([booking!])
    expect(lines).toHaveLength(3)
    expect(text).toContain('(Tüten ;"")"')
  })

  test('knows when a business year begins', () => {
    expect(yearStart(october, 1)).toBe(month('2026-01'))
    expect(yearStart(october, 10)).toBe(october)
    expect(yearStart(october, 11)).toBe(month('2025-11'))
    expect(yearStart(month('2026-01'), 7)).toBe(month('2025-07'))
  })
})

function refusalOf(work: () => unknown): Refusal {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
  }
  throw new Error('nothing was refused')
}
