import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { type Identity, identityKey } from '#domain/customers/identity.ts'
import { findKnown } from '#domain/customers/known.ts'
import type { Known } from '#domain/customers/matching.ts'
import type { BalanceRow, Reason } from './read-row.ts'

/** A row that can be followed or says why not, with whom it means; null: somebody new. */
export type Judged = { row: BalanceRow; customerId: string | null; taken: number | null }

/** A row nothing stands against. */
export type Fit = Judged & {
  row: BalanceRow & { card: Identity; currency: string; points: number }
}

export const isFit = (judged: Judged): judged is Fit =>
  judged.row.reasons.length === 0 && judged.taken === null

type Judging = {
  /** By key. */
  currencies: ReadonlyMap<string, string>
  /** Cards and currencies the file has named so far; is added to. */
  seen: Set<string>
  erasureKey: string | undefined
}

/** Finds whom rows mean, and what stands against each. */
export async function judgeRows(
  tx: Tx,
  rows: readonly BalanceRow[],
  { currencies, seen, erasureKey }: Judging,
): Promise<Judged[]> {
  const references = rows.map((row) => ({
    ...{ kind: 'named' as const, id: undefined, identities: identitiesOf(row) },
  }))
  const known = await findKnown(tx, references, erasureKey)
  const before = await takenBefore(tx, rows)
  return rows.map((row) => {
    const taken = before.get(placeOf(row)) ?? null
    const customers = customersOf(row, known)
    const reason = row.reasons[0]
      ? null
      : whyNot(row, { known, customers, currencies, seen, taken })
    if (reason) row.reasons.push(reason)
    seen.add(placeOf(row))
    return { row, customerId: customers[0] ?? null, taken: reason ? null : taken }
  })
}

const identitiesOf = ({ card, email }: BalanceRow): Identity[] =>
  [card, email].filter((one) => one !== null)

/** One balance of one card. */
const placeOf = ({ card, currency }: BalanceRow) => `${card?.value} ${currency}`

const customersOf = (row: BalanceRow, known: Known): string[] => [
  ...new Set(
    identitiesOf(row).flatMap((one) => known.byIdentity.get(identityKey(one))?.customerId ?? []),
  ),
]

type Seen = Pick<Judging, 'currencies' | 'seen'> & {
  known: Known
  customers: readonly string[]
  taken: number | null
}

function whyNot(
  row: BalanceRow,
  { known, customers, currencies, seen, taken }: Seen,
): Reason | null {
  const has = (among: { has(key: string): boolean }) =>
    identitiesOf(row).some((one) => among.has(identityKey(one)))
  if (!currencies.has(row.currency ?? '')) {
    return { code: 'point_currency_not_found', message: 'There is no such point currency.' }
  }
  if (has(known.erased)) {
    return { code: 'identity_erased', message: 'Who had this asked to be forgotten.' }
  }
  if (has(known.stopped)) return { code: 'card_blocked', message: 'This card is blocked.' }
  if (customers.length > 1) {
    return { code: 'row_names_two_customers', message: 'These belong to two different customers.' }
  }
  if (seen.has(placeOf(row))) {
    return { code: 'row_repeats_card', message: 'An earlier row says this card and currency.' }
  }
  if (taken === null || taken === row.points) return null
  return { code: 'balance_taken_over', message: `${taken} were taken over of this card before.` }
}

async function takenBefore(tx: Tx, rows: readonly BalanceRow[]): Promise<Map<string, number>> {
  const numbers = rows.flatMap(({ card }) => card?.value ?? [])
  const { rows: taken } = await sql<{ number: string; currency: string; points: number }>`
    select card_number as number, currency, points from balance_rows
    where card_number = any(${numbers}::text[]) and not taken_back`.execute(tx)
  return new Map(taken.map(({ number, currency, points }) => [`${number} ${currency}`, points]))
}
