import type { Account, Hold } from './account.ts'
import {
  type BookAccount,
  bookAccounts,
  noSums,
  type Origin,
  type Shortfall,
} from './book-account.ts'
import { bySpendingOrder, type Lot, type Part } from './lot.ts'

/**
 * An account as its row keeps it: without lots that are used up or expired, and without what only a
 * replay can know. Equal accounts give equal states.
 */
export type AccountState = {
  sums: Partial<Record<BookAccount, number>>
  lots?: LotState[]
  holds?: { id: string; until: number; parts: PartState[] }[]
  awaited?: string[]
  settledAt: number
  lastStepAt?: number
  lastTakeAt?: number
}

/** Key, points, earned at, expires at, issuer, and what differs from a lot nobody touched. */
type LotState = [string, number, number, number | null, number, Touched?]

type Touched = {
  origin?: Origin
  availableAt?: number
  open?: number
  held?: number
  expired?: number
  reversed?: number
  lack?: PartState[]
}

/** `of`: a lot's key, or the account that fell short. */
type PartState = { of: string; points: number; short?: true }

export function encodeAccount(account: Account): AccountState {
  const state: AccountState = { sums: encodeSums(account), settledAt: account.settledAt }
  const lots = keptLots(account)
  if (lots.length > 0) state.lots = lots.map(encodeLot)
  if (account.holds.size > 0) state.holds = encodeHolds(account)
  if (account.awaited.size > 0) state.awaited = [...account.awaited].sort()
  if (account.lastStepAt > 0) state.lastStepAt = account.lastStepAt
  if (account.lastTakeAt > 0) state.lastTakeAt = account.lastTakeAt
  return state
}

function encodeSums({ sums }: Account): AccountState['sums'] {
  const kept: AccountState['sums'] = {}
  for (const name of bookAccounts) if (sums[name] !== 0) kept[name] = sums[name]
  return kept
}

const encodeHolds = ({ holds }: Account) =>
  [...holds.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, until, parts }) => ({ id, until, parts: parts.map(encodePart) }))

/** Lots that are open or held, and those to which what is held may have to go back. */
function keptLots({ lots }: Account): Lot[] {
  const kept = new Set<Lot>()
  for (const lot of lots.values()) if (lot.open > 0 || lot.held > 0) kept.add(lot)
  for (const lot of kept) {
    for (const part of lot.lack) if (part.kind === 'lot') kept.add(lots.get(part.lot)!)
  }
  return [...kept].sort(bySpendingOrder)
}

function encodeLot(lot: Lot): LotState {
  const { key, points, earnedAt, expiresAt, issuer } = lot
  const state: LotState = [key, points, earnedAt, expiresAt, issuer]
  const touched = touchedOf(lot)
  if (touched) state.push(touched)
  return state
}

/** What differs from a lot as it was granted. */
function touchedOf(lot: Lot): Touched | null {
  const touched: Touched = {}
  if (lot.origin !== 'issued') touched.origin = lot.origin
  if (lot.availableAt !== lot.earnedAt) touched.availableAt = lot.availableAt
  if (lot.open !== lot.points) touched.open = lot.open
  if (lot.held > 0) touched.held = lot.held
  if (lot.expired > 0) touched.expired = lot.expired
  if (lot.reversed > 0) touched.reversed = lot.reversed
  if (lot.lack.length > 0) touched.lack = lot.lack.map(encodePart)
  return Object.keys(touched).length > 0 ? touched : null
}

const encodePart = (part: Part): PartState =>
  part.kind === 'lot'
    ? { of: part.lot, points: part.points }
    : { of: part.account, points: part.points, short: true }

export function decodeAccount(state: AccountState): Account {
  const lots = (state.lots ?? []).map((lot) => decodeLot(lot, state.settledAt))
  const holds = (state.holds ?? []).map(
    ({ id, until, parts }): Hold => ({ id, until, parts: parts.map(decodePart) }),
  )
  return {
    lots: new Map(lots.map((lot) => [lot.key, lot])),
    holds: new Map(holds.map((hold) => [hold.id, hold])),
    spends: new Map(),
    debts: [],
    awaited: new Set(state.awaited),
    sums: { ...noSums(), ...state.sums },
    settledAt: state.settledAt,
    lastStepAt: state.lastStepAt ?? 0,
    lastTakeAt: state.lastTakeAt ?? 0,
  }
}

function decodeLot(state: LotState, settledAt: number): Lot {
  const [key, points, earnedAt, expiresAt, issuer, touched = {}] = state
  const availableAt = touched.availableAt ?? earnedAt
  return {
    key,
    points,
    earnedAt,
    expiresAt,
    issuer,
    availableAt,
    origin: touched.origin ?? 'issued',
    pending: availableAt > settledAt,
    open: touched.open ?? points,
    held: touched.held ?? 0,
    expired: touched.expired ?? 0,
    reversed: touched.reversed ?? 0,
    lack: (touched.lack ?? []).map(decodePart),
  }
}

const decodePart = ({ of, points, short }: PartState): Part =>
  short
    ? // Written by encodePart only.
      { kind: 'short', account: of as Shortfall, points }
    : { kind: 'lot', lot: of, points }
