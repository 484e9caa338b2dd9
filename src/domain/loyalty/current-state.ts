import type { Tx } from '#database/transaction.ts'
import { replayed } from './follow-program.ts'
import { type PackedState, unpackState } from './pack-state.ts'
import type { Plan } from './program.ts'
import { emptyProgramState, type ProgramState } from './program-state.ts'
import { readStates } from './state-rows.ts'
import { standingAt } from './tier.ts'

/** What the program has to know of a customer; from the log where nothing is kept of them yet. */
export async function currentState(tx: Tx, customerId: string, plan: Plan): Promise<ProgramState> {
  const kept = (await readStates(tx, [customerId])).get(customerId)
  if (!kept || (kept.state === null && kept.facts === 0)) return emptyProgramState()
  if (kept.state && looksBackFar(kept.state, plan)) return unpackState(kept.state)
  return (await replayed(tx, [customerId], plan)).get(customerId)!.state
}

/** Whether nothing was dropped that the tiers of this plan look back on. */
const looksBackFar = (
  { talliesFrom, memoryDays = 0, tallied = [] }: PackedState,
  plan: Plan,
): boolean =>
  (talliesFrom === undefined || plan.memoryDays <= memoryDays) &&
  plan.tallied.every((currency) => tallied.includes(currency))

/** The level a customer holds now; null: none. */
export async function currentTier(
  tx: Tx,
  customerId: string,
  plan: Plan | null,
  now: Date,
): Promise<string | null> {
  if (!plan?.inForce(now.getTime()).tiers) return null
  const { tier, tallies } = await currentState(tx, customerId, plan)
  return standingAt(tier, tallies, plan, now.getTime())?.tier?.level ?? null
}
