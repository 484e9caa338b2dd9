import { type Account, nextClockAt } from './account.ts'
import type { Movement } from './book-account.ts'
import type { Instant } from './facts.ts'
import { placeOf } from './lot.ts'
import { endHold } from './perform-act.ts'
import { keepsUntil, nextEndTold, type Policy } from './policy.ts'
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
  for (let at = nextAt(account, policy); at !== null && at <= to; at = nextAt(account, policy)) {
    const step: Step = { account, movements, policy, cause: { kind: 'clock' }, at }
    if (at === nextEndTold(policy, account.settledAt)) hearOfEnd(step)
    for (const lot of account.lots.values())
      if (lot.pending && lot.availableAt <= at) mature(step, lot)
    for (const hold of [...account.holds.values()]) if (hold.until <= at) endHold(step, hold.id)
    for (const lot of account.lots.values()) expire(step, lot)
    repay(step)
    account.lastStepAt = Math.max(account.lastStepAt, at)
  }
  account.settledAt = Math.max(account.settledAt, to)
}

function nextAt(account: Account, policy: Policy): Instant | null {
  const [moves, told] = [nextClockAt(account), nextEndTold(policy, account.settledAt)]
  if (moves === null || told === null) return moves ?? told
  return Math.min(moves, told)
}

/** Also what is used up ends with the program: it may come back. */
function hearOfEnd({ account, policy, at }: Step): void {
  for (const lot of account.lots.values()) lot.expiresAt = keepsUntil(policy, lot, at)
  account.lastTakeAt = Math.max(account.lastTakeAt, at)
  account.settledAt = Math.max(account.settledAt, at)
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
