import type { GuessReason } from '#contract/endpoints/imports.ts'
import { type ImportField, importFields } from '#contract/language/import-mapping.ts'
import type { ColumnProfile } from './column-profile.ts'
import { currencyOfSign, headerScore } from './header-words.ts'
import { isReturnWord } from './return-words.ts'

export type GuessedColumn = { field: ImportField; column: number; reason: GuessReason }

/** Which column means what: first by the headers' words, then by what the cells look like. */
export function guessColumns(
  header: readonly string[],
  profiles: ColumnProfile[],
): GuessedColumn[] {
  const named = byHeader(header, profiles)
  return [...named, ...byContent(profiles, named, header.length > 0)]
}

function byHeader(header: readonly string[], profiles: ColumnProfile[]): GuessedColumn[] {
  const candidates = profiles.flatMap((profile) =>
    importFields
      .map((field) => ({ field, profile, score: scoreOf(header, profile, field) }))
      .filter((one) => one.score > 0),
  )
  candidates.sort((a, b) => b.score - a.score || a.profile.number - b.profile.number)
  const guessed: GuessedColumn[] = []
  for (const { field, profile } of candidates) {
    const taken = guessed.some((one) => one.field === field || one.column === profile.number)
    if (!taken) guessed.push({ field, column: profile.number, reason: 'header' })
  }
  return guessed
}

function scoreOf(header: readonly string[], profile: ColumnProfile, field: ImportField): number {
  const name = header[profile.number - 1]
  if (name === undefined || !fits[field](profile)) return 0
  return headerScore(name, field)
}

/** What a column must look like to be taken for a field; an empty column may be anything. */
const fits: Record<ImportField, (profile: ColumnProfile) => boolean> = {
  customer: () => true,
  date: ({ dates, filled }) => filled === 0 || (dates?.share ?? 0) >= 0.5,
  time: ({ times, filled }) => filled === 0 || times >= 0.5,
  amount: ({ numbers, filled, dates }) =>
    filled === 0 || (numbers >= 0.5 && !isCompactDate(dates?.format, dates?.share)),
  quantity: ({ numbers, filled }) => filled === 0 || numbers >= 0.5,
  receipt: () => true,
  store: () => true,
  channel: () => true,
  category: () => true,
  sku: () => true,
  article: ({ numbers }) => numbers < 1,
  unitPrice: ({ numbers, filled }) => filled === 0 || numbers >= 0.5,
  currency: ({ values }) => values.every((value) => currencyOfSign(value) !== undefined),
  marker: ({ values }) => values.some(isReturnWord),
  email: ({ emails, filled }) => filled === 0 || emails >= 0.5,
  name: ({ numbers }) => numbers < 0.5,
}

/**
 * Fields the headers did not name. Customer and receipt are guessed by content only where there
 * is no header at all: headers that name no customer mean that the file knows none.
 */
function byContent(
  profiles: ColumnProfile[],
  named: GuessedColumn[],
  hasHeader: boolean,
): GuessedColumn[] {
  const guessed: GuessedColumn[] = []
  const known = (field: ImportField) => [...named, ...guessed].some((one) => one.field === field)
  const free = () =>
    profiles.filter(
      (one) =>
        one.filled > 0 && ![...named, ...guessed].some((other) => other.column === one.number),
    )
  const take = (field: ImportField, reason: GuessReason, found: ColumnProfile | undefined) => {
    if (found && !known(field)) guessed.push({ field, column: found.number, reason })
  }
  take('date', 'dates', free().find(isDateColumn))
  if (!known('unitPrice')) take('amount', 'money', free().findLast(isMoneyColumn))
  if (hasHeader) return guessed
  take(
    'email',
    'email_addresses',
    free().find((one) => one.emails > 0.8),
  )
  take('customer', 'repeating_ids', free().find(isCustomerColumn))
  take('quantity', 'small_numbers', free().find(isCountColumn))
  take('receipt', 'unique_ids', free().find(isUniqueColumn))
  return guessed
}

function isDateColumn({ dates, filled }: ColumnProfile): boolean {
  return filled > 0 && dates !== undefined && dates.share >= 0.95 && dates.format !== 'excel-serial'
}

const isMoneyColumn = (one: ColumnProfile) => one.numbers >= 0.95 && one.decimals >= 0.5

/** Ids come back, but are many: more of them than counts of articles would be. */
function isCustomerColumn(one: ColumnProfile): boolean {
  const plausible = one.decimals < 0.1 && one.negatives === 0 && !isDateColumn(one)
  return plausible && one.distinct < one.filled && !isCountColumn(one)
}

function isCountColumn(one: ColumnProfile): boolean {
  const padded = one.values.some((value) => /^0\d/.test(value))
  return one.wholes >= 0.95 && !padded && one.largest < 1_000 && one.distinct <= 100
}

const isUniqueColumn = (one: ColumnProfile) =>
  one.filled === one.rows && one.rows >= 5 && one.distinct === one.filled && one.decimals < 0.1

const isCompactDate = (format: string | undefined, share: number | undefined) =>
  format === 'yearmonthday' && share === 1
