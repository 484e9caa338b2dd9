import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'

export type ActReference = { source: string; externalId: string }
type Kind = 'stock' | 'reward' | 'gift' | 'referral' | 'cart'

/**
 * Claims what another system calls an act that is about to be done. Whoever comes with the same one
 * waits here until the first is through, and is given what it led to.
 * @returns null for the first, else the id the reference led to
 * @throws Refusal where the reference was used with other content
 */
export async function claimAct(
  tx: Tx,
  kind: Kind,
  { source, externalId }: ActReference,
  asked: object,
  targetId: string,
): Promise<string | null> {
  const hash = createHash('sha256').update(JSON.stringify(asked)).digest()
  const { numAffectedRows } = await sql`
    insert into act_references (kind, source, external_id, request_hash, target_id)
    values (${kind}, ${source}, ${externalId}, ${hash}, ${targetId})
    on conflict (kind, source, external_id) do nothing`.execute(tx)
  if (numAffectedRows) return null
  const { rows } = await sql<{ request_hash: Buffer; target_id: string }>`
    select request_hash, target_id from act_references
    where kind = ${kind} and source = ${source} and external_id = ${externalId}`.execute(tx)
  const known = rows[0]!
  if (known.request_hash.equals(hash)) return known.target_id
  throw conflict('reference_in_use', 'This source and externalId were used with other content.')
}
