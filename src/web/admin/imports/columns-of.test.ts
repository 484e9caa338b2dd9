import { describe, expect, test } from 'vitest'
import type { ImportMapping } from '#contract/language/import-mapping.ts'
import { columnsOf, numberOf, withColumn } from './columns-of.ts'

const row = (line: number, ...cells: string[]) => ({
  line,
  cells,
  reading: { refused: 'columns_missing', field: null, text: '' },
})
const mapping = (columns: ImportMapping['columns']): ImportMapping => ({
  encoding: 'utf-8',
  separator: 'semicolon',
  quoted: true,
  header: true,
  columns,
  rows: 'purchase',
  decimalMark: 'comma',
  dateFormat: 'day.month.year',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  returnMarkers: [],
  amounts: 'gross',
})

describe('the columns of a file', () => {
  test('are as many as its widest row has, each with the first cell that says something', () => {
    expect(
      columnsOf({ header: ['Tag', ''], rows: [row(2, '1.2.2026', ''), row(3, '', 'x', 'y')] }),
    ).toEqual([
      { number: 1, name: 'Tag', example: '1.2.2026' },
      { number: 2, name: null, example: 'x' },
      { number: 3, name: null, example: 'y' },
    ])
  })

  test('are found by name and by number', () => {
    expect(numberOf('Betrag', ['Tag', 'Betrag'])).toBe(2)
    expect(numberOf(3, null)).toBe(3)
    expect(numberOf('Betrag', null)).toBeNull()
    expect(numberOf(undefined, ['Tag'])).toBeNull()
  })
})

describe('choosing a column', () => {
  const preview = {
    mapping: mapping({ date: 'Tag', receipt: 'Nr' }),
    header: ['Tag', 'Nr', 'Wert', 'Wert'],
  }

  test('takes it away from the field that had it', () => {
    expect(withColumn(preview, 'customer', 2)).toEqual({ date: 'Tag', customer: 'Nr' })
  })

  test('names it by number where two columns share a name', () => {
    expect(withColumn(preview, 'amount', 4)).toEqual({ date: 'Tag', receipt: 'Nr', amount: 4 })
  })

  test('can leave a field without one', () => {
    expect(withColumn(preview, 'receipt', null)).toEqual({ date: 'Tag' })
  })
})
