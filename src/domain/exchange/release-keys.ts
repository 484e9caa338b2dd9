import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { lockKeys, saveKeys } from '#domain/events/log.ts'
import { type KeyState, keyText, type Version } from '#domain/events/versions.ts'

type Key = { source: string; externalId: string }

/**
 * Frees the keys of an import's events in these streams, so that the same rows can be imported
 * again. Where another version of an event is known from elsewhere, that one counts from now on.
 */
export async function releaseKeys(
  tx: Tx,
  importId: string,
  customerIds: readonly string[],
): Promise<void> {
  const { rows } = await sql<Key & { eventId: string }>`
    select source, external_id as "externalId", event_id as "eventId"
    from events
    where customer_id = any(${customerIds}::uuid[]) and import_id = ${importId}
      and type <> 'import_taken_back'`.execute(tx)
  const gone = new Set(rows.map((row) => row.eventId))
  const keys = new Map(rows.map((row) => [keyText(row), row]))
  const states = await lockKeys(tx, [...keys.values()])
  const free: Key[] = []
  const kept: (Key & { state: KeyState })[] = []
  for (const [text, state] of states) {
    const { source, externalId } = keys.get(text)!
    const left = withoutVersions(state, gone)
    if (left === null) free.push({ source, externalId })
    else kept.push({ source, externalId, state: left })
  }
  await saveKeys(tx, kept)
  await deleteKeys(tx, free)
}

/** What is left of a key, the highest version first; null where nothing is. */
export function withoutVersions(state: KeyState, gone: ReadonlySet<string>): KeyState | null {
  const left = [state.current, ...state.others].filter((version) => !gone.has(version.eventId))
  const [current, ...others] = left.sort((a: Version, b: Version) => b.version - a.version)
  return current ? { current, others } : null
}

async function deleteKeys(tx: Tx, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return
  await sql`
    delete from event_keys
    using unnest(${keys.map((key) => key.source)}::text[],
      ${keys.map((key) => key.externalId)}::text[]) as free (source, external_id)
    where event_keys.source = free.source and event_keys.external_id = free.external_id`.execute(tx)
}
