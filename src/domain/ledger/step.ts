import type { Account } from './account.ts'
import type { BookAccount, Cause, Movement, Shortfall } from './book-account.ts'
import type { Instant } from './facts.ts'
import { bySpendingOrder, type Lot, type Part, placeOf } from './lot.ts'
import { type Policy, policyAt } from './policy.ts'

/** One instant of an account's life: what happens there is written down as it is done. */
export type Step = {
  account: Account
  movements: Movement[]
  policy: Policy
  cause: Cause
  at: Instant
}

/** Every change of points goes through here, so that the sums are those of the movements. */
export function move(
  step: Step,
  lot: Lot | null,
  [from, to]: readonly [BookAccount, BookAccount],
  points: number,
): void {
  if (points === 0) return
  const { account, movements, cause, at } = step
  account.sums[from] -= points
  account.sums[to] += points
  // While points are owed, a grant pays them: it matters which there were.
  if (from === 'owed' || to === 'owed') account.lastTakeAt = Math.max(account.lastTakeAt, at)
  const issuer = lot?.issuer ?? (cause.kind === 'clock' ? 0 : cause.store)
  movements.push({ cause, at, lot: lot?.key ?? null, issuer, from, to, points })
}

/**
 * Takes points from the lots known at this instant: what is available in spending order, then,
 * where `pending` allows it, what is not yet.
 */
export function take(
  step: Step,
  points: number,
  to: BookAccount,
  pending: 'and pending' | 'only available',
): Part[] {
  const parts: Part[] = []
  let rest = points
  for (const lot of openLots(step, pending)) {
    if (rest === 0) break
    const taken = Math.min(lot.open, rest)
    lot.open -= taken
    rest -= taken
    move(step, lot, [placeOf(lot), to], taken)
    parts.push({ kind: 'lot', lot: lot.key, points: taken })
  }
  return parts
}

function openLots({ account, at }: Step, pending: 'and pending' | 'only available'): Lot[] {
  const open = [...account.lots.values()].filter((lot) => lot.open > 0 && lot.earnedAt <= at)
  const available = open.filter((lot) => !lot.pending).sort(bySpendingOrder)
  if (pending === 'only available') return available
  return [...available, ...open.filter((lot) => lot.pending).sort(bySpendingOrder)]
}

/** Books what no lot could give. */
export function fallShort(
  step: Step,
  lot: Lot | null,
  [account, to]: readonly [Shortfall, BookAccount],
  points: number,
): Part[] {
  if (points === 0) return []
  move(step, lot, [account, to], points)
  const part = { kind: 'short' as const, account, points }
  if (account === 'owed') step.account.debts.push(part)
  return [part]
}

/** Who bears what was spent and is no longer there: by a return, or by a fact told late. */
export const shortfallOfReturns = ({ policy, at }: Step): Shortfall =>
  policyAt(policy, at).returns === 'owe' ? 'owed' : 'overdrawn'

/** Gives points back to where they came from, the last taken first. @returns the parts left */
export function giveBack(
  step: Step,
  parts: readonly Part[],
  points: number,
  from: BookAccount,
): Part[] {
  const left = [...parts]
  let rest = points
  while (rest > 0) {
    const last = left.pop()
    if (!last) throw new Error('more points come back than were taken')
    const returned = Math.min(last.points, rest)
    rest -= returned
    if (returned < last.points) left.push(lessened(step, last, returned))
    else if (last.kind === 'short') forgiveDebt(step, last, last)
    if (last.kind === 'short') move(step, null, [from, last.account], returned)
    else returnTo(step, lotNamed(step.account, last.lot), returned, from)
  }
  return left
}

function lessened(step: Step, part: Part, byPoints: number): Part {
  const less = { ...part, points: part.points - byPoints }
  if (part.kind === 'short' && less.kind === 'short') forgiveDebt(step, part, less)
  return less
}

/** A shortfall that is given back is owed no longer. */
function forgiveDebt({ account }: Step, part: Part, less: Extract<Part, { kind: 'short' }>): void {
  const place = part.kind === 'short' ? account.debts.indexOf(part) : -1
  if (place < 0) return
  if (less === part) account.debts.splice(place, 1)
  else account.debts[place] = less
}

export function lotNamed({ lots }: Account, key: string): Lot {
  const lot = lots.get(key)
  if (!lot) throw new Error('a part names a lot that is not there')
  return lot
}

/** Points come back to a lot: on to where it lacked them, else open again, or expired meanwhile. */
function returnTo(step: Step, lot: Lot, points: number, from: BookAccount): void {
  const lacking = Math.min(
    points,
    lot.lack.reduce((sum, part) => sum + part.points, 0),
  )
  if (lacking > 0) lot.lack = giveBack(step, lot.lack, lacking, from)
  const rest = points - lacking
  if (lot.expiresAt !== null && lot.expiresAt <= step.at) {
    lot.expired += rest
    move(step, lot, [from, 'expired'], rest)
    return
  }
  lot.pending = lot.availableAt > step.at
  lot.open += rest
  move(step, lot, [from, placeOf(lot)], rest)
}

/** Later points pay what is owed, the oldest debt first. */
export function repay(step: Step): void {
  const { account } = step
  const owed = -account.sums.owed
  if (owed <= 0) return
  const paid = take(step, owed, 'owed', 'and pending')
  for (const part of paid) settleDebts(account, part)
}

/** Whatever fell short is now a part of the lot that paid for it. */
function settleDebts(account: Account, paid: Part): void {
  let rest = paid.points
  while (rest > 0 && account.debts.length > 0) {
    const debt = account.debts[0]!
    const settled = Math.min(debt.points, rest)
    rest -= settled
    replaceInParts(account, debt, settled, paid)
    if (debt.points === settled) account.debts.shift()
    else debt.points -= settled
  }
}

function replaceInParts(account: Account, debt: Part, settled: number, paid: Part): void {
  for (const { parts, held } of listsOfParts(account)) {
    const place = parts.indexOf(debt)
    if (place < 0) continue
    const payment = { ...paid, points: settled }
    parts.splice(place, debt.points === settled ? 1 : 0, payment)
    if (held && payment.kind === 'lot') lotNamed(account, payment.lot).held += settled
    return
  }
}

function* listsOfParts({
  spends,
  holds,
  lots,
}: Account): Generator<{ parts: Part[]; held: boolean }> {
  for (const parts of spends.values()) yield { parts, held: false }
  for (const { parts } of holds.values()) yield { parts, held: true }
  for (const { lack } of lots.values()) yield { parts: lack, held: false }
}
