import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'

export type Reference = { source: string; externalId: string }
type Kind = 'hold' | 'redemption' | 'reversal' | 'issue'

/**
 * Claims a reference of another system for what is about to be done. Whoever comes with the same
 * one waits here until the first is through, and is given what it led to.
 * @returns null for the first, else the id the reference led to
 * @throws Refusal where the reference was used for something else
 */
export async function claimReference(
  tx: Tx,
  { source, externalId }: Reference,
  kind: Kind,
  asked: object,
  targetId: string,
): Promise<string | null> {
  const hash = createHash('sha256').update(JSON.stringify(asked)).digest()
  const { numAffectedRows } = await sql`
    insert into voucher_references (source, external_id, kind, request_hash, target_id)
    values (${source}, ${externalId}, ${kind}, ${hash}, ${targetId})
    on conflict (source, external_id) do nothing`.execute(tx)
  if (numAffectedRows) return null
  const { rows } = await sql<{ kind: Kind; request_hash: Buffer; target_id: string }>`
    select kind, request_hash, target_id from voucher_references
    where source = ${source} and external_id = ${externalId}`.execute(tx)
  const known = rows[0]!
  if (known.kind === kind && known.request_hash.equals(hash)) return known.target_id
  throw conflict('reference_in_use', 'This source and externalId were used for something else.')
}
