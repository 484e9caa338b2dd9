import type { Reversal } from '#domain/ledger/facts.ts'
import { applyFact, type TierMove } from './apply-fact.ts'
import type { PersonRevision } from './fact-values.ts'
import type { Grant } from './grant.ts'
import { type PackedState, unpackState } from './pack-state.ts'
import type { Plan } from './program.ts'
import { type EventKey, inOrder, isSameKey, type ProgramFact } from './program-fact.ts'
import { emptyProgramState, type ProgramState } from './program-state.ts'

/** What the program decides: to be posted to the ledger, and kept for the next event. */
export type Decisions = {
  grants: Grant[]
  reversals: Reversal[]
  tierMoves: TierMove[]
  state: ProgramState
}

/** How many purchases are remembered with what they brought. */
export const rememberedPurchases = 1

/**
 * All that one customer's facts bring: a pure function of the facts, whatever order they are given
 * in. Each key stands among them once, in its highest version.
 */
export function replayProgram(
  facts: readonly ProgramFact[],
  people: readonly PersonRevision[],
  plan: Plan,
): Decisions {
  return follow(emptyProgramState(), [...facts].sort(inOrder), people, plan)
}

/** Nothing need be kept of whose whole life lies before the program. */
export const isFollowed = ({ startsAtMillis }: Plan, facts: readonly ProgramFact[]): boolean =>
  facts.some(({ atMillis }) => atMillis >= startsAtMillis)

/**
 * What further facts bring, from the state alone. `null`: the state does not say enough, and the
 * customer has to be replayed.
 */
export function advanceProgram(
  kept: PackedState,
  facts: readonly ProgramFact[],
  people: readonly PersonRevision[],
  plan: Plan,
): Decisions | null {
  const state = unpackState(kept)
  const sorted = [...facts].sort(inOrder)
  if (!sorted.every((fact) => isNews(state, fact, sorted, plan))) return null
  return follow(state, sorted, people, plan)
}

function follow(
  state: ProgramState,
  sorted: readonly ProgramFact[],
  people: readonly PersonRevision[],
  plan: Plan,
): Decisions {
  const decisions: Decisions = { grants: [], reversals: [], tierMoves: [], state }
  for (const fact of sorted) {
    const { grants, reversals, tierMoves } = applyFact(state, fact, people, plan)
    decisions.grants.push(...grants)
    decisions.reversals.push(...reversals)
    decisions.tierMoves.push(...tierMoves)
  }
  forget(state, plan)
  return decisions
}

/** Whether the state says all that this fact may ask for. */
function isNews(
  state: ProgramState,
  fact: ProgramFact,
  sorted: readonly ProgramFact[],
  plan: Plan,
): boolean {
  if (state.last && inOrder(fact, state.last) <= 0) return false
  if (state.last && !isSameList(plan.tallied, state.tallied)) return false
  if (state.talliesFrom !== null && plan.memoryDays > state.memoryDays) return false
  if (fact.type !== 'return' || !fact.purchase) return true
  return remembers(state, fact.purchase, sorted, plan.inForce(fact.atMillis).tiers?.windowDays ?? 0)
}

/** Whether a return's purchase is known with all it brought, and the days behind its tiers too. */
function remembers(
  state: ProgramState,
  purchase: EventKey,
  sorted: readonly ProgramFact[],
  windowDays: number,
): boolean {
  const record = state.recent.find((one) => isSameKey(one, purchase))
  if (!record) return state.forgotten === 0 || sorted.some((one) => isSameKey(one, purchase))
  const { talliesFrom } = state
  return state.tier.held.every(
    ({ qualifiedOn }) =>
      talliesFrom === null ||
      record.day > qualifiedOn ||
      qualifiedOn - windowDays + 1 >= talliesFrom,
  )
}

/** Keeps what the next event may need: the latest purchases, and the days tiers look back on. */
function forget(state: ProgramState, plan: Plan): void {
  const dropped = Math.max(0, state.recent.length - rememberedPurchases)
  state.recent.splice(0, dropped)
  state.forgotten += dropped
  state.tallied = plan.tallied
  const oldest = state.recent[0]
  const firstVisit = oldest
    ? state.recentVisits.findIndex(({ firstMillis }) => firstMillis >= oldest.visitMillis)
    : state.recentVisits.length - 1
  state.recentVisits.splice(0, Math.max(0, firstVisit))
  for (const visit of state.recentVisits.slice(0, -1)) visit.served = []
  forgetDays(state, plan, oldest?.day)
}

const isSameList = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one, index) => one === b[index])

function forgetDays(state: ProgramState, plan: Plan, oldestPurchaseDay: number | undefined): void {
  const lastDay = state.last ? plan.zone.dayOf(new Date(state.last.atMillis)) : 0
  const from = Math.min(lastDay - plan.memoryDays, oldestPurchaseDay ?? lastDay)
  const kept = state.tallies.filter(({ day }) => day >= from)
  if (kept.length === state.tallies.length && state.talliesFrom === null) return
  state.tallies = kept
  state.talliesFrom = Math.max(from, state.talliesFrom ?? from)
  state.memoryDays = plan.memoryDays
}
