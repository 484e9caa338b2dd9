const lanesMax = 4
const perLaneMin = 50

/** So few are one lane. */
export const isOneLane = (all: readonly unknown[]): boolean => all.length <= perLaneMin

/**
 * Does the work in a few lanes: a transaction has one connection, and while the database answers
 * one lane the program reckons for another. What is asked is asked one after the other.
 * @returns what all lanes returned, in order
 * @throws what failed first, once every lane has ended: nothing may be asked of a transaction that
 *   is over, and what fails after the first only says that it failed
 */
export async function inLanes<One, Result>(
  all: readonly One[],
  work: (lane: readonly One[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const ends = lanesOf(all).map(work)
  const results = await Promise.all(ends).finally(() => Promise.allSettled(ends))
  return results.flat()
}

function lanesOf<One>(all: readonly One[]): (readonly One[])[] {
  const size = Math.max(perLaneMin, Math.ceil(all.length / lanesMax))
  const lanes: (readonly One[])[] = []
  for (let start = 0; start < all.length; start += size) lanes.push(all.slice(start, start + size))
  return lanes
}
