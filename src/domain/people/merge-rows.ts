import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

export type MergeKind = 'merge' | 'claim'

/** What one customer had not and took over from the other. */
export type Taken = { name?: string; language?: string }

/** A line of the journal of merges: `fromId` counts for `intoId` until it is undone. */
export type Merge = {
  mergeId: string
  kind: MergeKind
  fromId: string
  intoId: string
  mergedAt: Date
  mergedBy: string | null
  note: string | null
  taken: Taken
  undoneAt: Date | null
}

const columns = sql`
  merge_id as "mergeId", kind, from_id as "fromId", into_id as "intoId", merged_at as "mergedAt",
  merged_by as "mergedBy", note, taken, undone_at as "undoneAt"`

export async function writeMerge(tx: Tx, merge: Omit<Merge, 'undoneAt'>): Promise<void> {
  await sql`
    insert into customer_merges (merge_id, kind, from_id, into_id, merged_at, merged_by, note, taken)
    values (${merge.mergeId}, ${merge.kind}, ${merge.fromId}, ${merge.intoId}, ${merge.mergedAt},
      ${merge.mergedBy}, ${merge.note}, ${JSON.stringify(merge.taken)}::jsonb)`.execute(tx)
}

/** One merge; undefined: there was none under this id. */
export async function findMerge(tx: Tx, mergeId: string): Promise<Merge | undefined> {
  const { rows } = await sql<Merge>`
    select ${columns} from customer_merges where merge_id = ${mergeId}`.execute(tx)
  return rows[0]
}

/** Merges that stand and are those of one of these customers into another. */
export async function standingMergesOf(tx: Tx, customerIds: readonly string[]): Promise<Merge[]> {
  const { rows } = await sql<Merge>`
    select ${columns} from customer_merges
    where from_id = any(${customerIds}::uuid[]) and undone_at is null
    order by merge_id desc`.execute(tx)
  return rows
}

/** The latest merges that stand, claims left out. */
export async function standingMerges(tx: Tx, limit: number): Promise<Merge[]> {
  const { rows } = await sql<Merge>`
    select ${columns} from customer_merges
    where undone_at is null and kind = 'merge' order by merge_id desc limit ${limit}`.execute(tx)
  return rows
}

export async function noteUndone(
  tx: Tx,
  mergeId: string,
  by: string | null,
  now: Date,
): Promise<void> {
  await sql`
    update customer_merges set undone_at = ${now}, undone_by = ${by}
    where merge_id = ${mergeId}`.execute(tx)
}
