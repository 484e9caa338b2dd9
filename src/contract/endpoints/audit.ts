import { z } from 'zod'
import { endpoint, page, pageQuery } from '../endpoint.ts'
import { auditSubjects } from '../language/audit-subject.ts'
import { customerId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'
import { text } from '../language/text.ts'

export const auditActors = ['staff', 'key', 'job', 'command', 'guest', 'nobody', 'unknown'] as const

const content = z.record(z.string(), z.json())

export const auditEntry = z.object({
  id: z.int(),
  at: moment,
  actor: z.object({
    kind: z.enum(auditActors).describe('unknown: somebody at the database itself'),
    id: z
      .string()
      .nullable()
      .describe('Of staff, keys and guests; of jobs and commands their name'),
    name: z.string().nullable(),
  }),
  operation: z.string().nullable().describe('Method and path of the endpoint'),
  requestId: z.string().nullable(),
  subject: z.enum(auditSubjects),
  act: z.enum(['added', 'changed', 'removed', 'happened']),
  rows: z.int().describe('More than 1: too many at once to name each'),
  key: content.nullable().describe('What leads to the row'),
  customerId: customerId.nullable(),
  columns: z.array(z.string()).describe('What changed; secrets are named, never shown'),
  before: content.nullable().describe('null also where it was forgotten with the person'),
  after: content.nullable(),
})
export type AuditEntry = z.output<typeof auditEntry>

const question = {
  subject: z.enum(auditSubjects).optional(),
  actor: z.enum(auditActors).optional(),
  actorId: text(100, 1).optional().describe('As entries name it: `stf_...`'),
  customerId: customerId.optional(),
  requestId: z
    .string()
    .regex(/^[\w.:-]{8,128}$/)
    .optional(),
  search: text(100, 3).optional().describe('A part of what stood there'),
  from: moment.optional(),
  to: moment.optional().describe('Exclusive'),
}

export const listAudit = endpoint({
  method: 'GET',
  path: '/api/v1/audit',
  tag: 'audit',
  summary: 'Who changed what, the newest first',
  permission: 'audit:read',
  query: z.object({ ...pageQuery, ...question }),
  reply: page(auditEntry),
})

export const exportAudit = endpoint({
  method: 'GET',
  path: '/api/v1/audit/export',
  tag: 'audit',
  summary: 'The same as CSV, all of it',
  permission: 'audit:read',
  query: z.object(question),
  reply: z.string(),
  file: { contentType: 'text/csv' },
})
