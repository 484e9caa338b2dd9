import type { Simulation } from './program.ts'

/** What is said below the cost as a share of revenue; without a share, why there is none. */
export function shareNote({ costShare, revenue }: Pick<Simulation, 'costShare' | 'revenue'>) {
  if (costShare !== null) return 'shareNote'
  return revenue.amount > 0 ? 'shareUnknown' : 'shareNoRevenue'
}
