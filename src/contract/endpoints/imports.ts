import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { importId, mappingId } from '../language/ids.ts'
import { importFields, importMapping } from '../language/import-mapping.ts'
import { moment } from '../language/moment.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { label } from '../language/text.ts'

export const importBytesMax = 1024 * 1024 * 1024

/**
 * uploaded: waits for its mapping. running: goes on by itself, also after a crash. canceled:
 * stopped by somebody; what was counted stays, and it can be resumed or taken back.
 */
export const importStatuses = [
  'uploading',
  'uploaded',
  'running',
  'done',
  'canceled',
  'failed',
  'taking_back',
  'taken_back',
] as const
export type ImportStatus = (typeof importStatuses)[number]

export const importKinds = ['purchases', 'customers'] as const
export type ImportKind = (typeof importKinds)[number]

/** In rows of the file: read = accepted + duplicates + refused. */
export const importResult = z.object({
  read: z.int(),
  accepted: z.int(),
  duplicates: z
    .int()
    .describe('Known from an earlier import; of a file of customers: that changed nothing'),
  refused: z.int(),
  customers: z
    .int()
    .nullable()
    .describe(
      'Distinct customers of the rows that were not refused; null until the file was read to its end',
    ),
  anonymous: z.int().describe('Accepted rows that name no customer'),
})
export type ImportResult = z.output<typeof importResult>

export const importProgress = z.object({
  phase: z.enum(['reading', 'counting', 'taking_back']),
  share: z.number().describe('From 0 to 1, over this phase'),
  rowsDone: z.int(),
  rowsTotal: z.int().nullable(),
  rowsPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
})

export const importView = z.object({
  id: importId,
  kind: z.enum(importKinds),
  dryRun: z.boolean().describe('Whether the latest run of a file of customers writes nothing'),
  fileName: z.string(),
  fileBytes: z.int(),
  status: z.enum(importStatuses),
  failure: z.string().nullable().describe('Why it failed: the code of a refusal'),
  mapping: importMapping.nullable(),
  result: importResult,
  progress: importProgress.nullable(),
  createdAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
})
export type ImportView = z.output<typeof importView>

const params = z.object({ importId })

export const uploadImport = endpoint({
  method: 'POST',
  path: '/api/v1/imports',
  tag: 'imports',
  summary: 'Upload a file of purchases or of customers',
  description:
    'The body is the file itself: CSV with any usual separator, in UTF-8, UTF-16 or Windows-1252. Nothing is counted before the import is started.',
  permission: 'imports:manage',
  query: z.object({ fileName: label(255), kind: z.enum(importKinds).default('purchases') }),
  upload: { bytesMax: importBytesMax },
  reply: importView,
  status: 201,
  errors: [
    'import_file_empty',
    'import_file_excel',
    'import_file_pdf',
    'import_file_compressed',
    'import_file_binary',
    'body_too_large',
  ],
})

export const listImports = endpoint({
  method: 'GET',
  path: '/api/v1/imports',
  tag: 'imports',
  summary: 'List the imports, newest first',
  permission: 'imports:manage',
  query: z.object(pageQuery),
  reply: page(importView),
})

export const readImport = endpoint({
  method: 'GET',
  path: '/api/v1/imports/:importId',
  tag: 'imports',
  summary: 'Read an import and its progress',
  permission: 'imports:manage',
  params,
  reply: importView,
  errors: ['import_not_found'],
})

const rowReading = z.union([
  z.object({
    occurredAt: moment,
    amount: z.int().describe('Minor units; negative for a return'),
    currency: z.string(),
    customer: z.string().nullable(),
    receipt: z.string().nullable(),
    store: z.string().nullable(),
    quantity: z.number().nullable(),
  }),
  z.object({ refused: z.string(), field: z.string().nullable(), text: z.string() }),
])

/** Why a column was taken for a field: a key the screens say in words. */
export const guessReasons = [
  'header',
  'dates',
  'money',
  'repeating_ids',
  'unique_ids',
  'small_numbers',
  'email_addresses',
] as const
export type GuessReason = (typeof guessReasons)[number]

/** Something the person in front of the preview should look at; said in words by the screens. */
export const guessWarnings = [
  'day_and_month_could_be_swapped',
  'decimal_mark_unclear',
  'decimal_marks_mixed',
  'no_customer',
  'no_date',
  'no_amount',
  'some_dates_unreadable',
  'currency_assumed',
] as const
export type GuessWarning = (typeof guessWarnings)[number]

export const importPreview = z.object({
  mapping: importMapping,
  header: z.array(z.string()).nullable(),
  /** Why each column was taken for its field. */
  reasons: z.array(
    z.object({
      field: z.enum(importFields),
      column: z.int(),
      reason: z.enum(guessReasons),
    }),
  ),
  warnings: z.array(z.enum([...guessWarnings, 'exchange_rate_missing'])),
  savedMapping: z
    .object({ id: mappingId, name: z.string() })
    .nullable()
    .describe(
      'The name of the saved mapping that was taken, where a file of this layout came before',
    ),
  earlierImport: importId.nullable().describe('An earlier import of exactly this file'),
  rows: z.array(z.object({ line: z.int(), cells: z.array(z.string()), reading: rowReading })),
})
export type ImportPreview = z.output<typeof importPreview>

/** Whatever is given is taken as it is; the rest is guessed. */
const wishes = importMapping.partial()

export const previewImport = endpoint({
  method: 'POST',
  path: '/api/v1/imports/:importId/preview',
  tag: 'imports',
  summary: 'Guess how a file is to be read and show its first 20 rows',
  permission: 'imports:manage',
  params,
  body: z.strictObject({ mapping: wishes.default({}), language: screenLanguage.optional() }),
  reply: importPreview,
  errors: [
    'import_not_found',
    'import_state',
    'import_file_no_columns',
    'import_column_unknown',
    'time_zone_unknown',
  ],
})

export const startImport = endpoint({
  method: 'POST',
  path: '/api/v1/imports/:importId/start',
  tag: 'imports',
  summary: 'Count the purchases of a file',
  description:
    'What the mapping leaves out is guessed. Goes on in the background; read the import for its progress. Nothing is started when a column is missing or a currency has no rate.',
  permission: 'imports:manage',
  params,
  body: z.strictObject({
    mapping: wishes.default({}),
    name: label(200).optional().describe('Under which the mapping is saved'),
    language: screenLanguage.optional(),
  }),
  reply: importView,
  status: 202,
  errors: [
    'import_not_found',
    'import_state',
    'import_file_no_columns',
    'import_column_unknown',
    'import_date_column_missing',
    'import_amount_column_missing',
    'time_zone_unknown',
    'currency_unknown',
    'exchange_rate_missing',
  ],
})

export const cancelImport = endpoint({
  method: 'POST',
  path: '/api/v1/imports/:importId/cancel',
  tag: 'imports',
  summary: 'Stop an import; what was counted stays',
  permission: 'imports:manage',
  params,
  reply: importView,
  errors: ['import_not_found', 'import_state'],
})

export const resumeImport = endpoint({
  method: 'POST',
  path: '/api/v1/imports/:importId/resume',
  tag: 'imports',
  summary: 'Go on with a canceled or failed import where it stopped',
  permission: 'imports:manage',
  params,
  reply: importView,
  status: 202,
  errors: ['import_not_found', 'import_state'],
})

export const takeBackImport = endpoint({
  method: 'POST',
  path: '/api/v1/imports/:importId/take-back',
  tag: 'imports',
  summary: 'Take back all that an import counted',
  description:
    'Every figure becomes what it would be without the import. Its rows can then be imported again, with another mapping.',
  permission: 'imports:manage',
  params,
  reply: importView,
  status: 202,
  errors: ['import_not_found', 'import_state'],
})

export const discardImport = endpoint({
  method: 'DELETE',
  path: '/api/v1/imports/:importId',
  tag: 'imports',
  summary: 'Throw away an uploaded file that was not started',
  permission: 'imports:manage',
  params,
  reply: z.void(),
  status: 204,
  errors: ['import_not_found', 'import_state'],
})

export const readRefusedRows = endpoint({
  method: 'GET',
  path: '/api/v1/imports/:importId/refused-rows',
  tag: 'imports',
  summary: 'The refused rows as a file, with the reason in the last column',
  description: 'Mended, the file can be imported again as it is.',
  permission: 'imports:manage',
  params,
  query: z.object({ language: screenLanguage.optional() }),
  reply: z.unknown(),
  file: { contentType: 'text/csv; charset=utf-8' },
  errors: ['import_not_found', 'import_state'],
})

export const savedMapping = z.object({
  id: mappingId,
  name: z.string(),
  mapping: importMapping,
  lastUsedAt: moment,
})

export const listImportMappings = endpoint({
  method: 'GET',
  path: '/api/v1/import-mappings',
  tag: 'imports',
  summary: 'List the saved mappings, last used first',
  permission: 'imports:manage',
  reply: z.object({ items: z.array(savedMapping) }),
})
