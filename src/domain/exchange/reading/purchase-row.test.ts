import { describe, expect, it } from 'vitest'
import type { ImportField, ImportMapping } from '#contract/language/import-mapping.ts'
import { TimeZone } from '#kernel/time-zone.ts'
import { placeColumns } from './columns.ts'
import { readPurchaseRow } from './purchase-row.ts'

const berlin = new TimeZone('Europe/Berlin')
const base: ImportMapping = {
  encoding: 'utf-8',
  separator: 'comma',
  quoted: true,
  header: false,
  columns: {},
  rows: 'purchase',
  decimalMark: 'point',
  dateFormat: 'year-month-day',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  returnMarkers: [],
  amounts: 'gross',
}

function read(cells: Partial<Record<ImportField, string>>, change: Partial<ImportMapping> = {}) {
  const fields = Object.keys(cells) as ImportField[]
  const columns = Object.fromEntries(fields.map((field, at) => [field, at + 1]))
  const mapping = { ...base, columns: { date: 1, amount: 2, ...columns }, ...change }
  const places = placeColumns(mapping, null)
  return readPurchaseRow(Object.values(cells), {
    mapping,
    places,
    zones: { file: berlin, business: berlin },
  })
}

describe('a row of purchases', () => {
  it('becomes a time, a day, an amount in cents and trimmed texts', () => {
    expect(
      read({
        date: '2026-11-21',
        time: '08:16',
        amount: '3.90',
        customer: ' 00004 ',
        store: '',
        quantity: '1.5',
      }),
    ).toEqual({
      row: {
        occurredAt: new Date('2026-11-21T07:16:00Z'),
        day: 20_778,
        amount: 390,
        currency: 'EUR',
        quantityThousandths: 1500,
        unitPrice: null,
        customer: '00004',
        receipt: null,
        store: null,
        channel: null,
        category: null,
        sku: null,
        article: null,
        email: null,
        name: null,
      },
    })
  })

  it('is a return by its sign or by its marker, and twice negative is not a purchase', () => {
    const marked = { returnMarkers: ['Storno'] }
    expect(read({ date: '2026-11-21', amount: '-3.90' })).toMatchObject({ row: { amount: -390 } })
    for (const amount of ['3.90', '-3.90']) {
      const result = read({ date: '2026-11-21', amount, marker: 'STORNO' }, marked)
      expect(result).toMatchObject({ row: { amount: -390 } })
    }
    const sold = read({ date: '2026-11-21', amount: '3.90', marker: 'Verkauf' }, marked)
    expect(sold).toMatchObject({ row: { amount: 390 } })
  })

  it('multiplies quantity and unit price where no total stands, rounding once', () => {
    const result = read({ date: '2026-11-21', amount: '', unitPrice: '0.335', quantity: '3' })
    expect(result).toMatchObject({ row: { amount: 101, unitPrice: 34 } })
    const returned = read({ date: '2026-11-21', amount: '', unitPrice: '6.75', quantity: '-12' })
    expect(returned).toMatchObject({ row: { amount: -8100 } })
  })

  it('knows currencies with no and with three decimals', () => {
    expect(read({ date: '2026-11-21', amount: '1200', currency: 'jpy' })).toMatchObject({
      row: { amount: 1200, currency: 'JPY' },
    })
    expect(read({ date: '2026-11-21', amount: '1.2', currency: 'BHD' })).toMatchObject({
      row: { amount: 1200, currency: 'BHD' },
    })
  })

  it('keeps an amount of zero', () => {
    expect(read({ date: '2026-11-21', amount: '0.00' })).toMatchObject({ row: { amount: 0 } })
  })

  it('takes the words for nothing as nothing', () => {
    for (const customer of ['NULL', 'nan', '#N/A', '-', 'None']) {
      const result = read({ date: '2026-11-21', amount: '1', customer })
      expect(result).toMatchObject({ row: { customer: null } })
    }
  })

  it.each([
    ['date_missing', { date: '', amount: '1' }],
    ['date_unreadable', { date: '31.31.2026', amount: '1' }],
    ['date_out_of_range', { date: '1969-12-31', amount: '1' }],
    ['time_unreadable', { date: '2026-11-21', amount: '1', time: 'früh' }],
    ['amount_missing', { date: '2026-11-21', amount: '' }],
    ['amount_unreadable', { date: '2026-11-21', amount: '1,5' }],
    ['quantity_unreadable', { date: '2026-11-21', amount: '1', quantity: 'zwei' }],
    ['unit_price_unreadable', { date: '2026-11-21', amount: '1', unitPrice: 'x' }],
    ['currency_unreadable', { date: '2026-11-21', amount: '1', currency: 'Taler' }],
    ['text_too_long', { date: '2026-11-21', amount: '1', store: 'x'.repeat(65) }],
    ['email_unreadable', { date: '2026-11-21', amount: '1', email: 'anna' }],
  ])('is refused with %s', (code, cells) => {
    expect(read(cells)).toMatchObject({ refusal: { code } })
  })
})

describe('the columns of a mapping', () => {
  const header = ['Kunde', 'Datum', 'Betrag']
  it('are found by header without regard to case, and by number', () => {
    const columns = { customer: 'kunde', date: 2, amount: 'Betrag' }
    expect(placeColumns({ ...base, columns }, header)).toEqual({ customer: 0, date: 1, amount: 2 })
  })
  it('are all named when they are missing', () => {
    expect(() => placeColumns({ ...base, columns: { customer: 'Gast', date: 9 } }, header)).toThrow(
      expect.objectContaining({
        code: 'import_column_unknown',
        faults: [
          expect.objectContaining({ pointer: '/mapping/columns/customer' }),
          expect.objectContaining({ pointer: '/mapping/columns/date' }),
          expect.objectContaining({ pointer: '/mapping/columns/amount' }),
        ],
      }),
    )
  })
})
