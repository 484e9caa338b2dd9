import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { balanceFileId, customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { pointCurrency } from '../language/points.ts'
import {
  fileColumns,
  rowCounts,
  rowFileQuery,
  rowOutcomes,
  unreadableFile,
} from '../language/row-file.ts'

export const balanceFileBytesMax = 5 * 1024 * 1024
export const balanceFileRowsMax = 20_000
/** No card of an older system is worth more. */
export const balancePointsMax = 1e9

const limited = 'caller_limited_to_stores'

export const balanceFileRow = z.object({
  line: z.int().describe('Of the file, from 1'),
  outcome: z.enum(rowOutcomes).describe('`created`: the card makes somebody known'),
  cardNumber: z.string().nullable(),
  customerId: customerId.nullable().describe('null: nobody yet'),
  currency: z.string().nullable(),
  points: z.int().nullable(),
  before: z.int().nullable().describe('The balance without the row'),
  after: z.int().nullable(),
  reasons: z.array(z.object({ code: z.string(), message: z.string() })),
})
export type BalanceFileRow = z.output<typeof balanceFileRow>

const total = z.object({ currency: z.string(), name: z.string(), points: z.int() })

export const balanceFileReport = z.object({
  dryRun: z.boolean(),
  id: balanceFileId.nullable().describe('By which it is taken back; null: a dry run'),
  columns: fileColumns,
  counts: rowCounts,
  totals: z.array(total).describe('What is taken over, by currency'),
  rows: z.array(balanceFileRow).describe('The first that are not unchanged'),
})
export type BalanceFileReport = z.output<typeof balanceFileReport>

export const takeBalances = endpoint({
  method: 'POST',
  path: '/api/v1/balance-files',
  tag: 'cards',
  summary: 'Take over the balances of an older system from a CSV file',
  description:
    'The body is the file, its first line naming the columns (German or English): card number and points, ' +
    'and where wished currency, name and e-mail. Cards nobody has become customers; numbers of any form ' +
    'are taken. Each row becomes an opening posting, once for each card and currency: the same again ' +
    'changes nothing, another number of points is refused in words. Without `dryRun=no` nothing is ' +
    'written: the reply says what each row would bring.',
  permission: 'balances:take_over',
  query: z.object({
    ...rowFileQuery(balanceFileRowsMax),
    currency: pointCurrency
      .optional()
      .describe('Of rows that name none; left out: the only one there is'),
  }),
  upload: { bytesMax: balanceFileBytesMax },
  reply: balanceFileReport,
  errors: [
    ...unreadableFile,
    'balance_columns_missing',
    'balance_rows_too_many',
    'point_currency_not_found',
    limited,
  ],
})

export const takenBalances = z.object({
  id: balanceFileId,
  rows: z.int(),
  totals: z.array(total),
  takenAt: moment,
  takenBy: z.string().nullable().describe('Name of the person of staff; null: a program'),
  takenBackAt: moment.nullable(),
})
export type TakenBalances = z.output<typeof takenBalances>

export const listBalanceFiles = endpoint({
  method: 'GET',
  path: '/api/v1/balance-files',
  tag: 'cards',
  summary: 'List the files of balances that were taken over, the latest first',
  permission: 'balances:take_over',
  reply: z.object({ items: z.array(takenBalances) }),
  errors: [limited],
})

export const takeBackBalances = endpoint({
  method: 'DELETE',
  path: '/api/v1/balance-files/:balanceFileId',
  tag: 'cards',
  summary: 'Take back all that came with a file of balances',
  description:
    'Each opening posting is canceled; what was spent of it is handled as the currency says of returns. ' +
    'The cards and their customers stay. The same again changes nothing.',
  permission: 'balances:take_over',
  params: z.object({ balanceFileId }),
  reply: takenBalances,
  errors: ['balance_file_not_found', limited],
})
