import type {
  Given,
  GrantRecord,
  ProgramState,
  PurchaseRecord,
  Tally,
  Visit,
} from './program-state.ts'

/**
 * The state as it is kept: what there is many of stands in rows without names, since a regular of
 * many years would otherwise carry tens of kilobytes through every purchase.
 */
export type PackedState = Omit<ProgramState, 'recent' | 'recentVisits' | 'tallies' | 'given'> & {
  recent: readonly PackedPurchase[]
  recentVisits: readonly PackedVisit[]
  tallies: readonly PackedTally[]
  given: readonly PackedGiven[]
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
  lots: readonly PackedLot[],
]
/** What a purchase brought at one time: `earnedAt` is that of the purchase. */
type PackedLot = readonly [
  currency: string,
  waitsMillis: number,
  expiresAt: number | null,
  grants: readonly PackedGrant[],
]
type PackedGrant = readonly [rule: string, parts: readonly number[], base?: string]
type PackedGiven = readonly [
  rule: string,
  day: number,
  onDay: number,
  inMonth: number,
  ever: number,
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
  given: Object.entries(state.given).map(([rule, { day, onDay, inMonth, ever }]) => [
    rule,
    day,
    onDay,
    inMonth,
    ever,
  ]),
})

/** A state of its own: what is changed in place is copied, the rest is only ever replaced. */
export const unpackState = (packed: PackedState): ProgramState => ({
  ...packed,
  openReturns: [...packed.openReturns],
  given: Object.fromEntries(packed.given.map(unpackGiven)),
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
  packLots(record),
]

function unpackPurchase(packed: PackedPurchase): PurchaseRecord {
  const [atMillis, source, externalId, day, store, amount, givenBack, standing, visitMillis] =
    packed
  const [ladders, lots] = [packed[9], packed[10]]
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
    grants: lots.flatMap((lot) => unpackLot(lot, atMillis)),
  }
}

/** All rules together mostly bring one lot, so what is said of it is said once. */
function packLots({ grants, atMillis }: PurchaseRecord): PackedLot[] {
  const lots: [string, number, number | null, PackedGrant[]][] = []
  for (const { rule, base, currency, parts, availableAt, expiresAt } of grants) {
    const waits = availableAt - atMillis
    const grant: PackedGrant = base === null ? [rule, parts] : [rule, parts, base]
    const last = lots.at(-1)
    if (last && last[0] === currency && last[1] === waits && last[2] === expiresAt) {
      last[3].push(grant)
    } else lots.push([currency, waits, expiresAt, [grant]])
  }
  return lots
}

const unpackLot = (
  [currency, waitsMillis, expiresAt, grants]: PackedLot,
  atMillis: number,
): GrantRecord[] =>
  grants.map(([rule, parts, base = null]) => ({
    ...{ rule, base, currency, expiresAt },
    parts: [...parts],
    availableAt: atMillis + waitsMillis,
  }))

const unpackGiven = ([rule, day, onDay, inMonth, ever]: PackedGiven): [string, Given] => [
  rule,
  { day, onDay, inMonth, ever },
]

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
