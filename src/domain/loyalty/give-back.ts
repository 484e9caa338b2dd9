import type { Reversal } from '#domain/ledger/facts.ts'
import { proportionOf } from '#kernel/decimal.ts'
import { countTaken } from './caps.ts'
import { lotKey, reversalKey } from './grant.ts'
import type { InForce } from './program.ts'
import type { GrantRecord, OpenReturn, ProgramState, PurchaseRecord } from './program-state.ts'
import { tallyOf } from './tally.ts'
import { reachLevels, withdrawLevels } from './tier.ts'
import { leaveVisit } from './visit.ts'

export type GivenBack = Pick<OpenReturn, 'source' | 'externalId' | 'eventId' | 'amount'>

/**
 * Undoes what a purchase brought, as far as it was given back: each part of each grant by the
 * difference of two cumulated proportions, so that partial returns in any order end like one full
 * return, and a purchase given back whole nets zero.
 */
export function giveBack(
  state: ProgramState,
  record: PurchaseRecord,
  returned: GivenBack,
  at: { millis: number; day: number; inForce: InForce },
): Reversal[] {
  const before = record.givenBack
  record.givenBack = Math.min(record.amount, before + returned.amount)
  const whole = record.givenBack === record.amount && record.standing === 'kept'
  const wasWhole = record.standing === 'undone'
  const reversals = record.grants.flatMap((grant): Reversal[] => {
    const taken = wasWhole ? 0 : takenFrom(grant, record, before)
    if (taken === 0) return []
    state.given[grant.rule] = countTaken(state.given[grant.rule]!, record.day, taken)
    const { points } = tallyOf(state, record.day)
    const tallied = points[grant.currency]
    if (tallied !== undefined) points[grant.currency] = tallied - taken
    return [reversalOf(grant, record, returned, taken, at.millis)]
  })
  state.revenue -= record.givenBack - before
  tallyOf(state, record.day).spend -= record.givenBack - before
  if (whole) undo(state, record)
  loseStatus(state, record.day, at)
  return reversals
}

function reversalOf(
  grant: GrantRecord,
  record: PurchaseRecord,
  returned: GivenBack,
  points: number,
  atMillis: number,
): Reversal {
  const of = lotKey(record, grant)
  const { currency } = grant
  const { eventId } = returned
  const key = reversalKey(returned, of)
  return { key, currency, kind: 'earned', of, points, at: atMillis, eventId, store: record.store }
}

function takenFrom({ parts }: GrantRecord, { amount, givenBack }: PurchaseRecord, before: number) {
  const cumulated = (given: number) =>
    parts.reduce(
      (sum, points) => sum + (amount === 0 ? points : proportionOf(points, given, amount)),
      0,
    )
  return cumulated(givenBack) - (amount === 0 ? 0 : cumulated(before))
}

/** A purchase given back whole counts no more, but its day stays for activity. */
function undo(state: ProgramState, record: PurchaseRecord): void {
  record.standing = 'undone'
  state.purchases--
  const tally = tallyOf(state, record.day)
  tally.purchases--
  if (tally.purchases === 0) state.purchaseDays--
  for (const ladder of record.ladders) state.ladders[ladder] = (state.ladders[ladder] ?? 0) - 1
  leaveVisit(state, record.visitMillis)
}

function loseStatus(
  state: ProgramState,
  purchaseDay: number,
  { day, inForce: { tiers } }: { day: number; inForce: InForce },
): void {
  if (!tiers) return
  const left = withdrawLevels(state.tier.held, state.tallies, tiers, purchaseDay)
  if (left.length === state.tier.held.length) return
  state.tier = { ...state.tier, held: reachLevels(left, state.tallies, tiers, day) }
}
