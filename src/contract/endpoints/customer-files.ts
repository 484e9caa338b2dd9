import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { consentChannels, consentPurpose, consentSources } from '../language/consent.ts'
import { consentTextId, customerId, importId } from '../language/ids.ts'
import {
  fileColumns,
  rowCounts,
  rowFileQuery,
  rowOutcomes,
  unreadableFile,
} from '../language/row-file.ts'
import { label, text } from '../language/text.ts'
import { importView } from './imports.ts'

export const customerFileBytesMax = 10 * 1024 * 1024
export const customerFileRowsMax = 20_000

/** The first that a report of a whole file shows. */
export const customerDifferencesMax = 1_000

/**
 * What a column of a file of customers can hold, besides attributes under their own names and
 * consents (`consent.news.email`, with `.at`, `.text`, `.source` and `.proof` behind it).
 */
export const customerFileFields = [
  'id',
  'external_id',
  'card_number',
  'email',
  'phone',
  'name',
  'given_name',
  'family_name',
  'language',
  'birthday',
  'tags',
] as const
export type CustomerFileField = (typeof customerFileFields)[number]

/** What an e-mail list or a till says of a consent besides its yes or no: columns may say it, or this. */
export const consentColumn = z.strictObject({
  purpose: consentPurpose,
  channel: z.enum(consentChannels),
  textId: consentTextId.optional().describe('The words that were agreed to'),
  source: z.enum(consentSources).optional().describe('How it was said; else `import`'),
  form: label(200).optional().describe('Where the signed papers or the forms are found'),
})
export type ConsentColumn = z.output<typeof consentColumn>

export const consentColumnsMax = 20

const map = text(2000)
  .optional()
  .describe('`email=Mailadresse,name=2`: columns by header or number from 1; `-=3` passes one over')

const consents = z.array(consentColumn).max(consentColumnsMax).default([])

export const customerFileRow = z.object({
  line: z.int().describe('Of the file, from 1'),
  outcome: z.enum(rowOutcomes),
  customerId: customerId.nullable().describe('null: nobody yet'),
  changes: z.array(
    z.object({
      field: z
        .string()
        .describe('A field, `attributes.` and the name of an attribute, or `consent.news.email`'),
      before: z.string().nullable(),
      after: z.string(),
    }),
  ),
  reasons: z
    .array(z.object({ code: z.string(), message: z.string(), field: z.string().nullable() }))
    .describe('Why it is refused; of a row that is taken, why a consent of it is none'),
})
export type CustomerFileRow = z.output<typeof customerFileRow>

const counts = rowCounts.extend({
  withoutConsent: z
    .int()
    .min(0)
    .describe('Of those taken and those unchanged: rows of which a consent is refused'),
})

export const customerFileReport = z.object({
  dryRun: z.boolean(),
  columns: fileColumns,
  counts,
  rows: z.array(customerFileRow).describe('The first that are not unchanged'),
})
export type CustomerFileReport = z.output<typeof customerFileReport>

const rowsAsTheyAre =
  'Customers are found by id, external id, card number, e-mail, phone, as everywhere; who is not known is ' +
  'created. An empty cell changes nothing. Tags are parted by commas, semicolons or |, and only added. ' +
  'A column `consent.news.email` says yes or no; a yes needs its wording, its time and its proof, from ' +
  'columns of the same name with `.text`, `.at` and `.proof` or, for all rows, from `consents`, and becomes ' +
  'a receipt; an older yes never outdoes a later no. A consent that lacks something is refused in words, and the ' +
  'row is taken without it. A row whose identities lead to two customers, or ' +
  'that names somebody a second time, is refused in words.'

const refusals = [
  'customer_columns_missing',
  'customer_column_not_found',
  'customer_map_malformed',
  'consent_purpose_not_found',
  'consent_text_not_found',
  'consent_text_of_other_purpose',
  'consents_not_allowed',
  'caller_limited_to_stores',
] as const

export const importCustomers = endpoint({
  method: 'POST',
  path: '/api/v1/customer-files',
  tag: 'imports',
  summary: 'Create and update customers from a short CSV file',
  description:
    'The body is the file, its first line naming the columns (German or English, or attributes by name or ' +
    `label), up to ${customerFileRowsMax} rows; longer ones are uploaded and taken in the background. ` +
    `${rowsAsTheyAre} Without \`dryRun=no\` nothing is written: the reply says what would change, field by ` +
    'field. Rows are written in portions; sent again after an interruption, what is done is found unchanged.',
  permission: 'imports:manage',
  query: z.object({
    ...rowFileQuery(customerFileRowsMax),
    map,
  }),
  upload: { bytesMax: customerFileBytesMax },
  reply: customerFileReport,
  errors: [...unreadableFile, 'customer_rows_too_many', ...refusals],
})

const params = z.object({ importId })

export const takeCustomerFile = endpoint({
  method: 'POST',
  path: '/api/v1/imports/:importId/customers',
  tag: 'imports',
  summary: 'Create and update customers from an uploaded file',
  description:
    `For files uploaded with \`kind=customers\`, of any length. ${rowsAsTheyAre} Goes on in the background: ` +
    'read the import for its progress, its customers for what changes. With `dryRun` (left out: true) ' +
    'nothing is written, and the file waits for what it is told next. Rows are written in portions, each ' +
    'exactly once: after a crash or a stop it goes on with the next. It cannot be taken back as a whole: ' +
    'what people have written since stands beside it.',
  permission: 'imports:manage',
  params,
  body: z.strictObject({ dryRun: z.boolean().default(true), map, consents }),
  reply: importView,
  status: 202,
  errors: ['import_not_found', 'import_state', ...refusals],
})

export const readCustomerFile = endpoint({
  method: 'GET',
  path: '/api/v1/imports/:importId/customers',
  tag: 'imports',
  summary: 'What a file of customers changes, and its first differences',
  permission: 'imports:manage',
  params,
  query: z.object({
    rows: z.coerce.number().int().min(0).max(customerDifferencesMax).default(200),
  }),
  reply: z.object({
    taken: z.enum(['not_yet', 'dry_run', 'for_good']).describe('What was last asked for'),
    columns: fileColumns,
    map: z.string().nullable(),
    consents: z.array(consentColumn),
    counts,
    rows: z.array(customerFileRow).describe('The first that are not unchanged'),
  }),
  errors: ['import_not_found', 'import_state'],
})
