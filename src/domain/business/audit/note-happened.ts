import { sql } from 'kysely'
import type { happenedSubjects } from '#contract/language/audit-subject.ts'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'

export type Happened = {
  subject: (typeof happenedSubjects)[number]
  /** A job's name where nobody asked for it. */
  by: Caller | string
  operation: string | null
  customerId?: string
  /** Of what, where it was no customer's. */
  kind?: string
  rows?: number
}

/** What is no change of a table of settings, and is told all the same. */
export async function noteHappened(tx: Tx, happened: Happened): Promise<void> {
  const { subject, by, operation, customerId = null, kind = null, rows = 1 } = happened
  const { actor, actorId } = actorOf(by)
  await sql`
    insert into audit_entries (actor, actor_id, operation, request_id, subject, act, row_count, row_key)
    values (${actor}, ${actorId}, ${operation}, audit_doing() ->> 'requestId', ${subject}, 'happened',
      ${rows}, jsonb_strip_nulls(
        jsonb_build_object('customer_id', ${customerId}::text, 'kind', ${kind}::text)))`.execute(tx)
}

function actorOf(by: Caller | string): { actor: string; actorId: string | null } {
  if (typeof by === 'string') return { actor: 'job', actorId: by }
  switch (by.kind) {
    case 'staff':
      return { actor: 'staff', actorId: by.staffId }
    case 'key':
      return { actor: 'key', actorId: by.apiKeyId }
    case 'guest':
      return { actor: 'guest', actorId: by.customerId }
    case 'nobody':
      return { actor: 'nobody', actorId: null }
  }
}
