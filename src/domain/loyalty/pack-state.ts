import type {
  Given,
  GrantRecord,
  ProgramState,
  PurchaseRecord,
  Tally,
  Visit,
} from './program-state.ts'

/**
 * The state as it is kept: what there is many of stands in rows without names, and what most
 * customers do not have is left out, since it is carried through every purchase.
 */
export type PackedState = {
  last: readonly [atMillis: number, source: string, externalId: string] | null
  counts: readonly [
    purchases: number,
    purchaseDays: number,
    visits: number,
    revenue: number,
    firstPurchaseDay: number | null,
    lastPurchaseDay: number | null,
    forgotten: number,
  ]
  recent: readonly PackedPurchase[]
  recentVisits: readonly PackedVisit[]
  tallies: readonly PackedTally[]
  given: readonly PackedGiven[]
  tier: ProgramState['tier']
} & Partial<Rare>

type Rare = Pick<ProgramState, 'openReturns' | 'talliesFrom' | 'memoryDays' | 'tallied' | 'ladders'>

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

export function packState(state: ProgramState): PackedState {
  const packed: PackedState = {
    last: state.last && [state.last.atMillis, state.last.source, state.last.externalId],
    counts: [
      state.purchases,
      state.purchaseDays,
      state.visits,
      state.revenue,
      state.firstPurchaseDay,
      state.lastPurchaseDay,
      state.forgotten,
    ],
    recent: state.recent.map(packPurchase),
    recentVisits: state.recentVisits.map(packVisit),
    tallies: state.tallies.map(packTally),
    given: Object.entries(state.given).map(packGiven),
    tier: state.tier,
  }
  if (!isEmpty(state.ladders)) packed.ladders = state.ladders
  if (state.openReturns.length > 0) packed.openReturns = state.openReturns
  if (state.talliesFrom !== null) packed.talliesFrom = state.talliesFrom
  if (state.memoryDays > 0) packed.memoryDays = state.memoryDays
  if (state.tallied.length > 0) packed.tallied = state.tallied
  return packed
}

/** Far less to keep in hand than what it says, while a thousand customers wait to be written. */
export const stateText = (state: ProgramState): string => JSON.stringify(packState(state))

function isEmpty(record: object): boolean {
  for (const _ in record) return false
  return true
}

/** A state of its own: what is changed in place is copied, the rest is only ever replaced. */
export function unpackState(packed: PackedState): ProgramState {
  const [purchases, purchaseDays, visits, revenue, firstPurchaseDay, lastPurchaseDay, forgotten] =
    packed.counts
  const given: ProgramState['given'] = {}
  for (const [rule, day, onDay, inMonth, ever] of packed.given) {
    given[rule] = { day, onDay, inMonth, ever }
  }
  return {
    last: packed.last && unpackPlace(packed.last),
    purchases,
    purchaseDays,
    visits,
    revenue,
    firstPurchaseDay,
    lastPurchaseDay,
    recent: packed.recent.map(unpackPurchase),
    forgotten,
    openReturns: packed.openReturns ? [...packed.openReturns] : [],
    recentVisits: packed.recentVisits.map(unpackVisit),
    tallies: packed.tallies.map(unpackTally),
    talliesFrom: packed.talliesFrom ?? null,
    memoryDays: packed.memoryDays ?? 0,
    tallied: packed.tallied ?? [],
    given,
    ladders: { ...packed.ladders },
    tier: packed.tier,
  }
}

const unpackPlace = ([atMillis, source, externalId]: NonNullable<PackedState['last']>) => ({
  atMillis,
  source,
  externalId,
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
    rule,
    base,
    currency,
    expiresAt,
    parts: [...parts],
    availableAt: atMillis + waitsMillis,
  }))

const packGiven = ([rule, { day, onDay, inMonth, ever }]: [string, Given]): PackedGiven => [
  rule,
  day,
  onDay,
  inMonth,
  ever,
]

const packVisit = ({ firstMillis, day, members, served }: Visit): PackedVisit => [
  firstMillis,
  day,
  members,
  served,
]

const unpackVisit = ([firstMillis, day, members, served]: PackedVisit): Visit => ({
  firstMillis,
  day,
  members,
  served: [...served],
})

const packTally = ({ day, visits, purchases, spend, points }: Tally): PackedTally =>
  isEmpty(points) ? [day, visits, purchases, spend] : [day, visits, purchases, spend, points]

const unpackTally = ([day, visits, purchases, spend, points]: PackedTally): Tally => ({
  day,
  visits,
  purchases,
  spend,
  points: { ...points },
})
