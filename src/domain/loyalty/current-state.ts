import type { Tx } from '#database/transaction.ts'
import { replayed } from './follow-program.ts'
import { type PackedState, unpackState } from './pack-state.ts'
import type { Plan } from './program.ts'
import { emptyProgramState, type ProgramState } from './program-state.ts'
import { packedOf, readStates } from './state-rows.ts'
import { nextTurn, settleTiers, standingAt, tierOf } from './tier.ts'

/** What the program has to know of a customer; from the log where nothing is kept of them yet. */
export async function currentState(tx: Tx, customerId: string, plan: Plan): Promise<ProgramState> {
  const kept = (await readStates(tx, [customerId])).get(customerId)
  if (!kept || (kept.state === null && kept.facts === 0)) return emptyProgramState()
  const packed = packedOf(kept)
  if (packed && looksBackFar(packed, plan)) return unpackState(packed)
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

/** The level somebody holds, and when time alone may change it. */
export type HeldTier = { level: string | null; turnsAt: Date | null }

/** The levels of many; the statements do not grow with their number. */
export async function tiersAt(
  tx: Tx,
  customerIds: readonly string[],
  plan: Plan | null,
  now: Date,
): Promise<Map<string, HeldTier>> {
  const nobody = new Map(customerIds.map((id) => [id, { level: null, turnsAt: null } as HeldTier]))
  if (!plan?.inForce(now.getTime()).tiers) return nobody
  const kept = [...(await readStates(tx, customerIds))].flatMap(
    ([id, one]): [string, PackedState][] => {
      const packed = packedOf(one)
      return packed ? [[id, packed]] : []
    },
  )
  const far = kept.flatMap(([id, state]) => (looksBackFar(state, plan) ? [] : id))
  const replays = await replayed(tx, far, plan)
  const states = kept.map(([id, state]): [string, ProgramState] => [
    id,
    replays.get(id)?.state ?? unpackState(state),
  ])
  return new Map([
    ...nobody,
    ...states.map(([id, state]) => [id, tierAt(state, plan, now)] as const),
  ])
}

function tierAt({ tier, tallies }: ProgramState, plan: Plan, now: Date): HeldTier {
  const atMillis = now.getTime()
  const { held } = settleTiers(tier, tallies, plan, atMillis)
  const turnMillis = nextTurn(held, plan, atMillis)
  const ladder = plan.inForce(atMillis).tiers
  return {
    level: tierOf({ held, settledMillis: atMillis }, ladder)?.level ?? null,
    turnsAt:
      turnMillis === null || turnMillis === Number.POSITIVE_INFINITY ? null : new Date(turnMillis),
  }
}
