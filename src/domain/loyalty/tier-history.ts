import { applyFact } from './apply-fact.ts'
import type { Life } from './follow-program.ts'
import type { Plan } from './program.ts'
import { inOrder } from './program-fact.ts'
import { emptyProgramState, type TierState } from './program-state.ts'
import { settleTiers, tierOf, turnsUntil } from './tier.ts'

/** A change of the level shown, by name; null: none. */
export type TierChange = {
  atMillis: number
  from: string | null
  to: string | null
  rises: boolean
}

/**
 * Every change of the level a customer showed, the earliest first. What the clock did stands at
 * its own time, not at that of the next event.
 */
export function tierHistory({ facts, people }: Life, plan: Plan, nowMillis: number): TierChange[] {
  const state = emptyProgramState()
  const changes: TierChange[] = []
  let shown: Shown = null
  const note = (atMillis: number, held: TierState['held']) => {
    const next = shownAt(held, plan, atMillis)
    if (next?.key !== shown?.key) changes.push(changeOf(atMillis, shown, next))
    shown = next
  }
  const followClock = (toMillis: number) => {
    for (const turn of turnsUntil(state.tier, state.tallies, plan, toMillis)) {
      note(turn.atMillis, turn.held)
    }
    state.tier = settleTiers(state.tier, state.tallies, plan, toMillis)
  }
  for (const fact of facts.filter(({ atMillis }) => atMillis <= nowMillis).toSorted(inOrder)) {
    followClock(fact.atMillis)
    applyFact(state, fact, people, plan)
    note(fact.atMillis, state.tier.held)
  }
  followClock(nowMillis)
  return changes
}

type Shown = { key: string; name: string; rank: number } | null

function shownAt(held: TierState['held'], plan: Plan, atMillis: number): Shown {
  const ladder = plan.inForce(atMillis).tiers
  const key = tierOf({ held, settledMillis: atMillis }, ladder)?.level
  const rank = ladder?.levels.findIndex((level) => level.key === key) ?? -1
  return key === undefined || rank < 0 ? null : { key, name: ladder!.levels[rank]!.name, rank }
}

const changeOf = (atMillis: number, from: Shown, to: Shown): TierChange => ({
  atMillis,
  from: from?.name ?? null,
  to: to?.name ?? null,
  rises: (to?.rank ?? -1) > (from?.rank ?? -1),
})
