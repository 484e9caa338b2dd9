import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '#contract/cursor.ts'
import type { Input } from '#contract/endpoint.ts'
import type { AuditEntry, listAudit } from '#contract/endpoints/audit.ts'
import type { Queryable } from '#database/transaction.ts'
import { internalId, publicId } from '#kernel/ids.ts'

export type AuditQuestion = Omit<Input<typeof listAudit>['query'], 'cursor' | 'limit'>

const place = z.strictObject({ before: z.int().positive() })

/** Who changed what, the newest first. */
export async function listEntries(
  db: Queryable,
  { cursor, limit, ...question }: Input<typeof listAudit>['query'],
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const before = cursor === undefined ? null : decodeCursor(cursor, place).before
  const found = await readEntries(db, question, { before, limit: limit + 1 })
  const items = found.slice(0, limit)
  const last = items.at(-1)
  const nextCursor = found.length > limit && last ? encodeCursor({ before: last.id }) : null
  return { items, nextCursor }
}

type Row = Omit<AuditEntry, 'actor'> & {
  actor: AuditEntry['actor']['kind']
  actorId: string | null
  actorName: string | null
}

/** @param page entries older than `before`, the newest first */
export async function readEntries(
  { kysely }: Queryable,
  question: AuditQuestion,
  { before, limit }: { before: number | null; limit: number },
): Promise<AuditEntry[]> {
  const { rows } = await sql<Row>`
    select entry_id as id, recorded_at as at, actor, actor_id as "actorId",
      coalesce(nullif(staff.name, ''), staff.email, api_keys.name) as "actorName", operation,
      request_id as "requestId", subject, act, row_count as rows,
      nullif(row_key - 'customer_id', '{}') as key, row_key ->> 'customer_id' as "customerId",
      columns, values.before, values.after
    from audit_entries as entries
    left join audit_values as values using (entry_id)
    left join staff on actor = 'staff' and staff_id::text = actor_id
    left join api_keys on actor = 'key' and api_key_id::text = actor_id
    where ${sql.join(conditionsOf(question, before), sql` and `)}
    order by entry_id desc
    limit ${limit}`.execute(kysely)
  return rows.map(({ actor, actorId, actorName, ...row }) => ({
    ...row,
    actor: { kind: actor, id: shownId(actor, actorId), name: actorName },
  }))
}

function conditionsOf(question: AuditQuestion, before: number | null): RawBuilder<unknown>[] {
  const { subject, actor, actorId, customerId, requestId, search, from, to } = question
  const part = search && `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
  return [
    sql`true`,
    ...(before === null ? [] : [sql`entry_id < ${before}`]),
    ...(subject ? [sql`subject = ${subject}`] : []),
    ...(actor ? [sql`actor = ${actor}`] : []),
    ...(actorId ? [sql`actor_id = ${innerId(actorId)}`] : []),
    ...(customerId
      ? [sql`row_key ? 'customer_id' and row_key ->> 'customer_id' = ${customerId}`]
      : []),
    ...(requestId ? [sql`request_id = ${requestId}`] : []),
    ...(part ? [sql`(values.before::text ilike ${part} or values.after::text ilike ${part})`] : []),
    ...(from ? [sql`recorded_at >= ${from}`] : []),
    ...(to ? [sql`recorded_at < ${to}`] : []),
  ]
}

const prefixes = { staff: 'stf', key: 'key', guest: 'cus' } as const

const shownId = (actor: Row['actor'], id: string | null) =>
  id !== null && (actor === 'staff' || actor === 'key' || actor === 'guest')
    ? publicId(prefixes[actor], id)
    : id

/** An id as the API names it, or the name of a job or command. */
const innerId = (id: string) =>
  internalId('stf', id) ?? internalId('key', id) ?? internalId('cus', id) ?? id
