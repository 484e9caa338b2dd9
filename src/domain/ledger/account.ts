import { noSums, type Sums } from './book-account.ts'
import type { Instant } from './facts.ts'
import type { Lot, Part } from './lot.ts'

/** What a customer has of one point currency. */
export type Account = {
  lots: Map<string, Lot>
  holds: Map<string, Hold>
  /** What each act used and has not given back; complete only after a replay. */
  spends: Map<string, Part[]>
  /** Shortfalls to be paid back, oldest first; complete only after a replay. */
  debts: Extract<Part, { kind: 'short' }>[]
  /** Keys of grants that were to be reversed before anything was heard of them. */
  awaited: Set<string>
  /** Of each account of the books, what it was given less what was taken. They add up to zero. */
  sums: Sums
  /** Up to here time has been booked. */
  settledAt: Instant
  /** The last instant at which something other than a grant moved points. */
  lastStepAt: Instant
  /** The last instant at which it mattered which lots there were. */
  lastTakeAt: Instant
}

export type Hold = { id: string; until: Instant; parts: Part[] }

export const emptyAccount = (): Account => ({
  lots: new Map(),
  holds: new Map(),
  spends: new Map(),
  debts: [],
  awaited: new Set(),
  sums: noSums(),
  settledAt: 0,
  lastStepAt: 0,
  lastTakeAt: 0,
})

/** What can be redeemed, less what is owed. */
export const balanceOf = ({ sums }: Pick<Account, 'sums'>): number => sums.available + sums.owed

export const pointsOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + part.points, 0)

/** The next instant at which time alone moves points; null: none. */
export function nextClockAt(account: Account): Instant | null {
  let next: Instant | null = null
  const consider = (at: Instant | null) => {
    if (at !== null && (next === null || at < next)) next = at
  }
  for (const lot of account.lots.values()) {
    if (lot.open === 0) continue
    if (lot.pending) consider(lot.availableAt)
    consider(lot.expiresAt)
  }
  for (const hold of account.holds.values()) consider(hold.until)
  return next
}
