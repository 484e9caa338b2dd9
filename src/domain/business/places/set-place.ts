import type {
  PlaceAddress,
  PlaceFailure,
  PlacePurpose,
  PlaceTried,
  PlaceView,
  PlaceWanted,
} from '#contract/endpoints/places.ts'
import type { Context } from '#database/context.ts'
import { transaction } from '#database/transaction.ts'
import { conflict, Refusal } from '#kernel/errors.ts'
import type { Reach } from '../reach/look-up-within.ts'
import { type Checked, checkPlace } from './check-place.ts'
import { type PlaceSecret, partsOf } from './place.ts'
import { findPlace, forgetPlace, keepPlace, openPlaceSecret, viewOf } from './place-rows.ts'

export type PlaceRim = Pick<Context, 'database'> & { sealKey: string; reach: Reach }

/** Goes there with what was said, and keeps nothing. */
export async function tryPlace(
  rim: PlaceRim,
  purpose: PlacePurpose,
  tried: PlaceTried,
): Promise<Checked> {
  refuseUnfit(purpose, tried.kind)
  const { address, secret } = partsOf(tried)
  const known = secret ?? (await keptSecret(rim, purpose, address))
  return await checkPlace(purpose, { address, secret: known, reach: rim.reach })
}

/** What cannot be reached is not kept: nobody would look for copies that never arrive. */
export async function setPlace(
  rim: PlaceRim,
  purpose: PlacePurpose,
  wanted: PlaceWanted,
): Promise<PlaceView> {
  refuseUnfit(purpose, wanted.kind)
  const { address, secret: said } = partsOf(wanted)
  const secret = said ?? (await keptSecret(rim, purpose, address))
  if (!secret) throw refused('place_secret_missing')
  const { failure } = await checkPlace(purpose, { address, secret, reach: rim.reach })
  if (failure !== null) throw refused(failure)
  const { database, sealKey } = rim
  const kept = { address, secret, sealKey }
  await transaction(database, (tx) => keepPlace(tx, purpose, kept))
  return viewOf((await findPlace(database, purpose))!)
}

export async function removePlace(
  { database }: Pick<Context, 'database'>,
  purpose: PlacePurpose,
): Promise<void> {
  await transaction(database, (tx) => forgetPlace(tx, purpose))
}

/** Only for the same account of the same server: else it could be lured out of us. */
async function keptSecret(
  { database, sealKey }: PlaceRim,
  purpose: PlacePurpose,
  address: Parameters<typeof accountOf>[0],
): Promise<PlaceSecret | null> {
  const known = await findPlace(database, purpose)
  if (!known || accountOf(known.address) !== accountOf(address)) return null
  return openPlaceSecret(known, sealKey)
}

type AnyAddress =
  | PlaceAddress
  | (Omit<PlaceAddress & { kind: 'sftp' }, 'hostKey'> & { hostKey: string | null })

const accountOf = (address: AnyAddress): string =>
  JSON.stringify(
    address.kind === 's3'
      ? [address.endpoint, address.accessKey]
      : [address.host, address.port, address.user, address.hostKey],
  )

function refuseUnfit(purpose: PlacePurpose, kind: PlaceAddress['kind']) {
  if (purpose === 'files' && kind !== 'sftp')
    throw conflict('place_kind_unfit', 'Files are fetched by SFTP.')
}

const refused = (failure: PlaceFailure) => new Refusal('conflict', failure, words[failure])

const words: Record<PlaceFailure, string> = {
  place_address_private:
    'The address leads into a private network. STAMMGAST_PRIVATE_PLACES=allowed lets it.',
  place_not_found: 'There is no server of this name.',
  place_unreachable: 'Nobody answers there.',
  place_certificate_invalid: 'The connection is not encrypted, or its certificate is not valid.',
  place_host_key_unknown: 'The server proves itself by a key that nobody has confirmed.',
  place_host_key_changed: 'The server proves itself by another key than the confirmed one.',
  place_sign_in_refused: 'The server does not let us in with this.',
  place_key_unreadable: 'The private key cannot be read, or is closed by a passphrase.',
  place_secret_missing: 'The password or the key is missing.',
  place_bucket_missing: 'There is no such bucket.',
  place_folder_missing: 'There is no such folder.',
  place_not_allowed: 'We may not write, read or delete there.',
  place_full: 'There is no room left there.',
  place_broken_off: 'The connection broke off.',
  place_differs: 'What was written is not what was read again.',
  place_refused: 'The server refused.',
  copy_missing: 'The file is not there.',
}
