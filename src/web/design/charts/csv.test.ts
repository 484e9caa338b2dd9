import { describe, expect, test } from 'vitest'
import { csvOf } from './csv.ts'

const table = {
  columns: [{ head: 'Name' }, { head: 'Anteil' }],
  rows: [
    ['Altstadt', 0.648],
    ['=HYPERLINK("http://x")', -1.5],
    ['Nord; "Hafen"', null],
  ],
} as const

describe('a table becomes a file', () => {
  test('German spreadsheets get semicolons and decimal commas', () => {
    expect(csvOf(table, 'de')).toBe(
      '\ufeffName;Anteil\r\nAltstadt;0,648\r\n"\'=HYPERLINK(""http://x"")";-1,5\r\n"Nord; ""Hafen""";\r\n',
    )
  })

  test('a word that begins like a formula stays a word, a negative number a number', () => {
    const english = csvOf(table, 'en').split('\r\n')
    expect(english[2]).toBe('"\'=HYPERLINK(""http://x"")",-1.5')
  })

  test.each(['+1', '-1', '@sum', '\tx', '\rx'])('%j cannot run', (word) => {
    const line = csvOf({ columns: [{ head: 'a' }], rows: [[word]] }, 'de').split('\r\n')[1] ?? ''
    expect(line.replace(/^"/, '')).toMatch(/^'/)
  })
})
