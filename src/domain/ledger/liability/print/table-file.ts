import type { FileReply } from '#contract/route.ts'
import { dateText, monthStart } from '#kernel/calendar.ts'
import { csvHead, csvLine, mannerOf, type Row } from '#kernel/csv.ts'
import type { Frame } from '../read-terms.ts'

export type Table = { columns: Row; rows: Row[] }

/** A table for a spreadsheet, as the language of the business has it. */
export function fileOf(fileName: string, { language }: Frame, { columns, rows }: Table): FileReply {
  const manner = mannerOf(language)
  const content = csvHead(columns, manner) + rows.map((row) => csvLine(row, manner)).join('')
  return { contentType: 'text/csv; charset=utf-8', fileName, content }
}

/** `2026-11` */
export const monthText = (month: number) => dateText(monthStart(month)).slice(0, 7)
