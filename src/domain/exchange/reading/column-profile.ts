import { type DateFormatEvidence, dateFormatOf, parseTime } from './dates.ts'
import { type DecimalMarkEvidence, decimalMarkOf, looksLikeNumber } from './numbers.ts'

/** What the cells of one column look like. Shares are of the filled cells. */
export type ColumnProfile = {
  number: number
  filled: number
  rows: number
  distinct: number
  dates: DateFormatEvidence | undefined
  times: number
  numbers: number
  decimals: number
  wholes: number
  negatives: number
  largest: number
  emails: number
  mark: DecimalMarkEvidence
  values: readonly string[]
}

/** @param number the column's number from 1 */
export function profileColumn(
  number: number,
  cells: readonly string[],
  dayFirst: boolean,
): ColumnProfile {
  const values = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const share = (test: (value: string) => boolean) =>
    values.length === 0 ? 0 : values.filter(test).length / values.length
  return {
    number,
    filled: values.length,
    rows: cells.length,
    distinct: new Set(values).size,
    dates: dateFormatOf(values, dayFirst),
    times: share((value) => value.includes(':') && parseTime(value) !== undefined),
    numbers: share(looksLikeNumber),
    decimals: share((value) => looksLikeNumber(value) && /[.,]\d{1,4}\D*$/.test(value)),
    wholes: share((value) => /^[-+]?\d+$/.test(value)),
    negatives: share((value) => looksLikeNumber(value) && /[-−(]/.test(value)),
    largest: values.reduce((most, value) => Math.max(most, wholeOf(value)), 0),
    emails: share((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)),
    mark: decimalMarkOf(values.filter(looksLikeNumber)),
    values,
  }
}

const wholeOf = (value: string) => (/^[-+]?\d+$/.test(value) ? Math.abs(Number(value)) : 0)
