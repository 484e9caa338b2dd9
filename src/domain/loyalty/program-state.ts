import type { Place } from './program-fact.ts'

/**
 * What the program has to know of a customer to decide on the next event without all that went
 * before. Plain data; `packState` brings it into the form it is kept in.
 */
export type ProgramState = {
  /** The latest event counted; only what comes after it can be applied directly. */
  last: Place | null
  /** Net of purchases given back whole. */
  purchases: number
  purchaseDays: number
  visits: number
  revenue: number
  firstPurchaseDay: number | null
  lastPurchaseDay: number | null
  /** The latest purchases, oldest first, with what they brought: what a return undoes. */
  recent: PurchaseRecord[]
  /** Purchases no longer among `recent`. */
  forgotten: number
  openReturns: OpenReturn[]
  /** From the visit of the oldest recent purchase on. */
  recentVisits: Visit[]
  tallies: Tally[]
  /** Tallies of earlier days were dropped; null: none were. */
  talliesFrom: number | null
  /** For how many days back the tallies were kept when some were dropped. */
  memoryDays: number
  /** The currencies whose points are in the tallies. */
  tallied: readonly string[]
  /** What each rule gave, for its caps. */
  given: Record<string, Given>
  /** Qualifying purchases of each gift ladder, net of returns. */
  ladders: Record<string, number>
  tier: TierState
}

export type PurchaseRecord = Place & {
  day: number
  /** Where it was sold: there the books stay, wherever it is given back. */
  store: number
  amount: number
  givenBack: number
  /** Where all of it was given back it counts no more. */
  standing: 'kept' | 'undone'
  /** `firstMillis` of its visit. */
  visitMillis: number
  grants: GrantRecord[]
  ladders: string[]
}

/** `base`: the rule that a multiplier raised. */
export type GrantRecord = {
  rule: string
  base: string | null
  currency: string
  parts: number[]
  availableAt: number
  expiresAt: number | null
}

export type OpenReturn = Place & { eventId: string; amount: number; purchase: Key }
type Key = { source: string; externalId: string }

export type Visit = {
  /** The visit's first receipt, from which its minutes are counted. */
  firstMillis: number
  day: number
  /** Receipts and visits in it that still count. */
  members: number
  /** Rules that gave for it, ladders that counted it. */
  served: string[]
}

/** What one day brings towards a tier, net of returns. */
export type Tally = {
  day: number
  visits: number
  purchases: number
  spend: number
  /** Of the currencies that a tier counts by. */
  points: Record<string, number>
}

/** A level a customer holds. Levels are held independently of each other; the highest one shows. */
export type HeldLevel = {
  level: string
  /** The day whose window earned the level, or earned it again. */
  qualifiedOn: number
  /** The last day of the period; null: held for life. */
  until: number | null
  /** In `grace` the period is over and was not earned again, but the level is still held. */
  phase: 'held' | 'grace'
}

export type TierState = {
  /** Up to where the clock has been followed. */
  settledMillis: number | null
  held: readonly HeldLevel[]
}

/** What a rule gave on the latest day it gave at all, in the month of that day, and ever. */
export type Given = {
  day: number
  onDay: number
  inMonth: number
  ever: number
}

export const emptyProgramState = (): ProgramState => ({
  last: null,
  purchases: 0,
  purchaseDays: 0,
  visits: 0,
  revenue: 0,
  firstPurchaseDay: null,
  lastPurchaseDay: null,
  recent: [],
  forgotten: 0,
  openReturns: [],
  recentVisits: [],
  tallies: [],
  talliesFrom: null,
  memoryDays: 0,
  tallied: [],
  given: {},
  ladders: {},
  tier: { settledMillis: null, held: [] },
})
