import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { malformed } from '#kernel/errors.ts'
import { parseScaled } from '../../reading/numbers.ts'
import type { Dialect } from './read-index.ts'

const rowBytesMax = 64 * 1024
const pieceLength = 64 * 1024

/** The cells of one row, by the names of their columns; what is not there is empty. */
export type TableRow = {
  text(column: string): string
  /** In units of 1 / 10 ** decimals; null where the cell is empty or no number. */
  number(column: string, decimals: number): number | null
}

/**
 * Reads one file of an export, row by row.
 * @param name for the refusal of a file that cannot be read
 */
export async function* readTable(
  name: string,
  bytes: Buffer,
  dialect: Dialect,
): AsyncGenerator<TableRow> {
  let header: ReadonlyMap<string, number> | null = null
  try {
    for await (const cells of recordsOf(bytes, dialect)) {
      if (header === null) {
        header = headerOf(cells, dialect)
        if (cells.includes(keyColumn)) continue
      }
      yield rowOf(cells, header, dialect)
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw malformed('till_export_unreadable', `The file ${name} cannot be read.`)
  }
}

async function* recordsOf(bytes: Buffer, dialect: Dialect): AsyncGenerator<string[]> {
  const text = new TextDecoder(dialect.encoding).decode(bytes)
  const parser = Readable.from(piecesOf(text)).pipe(
    parse({
      delimiter: dialect.separator,
      quote: dialect.quote,
      escape: dialect.quote,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: rowBytesMax,
    }),
  )
  // Without columns a record is a list of its cells.
  for await (const record of parser) yield record as string[]
}

function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength)
}

/** In every file of an export, so that it tells a header from a row. */
const keyColumn = 'Z_KASSE_ID'

const headerOf = (first: readonly string[], { columns }: Dialect) =>
  new Map((first.includes(keyColumn) ? first : columns).map((name, at) => [name, at]))

function rowOf(
  cells: readonly string[],
  header: ReadonlyMap<string, number>,
  { decimalMark }: Dialect,
): TableRow {
  const text = (column: string) => {
    const at = header.get(column)
    return at === undefined ? '' : storable(cells[at] ?? '')
  }
  return {
    text,
    number: (column, decimals) => {
      const cell = text(column)
      if (cell === '') return null
      // Some write numbers as computers do, whatever their index says.
      return (
        parseScaled(cell, decimalMark, decimals) ??
        parseScaled(cell, decimalMark === 'comma' ? 'point' : 'comma', decimals) ??
        null
      )
    },
  }
}

const storable = (text: string) => text.replaceAll('\0', '').trim().toWellFormed()
