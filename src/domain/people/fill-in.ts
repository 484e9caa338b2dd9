import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { type Merge, standingMergesOf, type Taken } from './merge-rows.ts'

type Row = { name: string | null; language: string | null }

/** What a customer has not, they take over from who is merged into them. @returns what that was */
export async function fillIn(
  tx: Tx,
  { fromId, intoId }: Pick<Merge, 'fromId' | 'intoId'>,
): Promise<Taken> {
  const { rows } = await sql<Row>`
    with given as (
      select name, language from persons where customer_id = ${fromId}
    ), before as (
      select name, language from persons where customer_id = ${intoId} for no key update
    )
    update persons set
      name = coalesce(before.name, given.name),
      language = coalesce(before.language, given.language)
    from given, before
    where customer_id = ${intoId}
    returning
      case when before.name is null then given.name end as name,
      case when before.language is null then given.language end as language`.execute(tx)
  const { name, language } = rows[0] ?? { name: null, language: null }
  return { ...(name !== null && { name }), ...(language !== null && { language }) }
}

/**
 * Takes back what was filled in, where nobody has written something else since; also from whoever
 * took it over in turn.
 * @returns the customers whose names may be others now
 */
export async function emptyAgain(tx: Tx, { intoId, taken }: Merge): Promise<string[]> {
  if (taken.name === undefined && taken.language === undefined) return []
  await sql`
    update persons set
      name = nullif(name, ${taken.name ?? null}),
      language = nullif(language, ${taken.language ?? null})
    where customer_id = ${intoId}`.execute(tx)
  const [next] = await standingMergesOf(tx, [intoId])
  if (!next) return [intoId]
  const passedOn = { ...next, taken: sameOf(taken, next.taken) }
  return [intoId, ...(await emptyAgain(tx, passedOn))]
}

const sameOf = (given: Taken, taken: Taken): Taken => ({
  ...(given.name !== undefined && given.name === taken.name && { name: given.name }),
  ...(given.language !== undefined &&
    given.language === taken.language && { language: given.language }),
})
