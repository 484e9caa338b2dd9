import { type Account, nextClockAt } from './account.ts'
import type { Movement } from './book-account.ts'
import type { Instant } from './facts.ts'
import { placeOf } from './lot.ts'
import { endHold } from './perform-act.ts'
import type { Policy } from './policy.ts'
import { move, repay, type Step } from './step.ts'

/**
 * Lets time pass: points become available, holds end, points expire, each at its own instant.
 * To pass two stretches of time is to pass both at once, so it does not matter who calls when.
 */
export function advance(
  account: Account,
  to: Instant,
  policy: Policy,
  movements: Movement[],
): void {
  for (let at = nextClockAt(account); at !== null && at <= to; at = nextClockAt(account)) {
    const step: Step = { account, movements, policy, cause: { kind: 'clock' }, at }
    for (const lot of account.lots.values())
      if (lot.pending && lot.availableAt <= at) mature(step, lot)
    for (const hold of [...account.holds.values()]) if (hold.until <= at) endHold(step, hold.id)
    for (const lot of account.lots.values()) expire(step, lot)
    repay(step)
    account.lastStepAt = Math.max(account.lastStepAt, at)
  }
  account.settledAt = Math.max(account.settledAt, to)
}

type Lot = Parameters<typeof placeOf>[0]

function mature(step: Step, lot: Lot): void {
  lot.pending = false
  move(step, lot, ['pending', 'available'], lot.open)
}

function expire(step: Step, lot: Lot): void {
  if (lot.expiresAt === null || lot.expiresAt > step.at || lot.open === 0) return
  move(step, lot, [placeOf(lot), 'expired'], lot.open)
  lot.expired += lot.open
  lot.open = 0
}
