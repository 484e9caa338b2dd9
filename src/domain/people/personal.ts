import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** That somebody was taken for the same person as another, and what was noted about it. */
export type MergeExport = {
  kind: string
  mergedAt: Date
  undoneAt: Date | null
  note: string | null
}

/** @param customerIds the customer and all who were merged into them */
export async function exportMerges(tx: Tx, customerIds: readonly string[]): Promise<MergeExport[]> {
  const { rows } = await sql<MergeExport>`
    select kind, merged_at as "mergedAt", undone_at as "undoneAt", note from customer_merges
    where from_id = any(${customerIds}::uuid[]) or into_id = any(${customerIds}::uuid[])
    order by merge_id`.execute(tx)
  return rows
}

/** Forgets what was noted and taken over. That two ids were joined stays: it leads to nobody. */
export async function eraseMerges(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    update customer_merges set note = null, taken = '{}'
    where from_id = any(${customerIds}::uuid[]) or into_id = any(${customerIds}::uuid[])`.execute(
    tx,
  )
}
