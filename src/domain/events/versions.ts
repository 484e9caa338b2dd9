import type { Fact } from './fact.ts'

/** One version of an event that was heard of. */
export type Version = {
  version: number
  customerId: string
  anonymous: boolean
  eventId: string
  /** Hex of the content hash. */
  hash: string
}

/** All that is known of one event key: the version that counts and the others. */
export type KeyState = { current: Version; others: readonly Version[] }

/** What a further delivery under a known key amounts to. */
export type Verdict =
  | { kind: 'repeated'; version: Version }
  | { kind: 'contradiction' }
  | { kind: 'superseded'; state: KeyState; tombstone: Tombstone | null }
  | { kind: 'newer'; state: KeyState; tombstone: Tombstone | null }

/** Ends what a customer's stream said under the key, since a higher version stands elsewhere. */
export type Tombstone = { customerId: string; anonymous: boolean; version: number }

/**
 * The highest version wins, whatever arrives last; where versions of one key belong to different
 * customers, the stream that lost is told so by a tombstone of the winning version. Any order of
 * arrival ends with the same versions counted in the same streams.
 */
export function judge(known: KeyState, offered: Version): Verdict {
  const same = [known.current, ...known.others].find((one) => one.version === offered.version)
  if (same) {
    return same.hash === offered.hash
      ? { kind: 'repeated', version: same }
      : { kind: 'contradiction' }
  }
  const elsewhere = known.current.customerId !== offered.customerId
  if (offered.version > known.current.version) {
    return {
      kind: 'newer',
      state: { current: offered, others: [...known.others, known.current] },
      tombstone: elsewhere ? tombstoneIn(known.current, offered.version) : null,
    }
  }
  return {
    kind: 'superseded',
    state: { current: known.current, others: [...known.others, offered] },
    tombstone: elsewhere ? tombstoneIn(offered, known.current.version) : null,
  }
}

const tombstoneIn = (loser: Version, version: number): Tombstone => ({
  customerId: loser.customerId,
  anonymous: loser.anonymous,
  version,
})

/** What identifies an event, as one text that no two keys share. */
export const keyText = (key: Pick<Fact, 'source' | 'externalId'>) =>
  `${key.source}\u0000${key.externalId}`
