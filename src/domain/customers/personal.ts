import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { suppressIdentities } from './erased-identities.ts'

/** What this module holds about a person, as it stands in the tables. */
export type CustomerExport = {
  customerId: string
  createdAt: Date
  name: string | null
  language: string | null
  birthday: string | null
  attributes: Record<string, unknown>
  identities: { kind: string; value: string; shown: string }[]
  cards: {
    number: string
    label: string | null
    issuedAt: string | null
    stoppedAt: string | null
  }[]
  tags: string[]
}

/** @param customerIds the customer and all who were merged into them */
export async function exportPerson(
  tx: Tx,
  customerIds: readonly string[],
): Promise<CustomerExport[]> {
  const { rows } = await sql<CustomerExport>`
    select customer_id as "customerId", created_at as "createdAt", name, language, birthday, attributes,
      coalesce((
        select json_agg(json_build_object('kind', kind, 'value', value, 'shown', shown) order by kind, value)
        from identities where identities.customer_id = customers.customer_id
      ), '[]') as identities,
      coalesce((
        select json_agg(json_build_object('number', number, 'label', label, 'issuedAt', issued_at,
          'stoppedAt', stopped_at) order by number)
        from identities join cards on kind = 'card_number' and number = value
        where identities.customer_id = customers.customer_id
      ), '[]') as cards,
      array(
        select tags.name from customer_tags join tags on tags.number = tag_number
        where customer_tags.customer_id = customers.customer_id
        order by tags.name
      ) as tags
    from customers join persons using (customer_id)
    where customer_id = any(${customerIds}::uuid[])
    order by customer_id`.execute(tx)
  return rows
}

/** Lower-cased words that together speak of a person: an address alone, or all words of their name. */
export type Mark = readonly string[]

/** Shorter ones stand in other people's rows too. */
const markCharactersMin = 4

/** By what somebody is looked for in what has no owner: rows of files, and their names. */
export async function marksOf(tx: Tx, customerIds: readonly string[]): Promise<Mark[]> {
  const { rows } = await sql<{ text: string; named: boolean }>`
    select name as text, true as named from persons
    where customer_id = any(${customerIds}::uuid[]) and name is not null
    union select value, false from identities where customer_id = any(${customerIds}::uuid[])
    union select shown, false from identities where customer_id = any(${customerIds}::uuid[])`.execute(
    tx,
  )
  return rows
    .map(({ text, named }) => {
      const lower = text.toLowerCase().trim()
      return named ? lower.split(/[\s,]+/) : [lower]
    })
    .filter((words) => words.join('').length >= markCharactersMin)
}

/** Each word for itself: for what is theirs, or loses nothing that anybody else needs. */
export const wordsOf = (marks: readonly Mark[]): Mark[] =>
  marks.flatMap((words) =>
    words.filter(({ length }) => length >= markCharactersMin).map((word) => [word]),
  )

/**
 * Forgets who these customers are. Without a row in `persons` they are nobody to be named: their
 * numbers stay under an id that leads to no one. Tags go too, since a business writes in them what it
 * thinks of people.
 */
export async function erasePerson(
  tx: Tx,
  customerIds: readonly string[],
  { erasureKey, now }: { erasureKey: string; now: Date },
): Promise<void> {
  await suppressIdentities(tx, customerIds, erasureKey, now)
  await sql`
    with withdrawn as (
      delete from cards using identities
      where kind = 'card_number' and number = value and customer_id = any(${customerIds}::uuid[])
    ), unnamed as (
      delete from identities where customer_id = any(${customerIds}::uuid[])
    ), untagged as (
      delete from customer_tags where customer_id = any(${customerIds}::uuid[])
    ), forgotten as (
      delete from persons where customer_id = any(${customerIds}::uuid[])
    )
    update customers set erased_at = ${now}
    where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
