import type { Presence } from '#kernel/presence.ts'
import type { Plan } from '../program.ts'
import type { Place, ProgramFact } from '../program-fact.ts'
import { inOrder } from '../program-fact.ts'

type Told = Pick<ProgramFact, 'type'> & Place

/**
 * When somebody was there, the earliest first: each purchase, or where visits count each visit as the
 * rules join them, purchases and visits within so many minutes of the first one being one.
 */
export function timesThere(
  facts: readonly Told[],
  { presence, plan }: { presence: Presence; plan: Plan },
): number[] {
  const times: number[] = []
  for (const { type, atMillis } of [...facts].sort(inOrder)) {
    if (type === 'purchase' && presence === 'purchases') times.push(atMillis)
    if (presence === 'purchases' || (type !== 'purchase' && type !== 'visit')) continue
    const { visitMinutes } = plan.inForce(atMillis).terms
    const begun = times.at(-1)
    if (begun === undefined || atMillis - begun >= visitMinutes * 60_000) times.push(atMillis)
  }
  return times
}
