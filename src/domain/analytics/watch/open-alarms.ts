import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Source } from '../sources.ts'

/** A source that fell silent in hours in which something always came. */
export type SilentSource = { store: number; source: string; silentSince: Date }

export async function readSilentSources(tx: Tx): Promise<SilentSource[]> {
  const { rows } = await sql<SilentSource>`
    select store_number::integer as store, source, silent_since as "silentSince" from source_alarms
    where resolved_at is null order by silent_since, store_number, source`.execute(tx)
  return rows
}

/** The sources by day, with what the hours tell: receipts may be missing since this morning. */
export async function withAlarms(tx: Tx, sources: readonly Source[]): Promise<Source[]> {
  const alarmed = new Set((await readSilentSources(tx)).map(({ store }) => store))
  return sources.map((source) =>
    alarmed.has(source.store) ? { ...source, missing: true } : source,
  )
}
