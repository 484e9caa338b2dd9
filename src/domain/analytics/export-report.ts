import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { csvHead, csvLine, mannerOf } from '#kernel/csv.ts'
import { inWholeUnits } from '#kernel/money.ts'
import { readFrame } from './frame.ts'
import type { Inscribe, Table } from './tables.ts'

/** A report as a file to keep. */
export async function exportReport<R extends { basis: { currency: string; asOf: string | null } }>(
  { database }: Context,
  name: string,
  report: R,
  table: (report: R, inscribe: Inscribe) => Table,
): Promise<FileReply> {
  const { language } = await readOnly(database, readFrame)
  const { currency } = report.basis
  const manner = mannerOf(language)
  const { columns, rows } = table(report, { money: (amount) => inWholeUnits({ amount, currency }) })
  const content = csvHead(columns, manner) + rows.map((row) => csvLine(row, manner)).join('')
  const suffix = report.basis.asOf === null ? '' : `-${report.basis.asOf}`
  return {
    contentType: 'text/csv; charset=utf-8',
    fileName: `stammgast-${name}${suffix}.csv`,
    content,
  }
}
