import { z } from 'zod'
import { currencyCode } from './text.ts'

/** What a column of an imported file can mean. */
export const importFields = [
  'customer',
  'date',
  'time',
  'amount',
  'quantity',
  'receipt',
  'store',
  'channel',
  'category',
  'sku',
  'article',
  'unitPrice',
  'currency',
  'marker',
  'email',
  'name',
] as const
export type ImportField = (typeof importFields)[number]

export const importEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type ImportEncoding = (typeof importEncodings)[number]

/** `blanks`: runs of blanks count as one separator, leading ones are ignored. */
export const importSeparators = ['comma', 'semicolon', 'tab', 'pipe', 'blanks'] as const
export type ImportSeparator = (typeof importSeparators)[number]

/** The decimal mark of a file's numbers: 1,234.56 or 1.234,56. */
export const decimalMarks = ['point', 'comma'] as const
export type DecimalMark = (typeof decimalMarks)[number]

/** How dates are written, the parts named in their order. */
export const importDateFormats = [
  'year-month-day',
  'yearmonthday',
  'day.month.year',
  'day/month/year',
  'month/day/year',
  'excel-serial',
] as const
export type ImportDateFormat = (typeof importDateFormats)[number]

/** A column by its header, or by its number from 1. */
export const columnReference = z.union([z.int().min(1).max(500), z.string().min(1).max(200)])
export type ColumnReference = z.infer<typeof columnReference>

/** How a business's own file of purchases is to be read. */
export const importMapping = z.strictObject({
  encoding: z.enum(importEncodings),
  separator: z.enum(importSeparators),
  quoted: z.boolean().describe('Whether cells may stand in double quotes.'),
  header: z.boolean().describe('Whether the first row names the columns.'),
  columns: z.partialRecord(z.enum(importFields), columnReference),
  rows: z
    .enum(['purchase', 'line'])
    .describe('One row per purchase or per article. Rows that share a receipt are always joined.'),
  decimalMark: z.enum(decimalMarks),
  dateFormat: z.enum(importDateFormats),
  currency: currencyCode,
  timeZone: z.string().min(1).max(60),
  returnMarkers: z
    .array(z.string().min(1).max(100))
    .max(50)
    .describe('Values of the marker column that make a row a return.'),
  amounts: z.enum(['gross', 'net']),
})
export type ImportMapping = z.infer<typeof importMapping>
