import type { WireInput, WireReply } from '#contract/endpoint.ts'
import type { PlacePurpose, readPlace, setPlace, tryPlace } from '#contract/endpoints/places.ts'

export type KnownPlace = NonNullable<WireReply<typeof readPlace>['place']>
export type Tried = WireInput<typeof tryPlace>['body']
export type Wanted = WireInput<typeof setPlace>['body']

/** The fields of both kinds; those of the other kind rest while one is chosen. */
export type PlaceValues = {
  kind: 's3' | 'sftp'
  endpoint: string
  region: string
  bucket: string
  accessKey: string
  secretKey: string
  host: string
  port: number | string
  user: string
  proof: 'password' | 'privateKey'
  password: string
  privateKey: string
  folder: string
}

const empty = {
  ...{ endpoint: 'https://', region: 'eu-central-1', bucket: '', accessKey: '', secretKey: '' },
  ...{ host: '', port: 22, user: '', proof: 'password' as const, password: '', privateKey: '' },
  folder: '',
}

/** Secrets are never told again: their fields begin empty, and stay so where they stay. */
export function valuesOf(purpose: PlacePurpose, known: KnownPlace | null): PlaceValues {
  if (known === null) return { ...empty, kind: purpose === 'files' ? 'sftp' : 's3' }
  const { address } = known
  return address.kind === 's3'
    ? { ...empty, ...address }
    : { ...empty, ...address, port: address.port }
}

/** @param hostKey by which the server proved itself, once somebody said that it is the one */
export function triedOf(values: PlaceValues, hostKey: string | null): Tried {
  const { kind, folder } = values
  if (kind === 's3') {
    const { endpoint, region, bucket, accessKey, secretKey } = values
    const address = { kind, endpoint, region, bucket, folder, accessKey }
    return { ...address, ...(secretKey !== '' && { secretKey }) }
  }
  const { host, user, proof, password, privateKey } = values
  const address = { kind, host, port: Number(values.port), user, folder, hostKey }
  if (proof === 'privateKey') return { ...address, ...(privateKey !== '' && { privateKey }) }
  return { ...address, ...(password !== '' && { password }) }
}

/** null: the server's key has to be confirmed first. */
export function wantedOf(tried: Tried): Wanted | null {
  if (tried.kind === 's3') return tried
  const { hostKey, ...rest } = tried
  return hostKey === null ? null : { ...rest, hostKey }
}

/** The key that was confirmed for the very server these values name; null: none yet. */
export function keyOf(known: KnownPlace | null, { host, port }: PlaceValues): string | null {
  if (known?.address.kind !== 'sftp') return null
  const isSame = known.address.host === host && known.address.port === Number(port)
  return isSame ? known.address.hostKey : null
}
