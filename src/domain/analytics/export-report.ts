import type { z } from 'zod'
import type { basis } from '#contract/endpoints/reports/parts.ts'
import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { csvHead, csvLine, mannerOf } from '#kernel/csv.ts'
import { conflict } from '#kernel/errors.ts'
import { inWholeUnits } from '#kernel/money.ts'
import { readFrame } from './frame.ts'
import type { Inscribe, Table } from './tables.ts'

type FileBasis = Pick<z.output<typeof basis>, 'currency' | 'asOf' | 'recount'>

/** A report as a file to keep. */
export async function exportReport<R extends { basis: FileBasis }>(
  { database }: Context,
  name: string,
  report: R,
  table: (report: R, inscribe: Inscribe) => Table,
): Promise<FileReply> {
  refuseWhileRecounting(report.basis)
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

/** A page can say that it is half old and half new; a file goes on without its page. */
function refuseWhileRecounting({ recount }: FileBasis): void {
  if (!recount) return
  throw conflict(
    'recount_running',
    `Customers are being counted anew (${recount.done} of ${recount.customers}). ` +
      'The file can be had when that is done.',
  )
}
