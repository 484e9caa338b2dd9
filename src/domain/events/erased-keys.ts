import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Fact } from './fact.ts'
import type { Terms } from './terms.ts'
import { keyText } from './versions.ts'

/**
 * What an erased person did stands under a keyed hash of its external id. Whoever sends it again, or
 * returns a purchase of theirs, means that; it is counted once all the same.
 */
export async function recallErased(
  tx: Tx,
  facts: readonly Fact[],
  { anyErased }: Pick<Terms, 'anyErased'>,
  erasureKey: string | undefined,
): Promise<readonly Fact[]> {
  if (!anyErased || erasureKey === undefined) return facts
  const kept = await findKept(tx, facts, erasureKey)
  return kept.size === 0 ? facts : facts.map((fact) => recalled(fact, kept, erasureKey))
}

type Key = { source: string; externalId: string }

/** Under what each key stands that is an erased person's. */
async function findKept(
  tx: Tx,
  facts: readonly Fact[],
  erasureKey: string,
): Promise<Map<string, string>> {
  const keys: Key[] = facts.flatMap((fact) => [fact, fact.payload.purchase ?? []].flat())
  const { rows } = await sql<Key & { kept: string }>`
    select asked.source, asked.external_id as "externalId", event_keys.external_id as kept
    from unnest(${keys.map(({ source }) => source)}::text[],
      ${keys.map(({ externalId }) => externalId)}::text[]) as asked (source, external_id)
    join event_keys on event_keys.source = asked.source
      and event_keys.external_id
        = erased_external_id(${erasureKey}, asked.source, asked.external_id)`.execute(tx)
  return new Map(rows.map((row) => [keyText(row), row.kept]))
}

function recalled(fact: Fact, kept: ReadonlyMap<string, string>, erasureKey: string): Fact {
  const own = kept.get(keyText(fact))
  const { purchase } = fact.payload
  const returned = purchase && kept.get(keyText(purchase))
  return {
    ...fact,
    ...(own !== undefined && { externalId: own, hash: erasedHash(fact.hash, erasureKey) }),
    ...(purchase &&
      returned !== undefined && {
        payload: { ...fact.payload, purchase: { ...purchase, externalId: returned } },
      }),
  }
}

/** As `keyed_hash` of the database makes it of the hash as text, in the length of content hashes. */
function erasedHash(content: string, erasureKey: string): string {
  const inner = hash('sha256', `${erasureKey}${content}`, 'buffer')
  return hash('sha256', Buffer.concat([Buffer.from(erasureKey), inner]), 'hex').slice(
    0,
    content.length,
  )
}
