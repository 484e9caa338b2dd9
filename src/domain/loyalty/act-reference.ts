import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { prepared } from '#database/prepared.ts'
import type { Tx } from '#database/transaction.ts'
import { conflict } from '#kernel/errors.ts'

export type ActReference = { source: string; externalId: string }
type Kind = 'stock' | 'reward' | 'gift' | 'referral' | 'cart' | 'extra'

/**
 * Claims what another system calls an act that is about to be done. Whoever comes with the same one
 * waits here until the first is through, and is given what it led to.
 * @returns null for the first, else the id the reference led to
 * @throws Refusal where the reference was used with other content
 */
export async function claimAct(
  tx: Tx,
  kind: Kind,
  reference: ActReference,
  asked: object,
  targetId: string,
): Promise<string | null> {
  const { numAffectedRows } = await sql`${prepared}
    ${claiming(kind, reference, asked, targetId)}`.execute(tx)
  return numAffectedRows ? null : await claimedTarget(tx, kind, reference, asked)
}

/** The claim alone, as part of a statement; gives a row to the first. */
export const claiming = (
  kind: Kind,
  { source, externalId }: ActReference,
  asked: object,
  targetId: string,
): RawBuilder<unknown> => sql`
  insert into act_references (kind, source, external_id, request_hash, target_id)
  values (${kind}, ${source}, ${externalId}, ${hashOf(asked)}, ${targetId})
  on conflict (kind, source, external_id) do nothing
  returning true`

/**
 * What a reference that another has claimed led to.
 * @throws Refusal where it was used with other content
 */
export async function claimedTarget(
  tx: Tx,
  kind: Kind,
  { source, externalId }: ActReference,
  asked: object,
): Promise<string> {
  const { rows } = await sql<{ request_hash: Buffer; target_id: string }>`
    select request_hash, target_id from act_references
    where kind = ${kind} and source = ${source} and external_id = ${externalId}`.execute(tx)
  const known = rows[0]!
  if (known.request_hash.equals(hashOf(asked))) return known.target_id
  throw conflict('reference_in_use', 'This source and externalId were used with other content.')
}

const hashOf = (asked: object) => createHash('sha256').update(JSON.stringify(asked)).digest()
