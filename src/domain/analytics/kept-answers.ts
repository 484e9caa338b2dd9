import { sql } from 'kysely'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'

/** The picture of the database an answer was made from. */
type Picture = { snapshot: string; revision: number }
type Kept = Picture & { answer: unknown }

const answersMax = 300
const answersOf = new WeakMap<object, Map<string, Kept>>()
const beingMade = new WeakMap<object, Map<string, Promise<unknown>>>()

/**
 * Answers a question from memory where nothing has been recorded since, else anew on one
 * unchanging picture. The question must name everything the answer depends on beside the
 * database.
 */
export async function keptAnswer<T>(
  { database }: Context,
  question: object,
  answer: (tx: Tx) => Promise<T>,
): Promise<T> {
  const key = JSON.stringify(question)
  const making = among(beingMade, database)
  // Whoever asks the same at the same moment waits, then checks: what was made may be older
  // than what they know of.
  for (let underWay = making.get(key); underWay; underWay = making.get(key)) {
    await underWay.catch(() => undefined)
    if (making.get(key) === underWay) break
  }
  const answers = among(answersOf, database)
  const kept = answers.get(key)
  // The key names the question, and one question has answers of one type.
  if (kept && (await stillHolds(database, kept))) return kept.answer as T
  const made = make(database, answer)
  making.set(key, made)
  try {
    const fresh = await made
    remember(answers, key, fresh)
    return fresh.answer
  } finally {
    if (making.get(key) === made) making.delete(key)
  }
}

async function make<T>(database: Context['database'], answer: (tx: Tx) => Promise<T>) {
  return await readOnly(database, async (tx) => {
    const { rows } = await sql<Picture>`
      select ${wholeSnapshot} as snapshot, revision from business`.execute(tx)
    return { ...rows[0]!, answer: await answer(tx) }
  })
}

/**
 * The snapshot of a standby does not name the transactions under way, as if it saw them: there,
 * nothing from the oldest of them on is taken for seen.
 */
const wholeSnapshot = sql`
  (select case when pg_is_in_recovery() then concat(oldest, ':', oldest, ':') else said::text end
   from (select pg_snapshot_xmin(said) as oldest, said from pg_current_snapshot() as said) as one)`

/**
 * An event recorded since is one that the picture did not see: made by a transaction that was
 * not yet over then, or begun later. All of those have an id from the picture's xmin on, so the
 * log's index by transaction leads straight to them.
 */
async function stillHolds({ kysely }: Context['database'], { snapshot, revision }: Picture) {
  const { rows } = await sql<{ holds: boolean }>`
    select revision = ${revision} and not exists (
      select from events
      where xid >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
        and not pg_visible_in_snapshot(xid, ${snapshot}::pg_snapshot)
    ) as holds
    from business`.execute(kysely)
  return rows[0]!.holds
}

function remember(answers: Map<string, Kept>, key: string, kept: Kept): void {
  answers.delete(key)
  answers.set(key, kept)
  if (answers.size > answersMax) answers.delete(answers.keys().next().value!)
}

function among<V>(maps: WeakMap<object, Map<string, V>>, owner: object): Map<string, V> {
  let map = maps.get(owner)
  if (!map) {
    map = new Map()
    maps.set(owner, map)
  }
  return map
}
