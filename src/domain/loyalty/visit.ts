import type { Place } from './program-fact.ts'
import type { ProgramState, Visit } from './program-state.ts'
import { tallyOf } from './tally.ts'

/**
 * Joins a receipt or visit to the visit it belongs to, or begins one. The minutes are counted from
 * the visit's first receipt, so a chain of receipts cannot stretch a visit over the day.
 */
export function joinVisit(
  state: ProgramState,
  fact: Place,
  day: number,
  visitMinutes: number,
): Visit {
  const current = currentVisit(state, fact, visitMinutes)
  if (current) {
    if (current.members === 0) countVisit(state, current.day, 1)
    current.members++
    return current
  }
  const begun: Visit = { firstMillis: fact.atMillis, day, members: 1, served: [] }
  state.recentVisits.push(begun)
  countVisit(state, day, 1)
  return begun
}

/** Rules and ladders that have had their share of the visit this receipt or visit belongs to. */
export const servedAt = (state: ProgramState, fact: Place, visitMinutes: number) =>
  currentVisit(state, fact, visitMinutes)?.served ?? []

export function currentVisit(
  state: ProgramState,
  fact: Place,
  visitMinutes: number,
): Visit | undefined {
  const latest = state.recentVisits.at(-1)
  return latest && fact.atMillis - latest.firstMillis < visitMinutes * 60_000 ? latest : undefined
}

/** Takes a receipt that was given back out of its visit; a visit of which nothing is left is none. */
export function leaveVisit(state: ProgramState, firstMillis: number): void {
  const visit = state.recentVisits.find((one) => one.firstMillis === firstMillis && one.members > 0)
  if (!visit) throw new Error('a purchase is remembered without its visit')
  visit.members--
  if (visit.members === 0) countVisit(state, visit.day, -1)
}

function countVisit(state: ProgramState, day: number, change: 1 | -1): void {
  state.visits += change
  tallyOf(state, day).visits += change
}
