import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { membersOf } from './merged.ts'
import { searchText, sortName } from './search-text.ts'

type Row = { customerId: string; name: string | null; values: string[] }

/** Writes anew by what these customers are found: their names and identities, merged ones included. */
export async function refreshSearch(tx: Tx, customerIds: readonly string[]): Promise<void> {
  const members = await membersOf(tx, customerIds)
  const { rows } = await sql<Row>`
    select persons.customer_id as "customerId", name,
      array(
        select value from identities
        where identities.customer_id = persons.customer_id
        order by kind, value
      ) as values
    from persons
    where persons.customer_id = any(${[...members.values()].flat()}::uuid[])`.execute(tx)
  const rowOf = new Map(rows.map((row) => [row.customerId, row]))
  const fresh = [...members].map(([root, ids]) =>
    searchableOf(
      root,
      // The guest of a purchase that was claimed has no name and no identity.
      ids.flatMap((id) => rowOf.get(id) ?? []),
    ),
  )
  await sql`
    update persons set search = fresh.search, sort_name = fresh.sort_name
    from json_to_recordset(${JSON.stringify(fresh)}::json)
      as fresh (customer_id uuid, search text, sort_name text)
    where persons.customer_id = fresh.customer_id`.execute(tx)
}

function searchableOf(root: string, members: readonly Row[]) {
  const names = members.flatMap(({ name }) => (name === null ? [] : [name]))
  return {
    customer_id: root,
    search: searchText(
      names,
      members.flatMap(({ values }) => values),
    ),
    sort_name: sortName(members[0]!.name),
  }
}
