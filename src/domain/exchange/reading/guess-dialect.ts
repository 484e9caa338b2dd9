import {
  type ImportSeparator,
  importDateFormats,
  importFields,
  importSeparators,
} from '#contract/language/import-mapping.ts'
import { splitCells } from './cells.ts'
import { parseDate } from './dates.ts'
import { headerScore } from './header-words.ts'
import { looksLikeNumber } from './numbers.ts'
import { readRecords } from './records.ts'
import { isSeparatorLine } from './rows.ts'

const rowsLookedAt = 200
// Blanks also part a date from its time and a name from its surname, in any file.
const blanksTrust = 0.85

export type GuessedDialect = { separator: ImportSeparator; quoted: boolean; header: boolean }

/** Separator, quoting and header of a text's beginning; what the caller knows is taken as given. */
export async function guessDialect(
  sample: string,
  known: Partial<GuessedDialect> = {},
): Promise<GuessedDialect> {
  const quoted = known.quoted ?? true
  const separator = known.separator ?? (await guessSeparator(sample, quoted))
  const rows = await sampleRows(sample, { separator, quoted })
  return { separator, quoted, header: known.header ?? looksLikeHeader(rows) }
}

/** Cells of a sample's first rows; rows that cannot be read are left out. */
export async function sampleRows(
  sample: string,
  dialect: { separator: ImportSeparator; quoted: boolean },
  count = rowsLookedAt,
): Promise<string[][]> {
  const sound: string[] = []
  for await (const records of readRecords([sample], dialect)) {
    for (const { raw, fault } of records) {
      if (fault === null && raw.trim() !== '' && raw.isWellFormed()) sound.push(raw)
    }
  }
  const first = sound[0] !== undefined && isSeparatorLine(sound[0]) ? 1 : 0
  return splitCells(sound.slice(first, first + count), dialect)
}

async function guessSeparator(sample: string, quoted: boolean): Promise<ImportSeparator> {
  const named = /^\ufeff?"?sep=(.)/i.exec(sample)?.[1]
  const byName = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const
  if (named !== undefined && named in byName) return byName[named as keyof typeof byName]
  let best: { separator: ImportSeparator; score: number } = { separator: 'comma', score: 0 }
  for (const separator of importSeparators) {
    const score =
      fitness(await sampleRows(sample, { separator, quoted })) *
      (separator === 'blanks' ? blanksTrust : 1)
    if (score > best.score + 1e-9) best = { separator, score }
  }
  return best.separator
}

/**
 * How much sense a separator makes: rows of the same width, and cells that are a number or a date
 * as a whole. The second tells 1;2,50;3,00 from the same text cut at its commas.
 */
function fitness(rows: string[][]): number {
  const widths = new Map<number, number>()
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  const [width, count] = [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
  if (width < 2) return 0
  const cells = rows.filter((row) => row.length === width).flat()
  const sensible = cells.filter((cell) => !/[;|\t]|\d,\d+ |^["']/.test(cell)).length
  const typed = cells.filter(isTyped).length
  return (count / rows.length) * ((typed + 0.5 * sensible) / cells.length) * Math.log2(1 + width)
}

function looksLikeHeader(rows: string[][]): boolean {
  const [first, ...others] = rows
  if (!first) return false
  const filled = first.filter((cell) => cell.trim() !== '')
  const named = filled.filter((cell) => importFields.some((field) => headerScore(cell, field) > 0))
  if (named.length * 2 >= filled.length && named.length > 0) return true
  if (filled.some(isTyped)) return false
  return named.length > 0 || others.some((row) => row.some(isTyped))
}

function isTyped(cell: string): boolean {
  const text = cell.trim()
  if (text === '') return false
  return looksLikeNumber(text) || importDateFormats.some((format) => parseDate(text, format))
}
