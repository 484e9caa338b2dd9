import { effectOnBalance } from '#domain/ledger/book-account.ts'
import type { Policy } from '#domain/ledger/policy.ts'
import { type Life, settle } from '#domain/ledger/settle.ts'

/** When a balance first came to so many points; null: never until then. */
export function firstReach(
  life: Life,
  policy: Policy,
  price: number,
  toMillis: number,
): number | null {
  const { movements } = settle(life, policy, toMillis)
  let balance = 0
  for (const movement of movements) {
    balance += effectOnBalance(movement)
    if (balance >= price) return movement.at
  }
  return null
}
