import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { currencyDecimals } from '#kernel/money.ts'
import { csvOf } from './csv.ts'
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
  const minorUnits = 10 ** currencyDecimals(report.basis.currency)
  const content = csvOf(table(report, { money: (amount) => amount / minorUnits }), language)
  const suffix = report.basis.asOf === null ? '' : `-${report.basis.asOf}`
  return {
    contentType: 'text/csv; charset=utf-8',
    fileName: `stammgast-${name}${suffix}.csv`,
    content,
  }
}
