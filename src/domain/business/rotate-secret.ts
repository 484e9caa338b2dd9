import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { open, type SealPurpose, seal } from './seal.ts'

/** Where something sealed stands, and what becomes of it when the secret is lost. */
export type SealedPlace = {
  table: string
  column: string
  whenLost: 'row goes' | 'emptied' | (() => string)
}

export type SealedPlaces = Record<SealPurpose, readonly SealedPlace[]>

const rowsPerPortion = 500

/** Seals everything with another secret, within one transaction. @returns how much it was */
export async function resealAll(
  tx: Tx,
  places: SealedPlaces,
  from: string,
  to: string,
): Promise<number> {
  let count = 0
  for (const [purpose, place] of eachPlace(places)) {
    count += await rewrite(tx, place, (sealed) => seal(open(sealed, from, purpose), to, purpose))
  }
  return count
}

/** What a lost secret has sealed stays shut: it goes, or begins anew. */
export async function beginAnew(tx: Tx, places: SealedPlaces, to: string): Promise<number> {
  let count = 0
  for (const [purpose, place] of eachPlace(places)) {
    const { table, column, whenLost } = place
    if (whenLost === 'row goes') {
      const gone =
        await sql`delete from ${sql.table(table)} where ${sql.ref(column)} is not null`.execute(tx)
      count += Number(gone.numAffectedRows)
    } else if (whenLost === 'emptied') count += await rewrite(tx, place, () => null)
    else count += await rewrite(tx, place, () => seal(whenLost(), to, purpose))
  }
  return count
}

const eachPlace = (places: SealedPlaces) =>
  // The keys of a record are the purposes it is a record of.
  (Object.entries(places) as [SealPurpose, readonly SealedPlace[]][]).flatMap(([purpose, those]) =>
    those.map((place): [SealPurpose, SealedPlace] => [purpose, place]),
  )

async function rewrite(
  tx: Tx,
  { table, column }: SealedPlace,
  change: (sealed: Buffer) => Buffer | null,
): Promise<number> {
  const [at, field] = [sql.table(table), sql.ref(column)]
  // Nobody else changes a row meanwhile, so each stays where it is until it is rewritten.
  await sql`lock table ${at} in share row exclusive mode`.execute(tx)
  const { rows } = await sql<{ place: string }>`
    select ctid::text as place from ${at} where ${field} is not null
  `.execute(tx)
  for (let begin = 0; begin < rows.length; begin += rowsPerPortion) {
    const places = rows.slice(begin, begin + rowsPerPortion).map(({ place }) => place)
    const portion = await sql<{ place: string; sealed: Buffer }>`
      select ctid::text as place, ${field} as sealed from ${at} where ctid = any(${places}::tid[])
    `.execute(tx)
    const changed = portion.rows.map(({ sealed }) => change(sealed))
    await sql`
      update ${at} as kept set ${field} = changed.content
      from unnest(${portion.rows.map(({ place }) => place)}::tid[], ${changed}::bytea[])
        as changed (place, content)
      where kept.ctid = changed.place
    `.execute(tx)
  }
  return rows.length
}
