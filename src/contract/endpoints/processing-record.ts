import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { screenLanguage } from '../language/screen-language.ts'
import { text } from '../language/text.ts'
import { storageKinds } from './storage-periods.ts'

/** What is done with data of people, each told as far as it is switched on. */
export const processingActivities = [
  'purchases',
  'program',
  'vouchers',
  'referrals',
  'consents',
  'companies',
  'imports',
  'connections',
  'webhooks',
  'receipts',
  'staff',
] as const
export type ProcessingActivity = (typeof processingActivities)[number]

const activity = z.object({
  activity: z.enum(processingActivities),
  recipients: z
    .array(z.string())
    .describe('Systems that send or are told, by the names given here'),
  periods: z.array(z.object({ kind: z.enum(storageKinds), keepDays: z.int().nullable() })),
  remark: z.string().describe('What the business or its adviser says'),
})

const said = {
  controller: text(500).describe('Who is responsible: name and address'),
  contact: text(500),
  officer: text(500).describe('Data protection officer, where there is one'),
}

export const processingRecord = z.object({
  business: z.string(),
  ...said,
  activities: z.array(activity),
  roles: z.array(z.object({ role: z.string(), people: z.int() })),
  keys: z.array(z.string()).describe('Names of the API keys that hold'),
})
export type ProcessingRecord = z.output<typeof processingRecord>

export const readProcessingRecord = endpoint({
  method: 'GET',
  path: '/api/v1/processing-record',
  tag: 'rights',
  summary: 'The record of processing activities, as the configuration says it',
  description: 'GDPR Art. 30. A lay reading: have somebody look at it who knows your business.',
  permission: 'privacy:manage',
  reply: processingRecord,
  errors: ['caller_limited_to_stores'],
})

export const writeProcessingRecord = endpoint({
  method: 'PUT',
  path: '/api/v1/processing-record',
  tag: 'rights',
  summary: 'Say what the configuration cannot say',
  permission: 'privacy:manage',
  body: z
    .strictObject({
      ...said,
      remarks: z.partialRecord(z.enum(processingActivities), text(2000)).default({}),
    })
    .meta({
      examples: [
        {
          ...{ controller: 'Café Morgenrot, Am Ufer 1, 10999 Berlin', contact: '', officer: '' },
          remarks: { purchases: 'Art. 6 (1) b GDPR' },
        },
      ],
    }),
  reply: processingRecord,
  errors: ['caller_limited_to_stores'],
})

export const printProcessingRecord = endpoint({
  method: 'GET',
  path: '/api/v1/processing-record/pdf',
  tag: 'rights',
  summary: 'The record of processing activities, on paper',
  permission: 'privacy:manage',
  query: z.object({ language: screenLanguage.optional().describe("Else the business's") }),
  reply: z.string(),
  file: { contentType: 'application/pdf' },
  errors: ['caller_limited_to_stores'],
})
