import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecords } from './records.ts'
import { type FileRow, readRows } from './rows.ts'
import { type Dialect, separatorMarks } from './separator.ts'

const comma: Dialect = { separator: 'comma', quoted: true }

async function* inPieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length)
}

async function rowsOf(text: string, dialect = comma, pieceLength = 7): Promise<FileRow[]> {
  const rows: FileRow[] = []
  const pieces = inPieces(text, pieceLength)
  for await (const batch of readRows(pieces, { ...dialect, header: false }))
    rows.push(...batch.rows)
  return rows
}

const cellsOf = async (text: string, dialect = comma) =>
  (await rowsOf(text, dialect)).map((row) => row.cells)

describe('rows of a file', () => {
  it('keep their line number and their text, over quotes and every kind of line end', async () => {
    const text = 'a,b\r\n"two\nlines",c\n\n\nd,"e ""f"""\rg,h'
    expect(await rowsOf(text)).toEqual([
      { line: 1, raw: 'a,b', cells: ['a', 'b'], fault: null },
      { line: 2, raw: '"two\nlines",c', cells: ['two\nlines', 'c'], fault: null },
      { line: 6, raw: 'd,"e ""f"""', cells: ['d', 'e "f"'], fault: null },
      { line: 7, raw: 'g,h', cells: ['g', 'h'], fault: null },
    ])
  })

  it('are the same however the file is cut into pieces, and what was written comes back', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', ';', '\n', ' ', 'ü', '€') })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 })
    const separator = fc.constantFrom('comma' as const, 'semicolon' as const, 'tab' as const)
    await fc.assert(
      fc.asyncProperty(
        table,
        separator,
        fc.integer({ min: 1, max: 9 }),
        async (cells, by, length) => {
          const dialect: Dialect = { separator: by, quoted: true }
          const text = stringify(cells, { delimiter: separatorMarks[by], quoted: true })
          const read = (await rowsOf(text, dialect, length)).map((row) => row.cells)
          expect(read).toEqual(cells.filter((row) => row.some((one) => one.trim() !== '')))
        },
      ),
    )
  })

  it('never lose a line, whatever quotes stand in them', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', ',', '"', ' ') })
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), async (lines) => {
        const rows = await rowsOf(lines.join('\n'))
        const covered = new Set<number>()
        for (const { line, raw } of rows) {
          for (const at of raw.split('\n').keys()) covered.add(line + at)
        }
        lines.forEach((text, at) => {
          if (/a/.test(text)) expect(covered.has(at + 1)).toBe(true)
        })
        expect(rows.reduce((sum, row) => sum + row.raw.split('\n').length, 0)).toBe(covered.size)
      }),
    )
  })

  it('take runs of blanks as one separator, leading and trailing ones ignored', async () => {
    const blanks: Dialect = { separator: 'blanks', quoted: true }
    expect(await cellsOf(' 00004 0001 19970101  2   29.33 \n\t"a b"  c\n', blanks)).toEqual([
      ['00004', '0001', '19970101', '2', '29.33'],
      ['a b', 'c'],
    ])
  })

  it('take a quote within a word as a letter', async () => {
    expect(await cellsOf('3" pipe,4\nCafé "Morgenrot",5')).toEqual([
      ['3" pipe', '4'],
      ['Café "Morgenrot"', '5'],
    ])
  })

  it('refuse only the line a broken quote stands in', async () => {
    const rows = await rowsOf('a,1\n"b,2\nc,3\n"d"x,4\ne,5\n')
    expect(rows.map(({ line, raw, fault }) => ({ line, raw, fault }))).toEqual([
      { line: 1, raw: 'a,1', fault: null },
      { line: 2, raw: '"b,2', fault: 'quote_broken' },
      { line: 3, raw: 'c,3', fault: null },
      { line: 4, raw: '"d"x,4', fault: 'quote_broken' },
      { line: 5, raw: 'e,5', fault: null },
    ])
  })

  it('go on after a quote that is never closed', async () => {
    const rows = await rowsOf(`"a,1\n${'b,2\n'.repeat(40_000)}`, comma, 65_536)
    expect(rows).toHaveLength(40_001)
    expect(rows[0]).toMatchObject({ line: 1, fault: 'quote_not_closed' })
    expect(rows.at(-1)).toMatchObject({ line: 40_001, cells: ['b', '2'], fault: null })
  })

  it('refuse a line of ten megabytes without holding it', async () => {
    const text = `a,1\n${'x'.repeat(10_000_000)}\nb,2`
    const rows = await rowsOf(text, comma, 65_536)
    expect(rows.map((row) => [row.line, row.fault])).toEqual([
      [1, null],
      [2, 'row_too_long'],
      [3, null],
    ])
    expect(rows[1]!.raw).toHaveLength(1_000)
  })

  it('refuse NUL, lone surrogates and rows of a thousand columns', async () => {
    const rows = await rowsOf(`a\0,1\n\ud800,1\n${'x,'.repeat(1000)}\nb,2`)
    expect(rows.map((row) => row.fault)).toEqual([
      'row_with_nul',
      'row_not_unicode',
      'columns_too_many',
      null,
    ])
  })

  it('skip the line in which Excel names the separator, and rows of empty cells', async () => {
    const semicolon: Dialect = { separator: 'semicolon', quoted: true }
    expect(await cellsOf('sep=;\na;b\n;;\n;c\n', semicolon)).toEqual([
      ['a', 'b'],
      ['', 'c'],
    ])
  })

  it('keep a quote as it is where the file knows no quoting', async () => {
    expect(await cellsOf('"a,b"\n', { separator: 'comma', quoted: false })).toEqual([['"a', 'b"']])
  })
})

describe('records', () => {
  it('end with the text even where the last line does not', async () => {
    const seen: string[] = []
    for await (const records of readRecords(inPieces('a\r\nb\r', 2), comma)) {
      seen.push(...records.map((record) => record.raw))
    }
    expect(seen).toEqual(['a', 'b'])
  })
})
