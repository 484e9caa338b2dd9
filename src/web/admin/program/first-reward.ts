import type { Simulation } from './program.ts'

type Counted = Pick<Simulation, 'customers' | 'firstReward'>

/** Everybody of a year, parted: who gets to the first reward, who never does, who was not there. */
export function firstRewardParts({ customers, firstReward }: Counted) {
  if (!firstReward) return null
  const never = firstReward.never.reduce((sum, group) => sum + group.customers, 0)
  const { reached } = firstReward
  return { reached, never, there: reached + never, absent: customers - reached - never }
}
