import type { ProgramState, Tally } from './program-state.ts'

/** The tally of a day, made where there is none; days stay in order. */
export function tallyOf(state: ProgramState, day: number): Tally {
  const at = state.tallies.findLastIndex((tally) => tally.day <= day)
  const known = state.tallies[at]
  if (known?.day === day) return known
  const made: Tally = { day, visits: 0, purchases: 0, spend: 0, points: {} }
  state.tallies.splice(at + 1, 0, made)
  return made
}
