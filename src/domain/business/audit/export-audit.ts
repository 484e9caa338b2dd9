import { Readable } from 'node:stream'
import type { AuditEntry } from '#contract/endpoints/audit.ts'
import type { FileReply } from '#contract/route.ts'
import type { Queryable } from '#database/transaction.ts'
import { csvHead, csvLine, mannerOf } from '#kernel/csv.ts'
import { publicId } from '#kernel/ids.ts'
import { type AuditQuestion, readEntries } from './read-audit.ts'

const entriesPerPortion = 2_000
const manner = mannerOf('en')

const head = [
  'id',
  'at',
  'actor',
  'actor_id',
  'actor_name',
  'operation',
  'request_id',
  'subject',
  'act',
  'rows',
  'key',
  'customer',
  'columns',
  'before',
  'after',
]

/** All entries as CSV, read in portions so that a slow reader holds no transaction open. */
export function exportEntries(
  db: Queryable,
  question: AuditQuestion,
  signal: AbortSignal,
): FileReply {
  return {
    contentType: 'text/csv; charset=utf-8',
    fileName: 'audit.csv',
    content: Readable.from(lines(), { signal }),
  }

  async function* lines() {
    yield csvHead(head, manner)
    let before: number | null = null
    do {
      const portion: AuditEntry[] = await readEntries(db, question, {
        before,
        limit: entriesPerPortion,
      })
      if (portion.length > 0) yield portion.map(lineOf).join('')
      before = portion.length < entriesPerPortion ? null : portion.at(-1)!.id
    } while (before !== null)
  }
}

const lineOf = (entry: AuditEntry): string =>
  csvLine(
    [
      entry.id,
      entry.at.toISOString(),
      entry.actor.kind,
      entry.actor.id,
      entry.actor.name,
      entry.operation,
      entry.requestId,
      entry.subject,
      entry.act,
      entry.rows,
      asText(entry.key),
      entry.customerId === null ? null : publicId('cus', entry.customerId),
      entry.columns.join(' '),
      asText(entry.before),
      asText(entry.after),
    ],
    manner,
  )

const asText = (content: object | null) => (content === null ? null : JSON.stringify(content))
