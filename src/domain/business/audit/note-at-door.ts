import { sql } from 'kysely'
import type { doorSubjects } from '#contract/language/audit-subject.ts'
import type { Queryable } from '#database/transaction.ts'

export type AtDoor = {
  subject: (typeof doorSubjects)[number]
  /** null: nobody we know by now. */
  staffId: string | null
  operation: string
  requestId: string
  /** The address somebody tried; forgotten as other personal content is. */
  email?: string
}

/** What happens at the door changes no table of ours, and is told all the same. */
export async function noteAtDoor({ kysely }: Queryable, note: AtDoor): Promise<void> {
  const { subject, staffId, operation, requestId, email = null } = note
  await sql`
    with entry as (
      insert into audit_entries (actor, actor_id, operation, request_id, subject, act)
      values (${staffId === null ? 'nobody' : 'staff'}, ${staffId}, ${operation}, ${requestId},
        ${subject}, 'happened')
      returning entry_id
    )
    insert into audit_values (entry_id, after)
    select entry_id, jsonb_build_object('email', ${email}::text)
    from entry
    where ${email}::text is not null`.execute(kysely)
}
