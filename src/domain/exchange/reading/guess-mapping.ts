import type { GuessWarning } from '#contract/endpoints/imports.ts'
import type {
  DecimalMark,
  ImportEncoding,
  ImportField,
  ImportMapping,
} from '#contract/language/import-mapping.ts'
import { type ColumnProfile, profileColumn } from './column-profile.ts'
import { fileFault } from './file-fault.ts'
import { type GuessedColumn, guessColumns } from './guess-columns.ts'
import { type GuessedDialect, guessDialect, sampleRows } from './guess-dialect.ts'
import { currencyOfHeader, currencyOfSign, isNetHeader } from './header-words.ts'
import { isReason, isReasonColumn } from './reason-column.ts'
import { isReturnWord } from './return-words.ts'
import { columnsMax } from './rows.ts'

const sampleRowsMax = 2_000

/** What a guess begins with: pieces of the file, and what the business is used to. */
export type GuessInput = {
  encoding: ImportEncoding
  /** Whole lines: the file's beginning first, then pieces of the rest. */
  samples: readonly string[]
  currency: string
  timeZone: string
  /** Whether the reader's language writes the day before the month and a comma before cents. */
  language: 'de' | 'en'
  /** Taken as given. */
  known?: Partial<ImportMapping>
  /** How the last file of this layout was written: decides where this one leaves it open. */
  before?: Pick<ImportMapping, 'decimalMark' | 'dateFormat'>
}

export type GuessedMapping = {
  mapping: ImportMapping
  header: string[] | null
  /** Columns of most rows, without one of reasons. */
  width: number
  /** Columns of the widest row seen. */
  widest: number
  reasons: GuessedColumn[]
  warnings: GuessWarning[]
}

/**
 * Guesses how a file is to be read. Formats are decided once for a column and then hold for the
 * whole file, which is why samples come from all over it: a file sorted by day shows only the
 * first days of a month at its beginning.
 */
export async function guessMapping(input: GuessInput): Promise<GuessedMapping> {
  const [head = '', ...pieces] = input.samples
  const dialect = await guessDialect(head, knownDialect(input.known))
  const rows = await rowsOf(head, pieces, dialect)
  const header = dialect.header ? (rows.shift() ?? []).map((cell) => cell.trim()) : null
  const profiles = profilesOf(header, rows, input.language === 'de')
  if (profiles.length < 2) throw fileFault('import_file_no_columns')
  const guessed = guessColumns(header ?? [], profiles)
  return {
    ...decide(input, dialect, { header, profiles, guessed }),
    width: usualWidth(rows, header),
    widest: rows.reduce((most, row) => Math.max(most, row.length), header?.length ?? 0),
  }
}

function decide(
  input: GuessInput,
  dialect: GuessedDialect,
  seen: { header: string[] | null; profiles: ColumnProfile[]; guessed: GuessedColumn[] },
): Omit<GuessedMapping, 'width' | 'widest'> {
  const { known = {}, before } = input
  const columns = known.columns ?? referencesOf(seen.guessed, seen.header)
  const profileOf = (field: ImportField) => profileAt(seen, columns[field])
  const date = profileOf('date')?.dates
  const money = profileOf('amount') ?? profileOf('unitPrice')
  const currency = currencyOf(seen.header, money)
  const mark = money?.mark
  const guess: ImportMapping = {
    encoding: input.encoding,
    ...dialect,
    columns,
    rows: profileOf('sku') || profileOf('article') ? 'line' : 'purchase',
    decimalMark: mark?.mark ?? before?.decimalMark ?? markOfLanguage(input.language),
    dateFormat: (date?.ambiguous && before?.dateFormat) || (date?.format ?? 'year-month-day'),
    currency: currency ?? input.currency,
    timeZone: input.timeZone,
    returnMarkers: markersOf(profileOf('marker')),
    amounts: money && isNetHeader(seen.header?.[money.number - 1] ?? '') ? 'net' : 'gross',
  }
  const warnings: GuessWarning[] = []
  if (!columns.date) warnings.push('no_date')
  if (!columns.amount && !columns.unitPrice) warnings.push('no_amount')
  if (!columns.customer && !columns.email) warnings.push('no_customer')
  if (date?.ambiguous && !known.dateFormat && !before)
    warnings.push('day_and_month_could_be_swapped')
  if (date && date.share < 1) warnings.push('some_dates_unreadable')
  if (mark?.ambiguous && !known.decimalMark && !before) warnings.push('decimal_mark_unclear')
  if (mark?.mixed) warnings.push('decimal_marks_mixed')
  if (!currency && !known.currency && !columns.currency) warnings.push('currency_assumed')
  return { mapping: { ...guess, ...known }, header: seen.header, reasons: seen.guessed, warnings }
}

function profileAt(
  seen: { header: string[] | null; profiles: ColumnProfile[] },
  reference: string | number | undefined,
): ColumnProfile | undefined {
  if (reference === undefined) return undefined
  const number =
    typeof reference === 'number' ? reference : (seen.header?.indexOf(reference) ?? -1) + 1
  return seen.profiles.find((profile) => profile.number === number)
}

/** By header where it is one of a kind, so that the next file may order its columns differently. */
function referencesOf(guessed: GuessedColumn[], header: string[] | null): ImportMapping['columns'] {
  const names = header ?? []
  const reference = (column: number) => {
    const name = names[column - 1] ?? ''
    const alone = names.indexOf(name) === names.lastIndexOf(name)
    return name !== '' && name.length <= 200 && alone ? name : column
  }
  return Object.fromEntries(guessed.map(({ field, column }) => [field, reference(column)]))
}

async function rowsOf(
  head: string,
  pieces: string[],
  dialect: GuessedDialect,
): Promise<string[][]> {
  const rows = await sampleRows(head, dialect, sampleRowsMax)
  for (const piece of pieces) rows.push(...(await sampleRows(piece, dialect, sampleRowsMax)))
  return rows
}

function usualWidth(rows: readonly string[][], header: string[] | null): number {
  if (header) return header.filter((name) => !isReason(name)).length
  const widths = rows.map((row) => row.filter((cell) => !isReason(cell)).length)
  const counts = [...Map.groupBy(widths, (width) => width)]
  return counts.sort(([a, as], [b, bs]) => bs.length - as.length || b - a)[0]?.[0] ?? 0
}

function profilesOf(header: string[] | null, rows: string[][], dayFirst: boolean): ColumnProfile[] {
  const width = Math.min(
    columnsMax,
    rows.reduce((most, row) => Math.max(most, row.length), header?.length ?? 0),
  )
  const cellsOf = (at: number) => rows.map((row) => row[at] ?? '')
  return Array.from({ length: width }, (_, at) => at)
    .filter((at) => !isReasonColumn(header?.[at], cellsOf(at)))
    .map((at) => profileColumn(at + 1, cellsOf(at), dayFirst))
}

function currencyOf(header: string[] | null, money: ColumnProfile | undefined): string | undefined {
  if (!money) return undefined
  const named = currencyOfHeader(header?.[money.number - 1] ?? '')
  return named ?? money.values.map(currencyOfSign).find((sign) => sign !== undefined)
}

const markOfLanguage = (language: 'de' | 'en'): DecimalMark =>
  language === 'de' ? 'comma' : 'point'

const markersOf = (profile: ColumnProfile | undefined) =>
  profile ? [...new Set(profile.values.filter(isReturnWord))].slice(0, 50) : []

function knownDialect(known: Partial<ImportMapping> = {}): Partial<GuessedDialect> {
  const { separator, quoted, header } = known
  return {
    ...(separator !== undefined && { separator }),
    ...(quoted !== undefined && { quoted }),
    ...(header !== undefined && { header }),
  }
}
