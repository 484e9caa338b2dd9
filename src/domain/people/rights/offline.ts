import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Mark } from '#domain/customers/personal.ts'

/** What a till did without a network, where somebody was to look at it. */
export type OfflineExport = { happenedAt: Date; reason: string; state: string; note: string | null }

/** @param customerIds the customer and all who were merged into them */
export async function exportOffline(
  tx: Tx,
  customerIds: readonly string[],
): Promise<OfflineExport[]> {
  const { rows } = await sql<OfflineExport>`
    select happened_at as "happenedAt", reason, state, note
    from pos_conflicts join pos_deliveries using (device_id, entry_id)
    where pos_conflicts.customer_id = any(${customerIds}::uuid[])
    order by conflict_id`.execute(tx)
  return rows
}

/** That something was looked at stays; whose card and name it was, and what was noted, is forgotten. */
export async function eraseOffline(
  tx: Tx,
  customerIds: readonly string[],
  marks: readonly Mark[],
): Promise<void> {
  await sql`
    update pos_conflicts set content = null, card_number = null, note = null,
      state = case when state in ('open', 'noted') then 'closed' else state end
    where customer_id = any(${customerIds}::uuid[])
      or mentions(coalesce(content::text, '') || ' ' || coalesce(note, ''), ${JSON.stringify(marks)}::jsonb)`.execute(
    tx,
  )
}
