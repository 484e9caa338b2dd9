import type { GrantRecord, ProgramState, PurchaseRecord, Tally, Visit } from './program-state.ts'

/**
 * The state as it is kept: what there is many of stands in rows without names, since a regular of
 * many years would otherwise carry tens of kilobytes through every purchase.
 */
export type PackedState = Omit<ProgramState, 'recent' | 'recentVisits' | 'tallies'> & {
  recent: readonly PackedPurchase[]
  recentVisits: readonly PackedVisit[]
  tallies: readonly PackedTally[]
}

type PackedPurchase = readonly [
  atMillis: number,
  source: string,
  externalId: string,
  day: number,
  store: number,
  amount: number,
  givenBack: number,
  standing: PurchaseRecord['standing'],
  visitMillis: number,
  ladders: readonly string[],
  grants: readonly PackedGrant[],
]
type PackedGrant = readonly [
  rule: string,
  base: string | null,
  currency: string,
  parts: readonly number[],
  availableAt?: number,
  expiresAt?: number | null,
]
type PackedVisit = readonly [
  firstMillis: number,
  day: number,
  members: number,
  served: readonly string[],
]
type PackedTally = readonly [
  day: number,
  visits: number,
  purchases: number,
  spend: number,
  points?: Readonly<Record<string, number>>,
]

export const packState = (state: ProgramState): PackedState => ({
  ...state,
  recent: state.recent.map(packPurchase),
  recentVisits: state.recentVisits.map(({ firstMillis, day, members, served }) => [
    firstMillis,
    day,
    members,
    served,
  ]),
  tallies: state.tallies.map(packTally),
})

/** A state of its own: what is changed in place is copied, the rest is only ever replaced. */
export const unpackState = (packed: PackedState): ProgramState => ({
  ...packed,
  openReturns: [...packed.openReturns],
  given: { ...packed.given },
  ladders: { ...packed.ladders },
  recent: packed.recent.map(unpackPurchase),
  recentVisits: packed.recentVisits.map(unpackVisit),
  tallies: packed.tallies.map(unpackTally),
})

const packPurchase = (record: PurchaseRecord): PackedPurchase => [
  record.atMillis,
  record.source,
  record.externalId,
  record.day,
  record.store,
  record.amount,
  record.givenBack,
  record.standing,
  record.visitMillis,
  record.ladders,
  record.grants.map((grant) => packGrant(grant, record)),
]

function unpackPurchase(packed: PackedPurchase): PurchaseRecord {
  const [atMillis, source, externalId, day, store, amount, givenBack, standing, visitMillis] =
    packed
  const [ladders, grants] = [packed[9], packed[10]]
  return {
    atMillis,
    source,
    externalId,
    day,
    store,
    amount,
    givenBack,
    standing,
    visitMillis,
    ladders: [...ladders],
    grants: grants.map((grant) => unpackGrant(grant, atMillis)),
  }
}

/** Most points count at once and for ever, which needs no saying. */
const packGrant = (
  { rule, base, currency, parts, availableAt, expiresAt }: GrantRecord,
  { atMillis }: PurchaseRecord,
): PackedGrant =>
  availableAt === atMillis && expiresAt === null
    ? [rule, base, currency, parts]
    : [rule, base, currency, parts, availableAt, expiresAt]

const unpackGrant = (
  [rule, base, currency, parts, availableAt, expiresAt]: PackedGrant,
  atMillis: number,
): GrantRecord => ({
  rule,
  base,
  currency,
  parts: [...parts],
  availableAt: availableAt ?? atMillis,
  expiresAt: expiresAt ?? null,
})

const unpackVisit = ([firstMillis, day, members, served]: PackedVisit): Visit => ({
  firstMillis,
  day,
  members,
  served: [...served],
})

const packTally = ({ day, visits, purchases, spend, points }: Tally): PackedTally =>
  Object.keys(points).length === 0
    ? [day, visits, purchases, spend]
    : [day, visits, purchases, spend, points]

const unpackTally = ([day, visits, purchases, spend, points]: PackedTally): Tally => ({
  day,
  visits,
  purchases,
  spend,
  points: { ...points },
})
