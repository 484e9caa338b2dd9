import { malformed } from '#kernel/errors.ts'

/** How one file of an export is written, as its index.xml says. */
export type Dialect = {
  encoding: 'utf-8' | 'windows-1252'
  separator: string
  quote: string
  decimalMark: 'comma' | 'point'
  /** The columns in order, for files without a header. */
  columns: string[]
}

/** Of the standard by which tax offices take data (GDPdU), where the index says nothing else. */
const usual: Dialect = {
  encoding: 'windows-1252',
  separator: ';',
  quote: '"',
  decimalMark: 'comma',
  columns: [],
}

const indexBytesMax = 4 * 1024 * 1024

/**
 * Reads the description of the files. Only its elements are looked at, one after the other: nothing
 * is expanded, and nothing outside is fetched.
 * @returns dialects by lower-case file name
 */
export function readIndex(bytes: Buffer): Map<string, Dialect> {
  if (bytes.length > indexBytesMax) throw noIndex()
  const xml = withoutComments(bytes.toString('utf8'))
  const dialects = new Map<string, Dialect>()
  for (const table of elements(xml, 'Table')) {
    const file = textOf(table, 'URL')
    if (file) dialects.set(file.split(/[\\/]/).at(-1)!.toLowerCase(), dialectOf(table))
  }
  if (dialects.size === 0) throw noIndex()
  return dialects
}

function dialectOf(table: string): Dialect {
  const decimal = textOf(table, 'DecimalSymbol') ?? ','
  return {
    encoding: isUtf8(table) ? 'utf-8' : usual.encoding,
    separator: textOf(table, 'ColumnDelimiter') || usual.separator,
    quote: textOf(table, 'TextEncapsulator') || usual.quote,
    decimalMark: decimal === '.' ? 'point' : 'comma',
    columns: [...elements(table, 'VariablePrimaryKey'), ...elements(table, 'VariableColumn')].map(
      (column) => textOf(column, 'Name') ?? '',
    ),
  }
}

const isUtf8 = (table: string) => /<(UTF8|UTF7)\s*\/>|<Codepage>\s*65001/.test(table)

/** What stands between the tags of this name, in order. Elements of the index hold none of their own. */
function elements(xml: string, name: string): string[] {
  const found: string[] = []
  const end = `</${name}>`
  for (let at = 0; ; ) {
    const begin = xml.indexOf(`<${name}>`, at)
    const close = begin < 0 ? -1 : xml.indexOf(end, begin)
    if (close < 0) return found
    found.push(xml.slice(begin + name.length + 2, close))
    at = close + end.length
  }
}

const textOf = (xml: string, name: string) => {
  const [value] = elements(xml, name)
  return value === undefined ? undefined : unescaped(value)
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

const unescaped = (text: string) =>
  text.replace(/&(?:#(\d{1,6})|#x([0-9a-fA-F]{1,5})|(\w+));/g, (all, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? all
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })

function withoutComments(xml: string): string {
  let rest = ''
  for (let at = 0; ; ) {
    const begin = xml.indexOf('<!--', at)
    const end = begin < 0 ? -1 : xml.indexOf('-->', begin)
    rest += begin < 0 ? xml.slice(at) : xml.slice(at, begin)
    if (end < 0) return rest
    at = end + 3
  }
}

export const noIndex = () =>
  malformed(
    'till_export_without_index',
    'The archive holds no index.xml that describes its files, as DSFinV-K wants it.',
  )
