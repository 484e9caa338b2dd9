import type { Tx } from '#database/transaction.ts'
import { keyText } from './account-rows.ts'
import type { BookAccount, Cause } from './book-account.ts'
import { effectOnBalance, type Movement } from './book-account.ts'
import { type Books, readBooks } from './entry-rows.ts'
import type { GrantPart, Reason } from './facts.ts'
import { type Lot, placeOf } from './lot.ts'
import { settledNow } from './read-standings.ts'

/** Why the balance is what it is: the sums of its lots, less what is owed, are the balance. */
export type Explanation = {
  currency: string
  balance: number
  lots: ExplainedLot[]
  /** Postings of no lot, such as what is owed. */
  others: ExplainedMovement[]
}

export type ExplainedLot = {
  key: string
  state: 'available' | 'pending'
  /** What is left: the movements add up to it. */
  open: number
  held: number
  earnedAt: number
  availableAt: number
  expiresAt: number | null
  /** What brought it: an event by rules, or an act. */
  from:
    | { kind: 'event'; eventId: string; parts: readonly GrantPart[] }
    | { kind: 'act'; actId: string; reason: Reason }
  movements: ExplainedMovement[]
}

export type ExplainedMovement = {
  at: number
  cause: Cause
  from: BookAccount
  to: BookAccount
  points: number
  /** Not yet: time has done it, and no one has written it down. */
  booked: 'booked' | 'not yet'
}

/** Explains what a customer has in one currency, movement by movement; null: they have no account. */
export async function explain(
  tx: Tx,
  { customerId, currency }: { customerId: string; currency: string },
  now: Date,
): Promise<Explanation | null> {
  const results = await settledNow(tx, customerId, now)
  const result = results.find(({ kept }) => kept.currency === currency)
  if (!result) return null
  const { kept, entries } = result
  const books = (await readBooks(tx, [kept.customerId])).get(keyText(kept))
  if (!books) return { currency, balance: 0, lots: [], others: [] }
  const movements = [
    ...books.movements.map((movement) => toldOf(movement, 'booked')),
    ...entries.flatMap((entry) => entry.movements.map((movement) => toldOf(movement, 'not yet'))),
  ]
  const byLot = Map.groupBy(movements, ({ lot }) => lot)
  const open = [...kept.account.lots.values()].filter((lot) => lot.open > 0 || lot.held > 0)
  return {
    currency,
    balance: movements.reduce((sum, movement) => sum + effectOnBalance(movement), 0),
    lots: open.map((lot) => explainLot(lot, byLot.get(lot.key) ?? [], books)),
    others: (byLot.get(null) ?? []).map(withoutLot),
  }
}

type ToldMovement = ExplainedMovement & { lot: string | null }

const toldOf = (
  { at, cause, lot, from, to, points }: Movement,
  booked: ExplainedMovement['booked'],
): ToldMovement => ({ at, cause, lot, from, to, points, booked })

const withoutLot = ({ lot, ...movement }: ToldMovement): ExplainedMovement => movement

function explainLot(lot: Lot, movements: readonly ToldMovement[], books: Books): ExplainedLot {
  const { key, open, held, earnedAt, availableAt, expiresAt } = lot
  return {
    ...{ key, state: placeOf(lot), open, held, earnedAt, availableAt, expiresAt },
    from: bringerOf(key, books),
    movements: movements.map(withoutLot),
  }
}

function bringerOf(key: string, { facts, acts }: Books): ExplainedLot['from'] {
  const grant = facts.grants.find((one) => one.key === key)
  if (grant) return { kind: 'event', eventId: grant.eventId, parts: grant.parts }
  const act = acts.find(({ id }) => key.startsWith(`${id}/`))
  if (!act) throw new Error('a lot stands in the books without what brought it')
  return { kind: 'act', actId: act.id, reason: act.reason }
}
