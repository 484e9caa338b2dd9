import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** What of a customer was changed by whom, as far as it is still kept. */
export type ChangeExport = {
  at: Date
  subject: string
  act: string
  columns: string[]
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** @param customerIds the customer and all who were merged into them */
export async function exportChanges(
  tx: Tx,
  customerIds: readonly string[],
): Promise<ChangeExport[]> {
  const { rows } = await sql<ChangeExport>`
    select recorded_at as at, subject, act, columns, before, after
    from audit_values join audit_entries using (entry_id)
    where audit_values.customer_id = any(${customerIds}::uuid[])
    order by entry_id`.execute(tx)
  return rows
}

/** Forgets what stood where these customers were changed; that it was changed, and by whom, stays. */
export async function eraseAuditValues(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`delete from audit_values where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}

/** The same where something of these kinds was noted that speaks of somebody. */
export async function eraseMentions(
  tx: Tx,
  subjects: readonly string[],
  marks: readonly (readonly string[])[],
): Promise<void> {
  await sql`
    delete from audit_values using audit_entries as entries
    where entries.entry_id = audit_values.entry_id and subject = any(${subjects}::text[])
      and mentions(concat(before, after), ${JSON.stringify(marks)}::jsonb)`.execute(tx)
}

/** Replies that are kept for those who ask twice, and speak of these customers. */
export async function eraseReplies(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    delete from idempotency_replies
    where customer_ids <> '{}' and customer_ids && ${customerIds}::uuid[]`.execute(tx)
}
