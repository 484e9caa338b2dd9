import type { StampCard } from '#contract/language/stamp-card.ts'
import type { Tx } from '#database/transaction.ts'
import { inForceOf, keyOf, readRevisions, type SaidRevision } from '../definition/revision-rows.ts'

/** The cards in force at an instant, in the order of their keys. */
export function cardsIn(said: readonly SaidRevision[], atMillis: number): StampCard[] {
  return cardsSaid(said)
    .flatMap(([, ofOne]) => inForceOf(ofOne, atMillis) ?? [])
    .flatMap((one) => (one.kind === 'stamp_card' ? [one.content] : []))
    .filter(({ status }) => status === 'active')
}

/** All that was said of each card, by key. */
export const cardsSaid = (said: readonly SaidRevision[]): [string, SaidRevision[]][] =>
  [
    ...Map.groupBy(
      said.filter(({ kind }) => kind === 'stamp_card'),
      keyOf,
    ),
  ].sort(([a], [b]) => (a < b ? -1 : 1))

export const readCardsNow = async (tx: Tx, now: Date): Promise<StampCard[]> =>
  cardsIn(await readRevisions(tx, 'stamp_card'), now.getTime())
