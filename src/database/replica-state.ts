/** How a streaming replica stands to its database when somebody looks. */
export type ReplicaState =
  /** Near enough: reports may be read there. */
  | { is: 'following'; ageSeconds: number }
  /** Too far behind, or nobody can say how far. */
  | { is: 'behind'; ageSeconds: number | null }
  | { is: 'away'; reason: string }
  /** No replica of this database, or one that became a database of its own. */
  | { is: 'unfit'; why: Unfitness }

export type Unfitness = 'no_replica' | 'of_another_database'

/** What both servers said, in one look. */
export type Look = {
  inRecovery: boolean
  sameDatabase: boolean
  sameTables: boolean
  /** It has all that the database had written when it was asked just before. */
  caughtUp: boolean
  /** Since the newest transaction it knows of; null: it knows none yet. */
  newestAgoMillis: number | null
  /** Since it was last seen to have everything; null: not yet. */
  caughtUpAgoMillis: number | null
}

export function replicaStateOf(look: Look, lagSecondsMax: number): ReplicaState {
  if (!look.inRecovery) return { is: 'unfit', why: 'no_replica' }
  if (!look.sameDatabase) return { is: 'unfit', why: 'of_another_database' }
  const ageSeconds = ageOf(look)
  // Tables of another version answer other questions, however fresh they are.
  const isNear = look.sameTables && ageSeconds !== null && ageSeconds <= lagSecondsMax
  return isNear ? { is: 'following', ageSeconds } : { is: 'behind', ageSeconds }
}

/** At most so old is what it shows. In a quiet night the newest transaction is no measure. */
function ageOf({ caughtUp, newestAgoMillis, caughtUpAgoMillis }: Look): number | null {
  if (caughtUp) return 0
  const known = [newestAgoMillis, caughtUpAgoMillis].filter((millis) => millis !== null)
  return known.length === 0 ? null : Math.max(0, Math.ceil(Math.min(...known) / 1000))
}
