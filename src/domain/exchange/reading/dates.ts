import type { ImportDateFormat } from '#contract/language/import-mapping.ts'
import { importDateFormats } from '#contract/language/import-mapping.ts'
import { dayMillis, dayNumber } from '#kernel/calendar.ts'
import type { TimeZone } from '#kernel/time-zone.ts'

const noonMillis = dayMillis / 2
// Eight digits outside these years are an article number, not a day.
const yearMin = 1900
const yearMax = 2199

/** A date as written: a local day, with a time of day and an offset from UTC where given. */
export type WrittenDate = {
  day: number
  timeMillis: number | null
  offsetMillis: number | null
}

const timeBehind = String.raw`(?:(?:,?\s+|T)(?<time>\S.*))?$`
const dateShapes: Record<ImportDateFormat, RegExp> = {
  'year-month-day': shape(String.raw`(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<date>\d{1,2})`),
  yearmonthday: /^(?<year>\d{4})(?<month>\d{2})(?<date>\d{2})(?:[T\s]?(?<time>\d.*))?$/,
  'day.month.year': shape(
    String.raw`(?<date>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4}|\d{2})`,
  ),
  'day/month/year': shape(
    String.raw`(?<date>\d{1,2})[/-](?<month>\d{1,2})[/-](?<year>\d{4}|\d{2})`,
  ),
  'month/day/year': shape(
    String.raw`(?<month>\d{1,2})[/-](?<date>\d{1,2})[/-](?<year>\d{4}|\d{2})`,
  ),
  'excel-serial': /^(?<serial>\d{5})(?:[.,](?<fraction>\d+))?$/,
}

const timeShape =
  /^(?<hour>\d{1,2})[:.](?<minute>\d{2})(?:[:.](?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?\s*(?<half>[AaPp]\.?[Mm]\.?)?(?:\s?Uhr)?\s*(?<offset>Z|[+-]\d{2}(?::?\d{2})?)?$/
const compactTimeShape = /^(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?$/

/** Reads a date in one format, with or without a time behind it. */
export function parseDate(text: string, format: ImportDateFormat): WrittenDate | undefined {
  const parts = dateShapes[format].exec(text.trim())?.groups
  if (!parts) return undefined
  if (parts.serial !== undefined) return excelDay(parts.serial, parts.fraction)
  const day = dayOf(fullYear(parts.year!), Number(parts.month), Number(parts.date))
  if (day === undefined) return undefined
  if (parts.time === undefined) return { day, timeMillis: null, offsetMillis: null }
  const clock = parseTime(parts.time)
  return clock && { day, ...clock }
}

/** Reads a time of day, as it stands in a column of its own or behind a date. */
export function parseTime(text: string): Omit<WrittenDate, 'day'> | undefined {
  const trimmed = text.trim()
  const parts = (timeShape.exec(trimmed) ?? compactTimeShape.exec(trimmed))?.groups
  if (!parts) return undefined
  const hour = hourOf(Number(parts.hour), parts.half)
  const minute = Number(parts.minute)
  const second = Number(parts.second ?? 0)
  if (hour === undefined || minute > 59 || second > 59) return undefined
  const millis = Number((parts.fraction ?? '').padEnd(3, '0').slice(0, 3))
  return {
    timeMillis: ((hour * 60 + minute) * 60 + second) * 1000 + millis,
    offsetMillis: offsetOf(parts.offset),
  }
}

/**
 * The instant of a written date. A day without a time is that day at noon in the business's time
 * zone; a local time is read in the file's, in a gap or overlap of the clock as Temporal's
 * "compatible" does.
 */
export function instantOf(
  written: WrittenDate,
  zones: { file: TimeZone; business: TimeZone },
): Date {
  const day = written.day * dayMillis
  if (written.timeMillis === null) return zones.business.instantOf(day + noonMillis)
  if (written.offsetMillis !== null) {
    return new Date(day + written.timeMillis - written.offsetMillis)
  }
  return zones.file.instantOf(day + written.timeMillis)
}

export type DateFormatEvidence = { format: ImportDateFormat; share: number; ambiguous: boolean }

/**
 * The format that reads most of a column, with the share it reads. Where day and month could
 * both come first in every row, the reader's language decides and the result says so.
 */
export function dateFormatOf(
  texts: readonly string[],
  dayFirst: boolean,
): DateFormatEvidence | undefined {
  if (texts.length === 0) return undefined
  const shares = importDateFormats.map((format) => ({
    format,
    share: texts.filter((text) => parseDate(text, format)).length / texts.length,
  }))
  const share = Math.max(...shares.map((one) => one.share))
  if (share === 0) return undefined
  const best = shares.filter((one) => one.share === share).map((one) => one.format)
  const ambiguous = best.includes('day/month/year') && best.includes('month/day/year')
  const preferred = dayFirst ? 'day/month/year' : 'month/day/year'
  return { format: ambiguous ? preferred : best[0]!, share, ambiguous }
}

function shape(date: string): RegExp {
  return new RegExp(`^${date}${timeBehind}`)
}

function dayOf(year: number, month: number, date: number): number | undefined {
  const at = new Date(Date.UTC(year, month - 1, date))
  const exists = at.getUTCMonth() === month - 1 && at.getUTCDate() === date
  return exists && year >= yearMin && year <= yearMax ? at.getTime() / dayMillis : undefined
}

/** Two digits: 70 to 99 are of the last century, as POSIX reads them. */
function fullYear(text: string): number {
  const year = Number(text)
  if (text.length > 2) return year
  return year >= 70 ? 1900 + year : 2000 + year
}

/** Excel counts days from 1899-12-30 (its 1900 has a 29 February). */
function excelDay(serial: string, fraction: string | undefined): WrittenDate {
  const day = Number(serial) + dayNumber('1899-12-30')
  if (fraction === undefined) return { day, timeMillis: null, offsetMillis: null }
  const seconds = Math.min(Math.round(Number(`0.${fraction}`) * 86_400), 86_399)
  return { day, timeMillis: seconds * 1000, offsetMillis: null }
}

function hourOf(written: number, half: string | undefined): number | undefined {
  if (half === undefined) return written > 23 ? undefined : written
  if (written < 1 || written > 12) return undefined
  return (written % 12) + (/^p/i.test(half) ? 12 : 0)
}

function offsetOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (text === 'Z') return 0
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3).replace(':', '') || 0)
  return (text.startsWith('-') ? -minutes : minutes) * 60_000
}
