import type { BookAccount } from './book-account.ts'
import type { Reversal } from './facts.ts'
import { type Lot, placeOf } from './lot.ts'
import { fallShort, giveBack, move, type Step, shortfallOfReturns, take } from './step.ts'

/**
 * Takes back points of a lot: what it still has, then what expired of it unused (which costs the
 * customer nothing), then, for what was used, other points the customer has. What cannot be found
 * falls short by the currency's policy.
 */
export function reverseLot(step: Step, lot: Lot, wanted: number): void {
  const points = Math.min(wanted, lot.points - lot.reversed)
  lot.reversed += points
  const open = Math.min(points, lot.open)
  const expired = Math.min(points - open, lot.expired)
  const used = points - open - expired
  lot.open -= open
  lot.expired -= expired
  move(step, lot, [placeOf(lot), lot.origin], open)
  move(step, lot, ['expired', lot.origin], expired)
  if (used > 0) lot.lack.push(...recover(step, lot, used))
}

function recover(step: Step, lot: Lot, used: number) {
  const found = take(step, used, lot.origin, 'and pending')
  const short = used - found.reduce((sum, part) => sum + part.points, 0)
  return [...found, ...fallShort(step, lot, [shortfallOfReturns(step), lot.origin], short)]
}

/** Gives back points an act used, as far as it still has them. */
export function undoSpend(step: Step, actId: string, from: BookAccount, wanted: number): void {
  const parts = step.account.spends.get(actId)
  if (!parts) return
  const points = Math.min(
    wanted,
    parts.reduce((sum, part) => sum + part.points, 0),
  )
  step.account.spends.set(actId, giveBack(step, parts, points, from))
}

export function applyReversal(step: Step, reversal: Reversal, spentFor: SpentFor): void {
  if (reversal.kind === 'earned') {
    const lot = step.account.lots.get(reversal.of)
    if (lot) reverseLot(step, lot, reversal.points)
    else step.account.awaited.add(reversal.of)
  } else {
    const destination = spentFor(reversal.of)
    if (destination) undoSpend(step, reversal.of, destination, reversal.points)
  }
}

/** The account an act's points went to; undefined where it used none. */
export type SpentFor = (actId: string) => BookAccount | undefined
