import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { importId } from '../language/ids.ts'
import { moment } from '../language/moment.ts'

export const droppedFile = z.object({
  name: z.string(),
  seenAt: moment,
  finishedAt: moment.nullable(),
  outcome: z.enum(['importing', 'done', 'failed']),
  reason: z.object({ code: z.string(), text: z.string() }).nullable(),
  importId: importId.nullable().describe('Of a CSV; null: an export of a till, or none was begun'),
})
export type DroppedFileView = z.output<typeof droppedFile>

export const listDroppedFiles = endpoint({
  method: 'GET',
  path: '/api/v1/dropped-files',
  tag: 'imports',
  summary: 'List the files that came by the watched folder or were fetched, the latest first',
  description:
    'At most 50. The folder is named by `STAMMGAST_DROP`; each file is taken once, by its content.',
  permission: 'imports:manage',
  reply: z.object({
    watching: z.boolean().describe('Whether this program was told of a folder'),
    fetching: z
      .object({
        lookedAt: moment.nullable(),
        failure: z.string().nullable().describe('A stable code'),
      })
      .nullable()
      .describe('The server that files are fetched from; null: none is said'),
    items: z.array(droppedFile),
  }),
})
