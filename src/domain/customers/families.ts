import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf, rootsOf } from './merged.ts'

/** All who count as one: the root first. */
export type Family = readonly [root: string, ...others: string[]]

const attemptsMax = 20

/**
 * Locks each of these customers with all who count as one with them, in the order in which whoever
 * merges does. Who waited looks again, since they may have been merged meanwhile.
 * @returns the family of each
 */
export async function lockFamilies(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Family>> {
  let families = await familiesOf(tx, customerIds)
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    await sql`
      select from customers where customer_id = any(${memberIds(families)}::uuid[])
      order by customer_id for no key update`.execute(tx)
    const now = await familiesOf(tx, customerIds)
    if (memberIds(now).join() === memberIds(families).join()) return now
    families = now
  }
  throw new Error(`customers were merged ${attemptsMax} times in a row while they were locked`)
}

export async function familiesOf(
  tx: Tx,
  customerIds: readonly string[],
): Promise<Map<string, Family>> {
  const roots = await rootsOf(tx, customerIds)
  const members = await membersOf(tx, [...new Set(roots.values())])
  return new Map(
    [...roots].map(([id, root]) => {
      const others = members.get(root)!.slice(1)
      return [id, [root, ...others]]
    }),
  )
}

const memberIds = (families: ReadonlyMap<string, Family>) =>
  [...new Set([...families.values()].flat())].sort()
