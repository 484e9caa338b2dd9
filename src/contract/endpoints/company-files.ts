import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerId } from '../language/ids.ts'
import {
  fileColumns,
  rowCounts,
  rowFileQuery,
  rowOutcomes,
  unreadableFile,
} from '../language/row-file.ts'

export const companyFileBytesMax = 10 * 1024 * 1024
export const companyFileRowsMax = 5_000

/** What a column of a file of companies can hold; an export of companies is such a file. */
export const companyFileFields = [
  ...['id', 'number', 'name', 'external_id', 'email', 'phone', 'street', 'postal_code', 'city'],
  ...['country', 'vat_id', 'size_class', 'industry', 'parent_number', 'owner_email'],
] as const

export const companyFileRow = z.object({
  line: z.int().describe('Of the file, from 1'),
  outcome: z.enum(rowOutcomes),
  companyId: customerId.nullable().describe('null: none yet'),
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string() }),
  ),
  reasons: z
    .array(z.object({ code: z.string(), message: z.string() }))
    .describe('Why it is refused'),
})
export type CompanyFileRow = z.output<typeof companyFileRow>

export const companyFileReport = z.object({
  dryRun: z.boolean(),
  columns: fileColumns,
  counts: rowCounts,
  rows: z.array(companyFileRow).describe('The first that are not unchanged'),
})
export type CompanyFileReport = z.output<typeof companyFileReport>

export const importCompanies = endpoint({
  method: 'POST',
  path: '/api/v1/company-files',
  tag: 'companies',
  summary: 'Create and update companies from a CSV file',
  description:
    'The body is the file, its first line naming the columns in German or English; a downloaded list of ' +
    `companies is such a file. Up to ${companyFileRowsMax} rows. Companies are found by id, number or ` +
    'external id; which is not known is created. An empty cell changes nothing. Without `dryRun=no` nothing ' +
    'is written: the reply says what would change, field by field. Each row is written whole or not at all; ' +
    'sent again after an interruption, what is done is found unchanged.',
  permission: 'imports:manage',
  query: z.object(rowFileQuery(companyFileRowsMax)),
  upload: { bytesMax: companyFileBytesMax },
  reply: companyFileReport,
  errors: [
    ...unreadableFile,
    'company_columns_missing',
    'company_rows_too_many',
    'parent_is_below',
    'body_too_large',
    'caller_limited_to_stores',
  ],
})
