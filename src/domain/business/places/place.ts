import type {
  PlaceAddress,
  PlaceFailure,
  PlaceTried,
  PlaceWanted,
} from '#contract/endpoints/places.ts'
import type { Reach } from '../reach/look-up-within.ts'

export type S3Address = Extract<PlaceAddress, { kind: 's3' }>
export type SftpAddress = Extract<PlaceAddress, { kind: 'sftp' }>

/** What proves there who we are; sealed where it lies, and in no reply, log or audit entry. */
export type PlaceSecret = { secretKey: string } | { password: string } | { privateKey: string }

/** `hostKey: null`: whoever answers is asked for its key, and told nothing. */
export type SftpTried = Omit<SftpAddress, 'hostKey'> & { hostKey: string | null }

export type Reachable = { address: S3Address | SftpTried; secret: PlaceSecret | null; reach: Reach }

/** It did not work there: expected, told by its code, and tried again where that can help. */
export class PlaceFault extends Error {
  readonly code: PlaceFailure
  /** As the server proved who it is, where that is the matter. */
  readonly hostKey: string | null

  constructor(code: PlaceFailure, options: { hostKey?: string; cause?: unknown } = {}) {
    super(`A place outside: ${code}`, { cause: options.cause })
    this.name = 'PlaceFault'
    this.code = code
    this.hostKey = options.hostKey ?? null
  }
}

/** Whoever runs this may allow places within the own network: a shelf of disks in the back room. */
export const placeReach = (environment: NodeJS.ProcessEnv = process.env): Reach =>
  environment.STAMMGAST_PRIVATE_PLACES === 'allowed' ? 'anywhere' : 'internet'

/** Parts what was said into what may be shown and what may not. */
export function partsOf<W extends PlaceWanted | PlaceTried>(
  wanted: W,
): { address: AddressIn<W>; secret: PlaceSecret | null }
export function partsOf(wanted: PlaceWanted | PlaceTried) {
  if (wanted.kind === 's3') {
    const { secretKey, ...address } = wanted
    return { address, secret: secretKey === undefined ? null : { secretKey } }
  }
  const { password, privateKey, ...address } = wanted
  if (privateKey !== undefined) return { address, secret: { privateKey } }
  return { address, secret: password === undefined ? null : { password } }
}

type AddressIn<W> = W extends { kind: 's3' }
  ? S3Address
  : W extends { hostKey: string }
    ? SftpAddress
    : SftpTried
