import { type Queryable, type Tx, transaction } from '#database/transaction.ts'

/** So many rows are written well within two seconds. */
export const portionSize = 20_000

/** What one portion did, and where the next one begins; undefined: nothing is left. */
export type Portion<Place, Done> = { next: Place | undefined; done: Done }

/**
 * Carries a change that may touch everybody through in portions, each a transaction of its own:
 * readers of the log wait for the oldest transaction that writes.
 * @returns what each portion did
 */
export async function inPortions<Place, Done>(
  database: Queryable,
  step: (tx: Tx, from: Place | undefined) => Promise<Portion<Place, Done>>,
): Promise<Done[]> {
  const done: Done[] = []
  let from: Place | undefined
  do {
    const portion = await transaction(database, (tx) => step(tx, from))
    done.push(portion.done)
    from = portion.next
  } while (from !== undefined)
  return done
}
