import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { customerId } from '../language/ids.ts'
import { text } from '../language/text.ts'

export const customerFileBytesMax = 10 * 1024 * 1024
export const customerFileRowsMax = 20_000

/** What a column of a file of customers can hold, besides attributes under their own names. */
export const customerFileFields = [
  'id',
  'external_id',
  'card_number',
  'email',
  'phone',
  'name',
  'language',
  'birthday',
] as const
export type CustomerFileField = (typeof customerFileFields)[number]

export const customerRowOutcomes = ['created', 'updated', 'unchanged', 'refused'] as const
export type CustomerRowOutcome = (typeof customerRowOutcomes)[number]

const count = z.int().min(0)

export const customerFileRow = z.object({
  line: z.int().describe('Of the file, from 1'),
  outcome: z.enum(customerRowOutcomes),
  customerId: customerId.nullable().describe('null: nobody yet'),
  changes: z.array(
    z.object({
      field: z.string().describe('A field, or `attributes.` and the name of an attribute'),
      before: z.string().nullable(),
      after: z.string(),
    }),
  ),
  reasons: z
    .array(z.object({ code: z.string(), message: z.string(), field: z.string().nullable() }))
    .describe('Why it is refused'),
})
export type CustomerFileRow = z.output<typeof customerFileRow>

export const customerFileReport = z.object({
  dryRun: z.boolean(),
  columns: z.array(
    z.object({
      header: z.string(),
      field: z.string().nullable().describe('null: the column is passed over'),
    }),
  ),
  counts: z.object({
    read: count,
    created: count,
    updated: count,
    unchanged: count,
    refused: count,
  }),
  rows: z.array(customerFileRow).describe('The first that are not unchanged'),
})
export type CustomerFileReport = z.output<typeof customerFileReport>

export const importCustomers = endpoint({
  method: 'POST',
  path: '/api/v1/customer-files',
  tag: 'imports',
  summary: 'Create and update customers from a CSV file',
  description:
    'The body is the file, its first line naming the columns (German or English, or attributes by name or ' +
    `label), up to ${customerFileRowsMax} rows. Customers are found by id, external id, card number, ` +
    'e-mail, phone, as everywhere; who is not known is created. An empty cell changes nothing. A row whose ' +
    'identities lead to two customers, or that names somebody a second time, is refused in words. Without ' +
    '`dryRun=no` nothing is written: the reply says what would change, field by field. Rows are written in ' +
    'portions; sent again after an interruption, what is done is found unchanged. Consents are no columns: ' +
    'each needs its wording and proof.',
  permission: 'imports:manage',
  query: z.object({
    dryRun: z.enum(['yes', 'no']).default('yes'),
    map: text(2000)
      .optional()
      .describe('`email=Mailadresse,name=2`: columns by header or number from 1'),
    rows: z.coerce.number().int().min(0).max(customerFileRowsMax).default(200),
  }),
  upload: { bytesMax: customerFileBytesMax },
  reply: customerFileReport,
  errors: [
    'import_file_empty',
    'import_file_excel',
    'import_file_binary',
    'customer_columns_missing',
    'customer_column_not_found',
    'customer_map_malformed',
    'customer_rows_too_many',
    'caller_limited_to_stores',
  ],
})
