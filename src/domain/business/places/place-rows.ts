import { sql } from 'kysely'
import type { PlaceAddress, PlacePurpose, PlaceView } from '#contract/endpoints/places.ts'
import type { Queryable, Tx } from '#database/transaction.ts'
import { newId } from '#kernel/ids.ts'
import { open, seal } from '../seal.ts'
import type { PlaceSecret } from './place.ts'

export type KnownPlace = {
  placeId: string
  address: PlaceAddress
  sealed: Buffer | null
  chosenAt: Date
  resting: boolean
}

export async function findPlace(
  { kysely }: Queryable,
  purpose: PlacePurpose,
): Promise<KnownPlace | null> {
  const { rows } = await sql<KnownPlace>`
    select place_id as "placeId", address, secret as sealed, chosen_at as "chosenAt", resting
    from outside_places where purpose = ${purpose}`.execute(kysely)
  return rows[0] ?? null
}

export const viewOf = ({ address, sealed, resting }: KnownPlace): PlaceView => ({
  address,
  hasSecret: sealed !== null,
  resting,
})

export function openPlaceSecret(known: KnownPlace, sealKey: string): PlaceSecret | null {
  if (known.sealed === null) return null
  // Sealed by us below, and by nobody else: the seal would not open.
  return JSON.parse(open(known.sealed, sealKey, 'place secret').toString()) as PlaceSecret
}

export type Kept = { address: PlaceAddress; secret: PlaceSecret; sealKey: string }

/** Another folder, server or account is another place; another password is not. */
export async function keepPlace(tx: Tx, purpose: PlacePurpose, kept: Kept): Promise<void> {
  const { address, secret, sealKey } = kept
  await sql`
    insert into outside_places as known
      (purpose, place_id, address, secret, chosen_at)
    values (${purpose}, ${newId()}, ${JSON.stringify(address)}::jsonb,
      ${seal(JSON.stringify(secret), sealKey, 'place secret')}, now())
    on conflict (purpose) do update set
      place_id = case when known.address - 'hostKey' = excluded.address - 'hostKey'
        then known.place_id else excluded.place_id end,
      chosen_at = case when known.address - 'hostKey' = excluded.address - 'hostKey'
        then known.chosen_at else excluded.chosen_at end,
      address = excluded.address, secret = excluded.secret, resting = false`.execute(tx)
  await forgetStates(tx)
}

export async function forgetPlace(tx: Tx, purpose: PlacePurpose): Promise<void> {
  await sql`delete from outside_places where purpose = ${purpose}`.execute(tx)
  await forgetStates(tx)
}

/** Of places that are none any more; and what failed is looked at anew. */
const forgetStates = (tx: Tx) =>
  sql`
    delete from place_states
    where failure is not null or place_id not in (select place_id from outside_places)`.execute(tx)

/** Of a database that came back from a copy: the one it was copied from may still be at work. */
export async function restPlaces({ kysely }: Queryable): Promise<number> {
  const { numAffectedRows } =
    await sql`update outside_places set resting = true where not resting`.execute(kysely)
  return Number(numAffectedRows ?? 0)
}

export type PlaceState = { lookedAt: Date; failure: string | null; erasures: number }

export async function readPlaceState(
  { kysely }: Queryable,
  placeId: string,
): Promise<PlaceState | null> {
  const { rows } = await sql<PlaceState>`
    select looked_at as "lookedAt", failure, erasures
    from place_states where place_id = ${placeId}`.execute(kysely)
  return rows[0] ?? null
}

type Noted = { placeId: string; failure: string | null; now: Date; erasures?: number }

/** A place that was taken away meanwhile has no state. */
export async function notePlaceState({ kysely }: Queryable, noted: Noted): Promise<void> {
  const { placeId, failure, now, erasures = null } = noted
  await sql`
    insert into place_states as known (place_id, looked_at, failure, erasures)
    select place_id, ${now}, ${failure}, coalesce(${erasures}::integer, 0)
    from outside_places where place_id = ${placeId}
    on conflict (place_id) do update set looked_at = excluded.looked_at, failure = excluded.failure,
      erasures = coalesce(${erasures}::integer, known.erasures)`.execute(kysely)
}
