import { sql } from 'kysely'
import type { Card } from '#contract/endpoints/card-numbers.ts'
import type { Tx } from '#database/transaction.ts'

/** Of a row of `cards`, outer joined with `identities` of its number. */
export const stateOfCard = sql<Card['state']>`
  coalesce(stopped_as, case when customer_id is null and made_at is not null then 'new' else 'in_use' end)`

/** The cards of a customer and all who were merged into them: those in use first. */
export async function readCards(tx: Tx, memberIds: readonly string[]): Promise<Card[]> {
  const { rows } = await sql<Card>`
    select value as "cardNumber", ${stateOfCard} as state, label, made_at is not null as "madeHere",
      issued_at as "issuedAt", case when stores.number is not null
        then json_build_object('code', stores.code, 'name', stores.name) end as "issuedIn",
      stopped_at as "stoppedAt", replaced_by as "replacedBy"
    from identities
    left join cards on cards.number = value
    left join stores on stores.number = issued_store
    where kind = 'card_number' and customer_id = any(${memberIds}::uuid[])
    order by stopped_at nulls first, issued_at nulls first, value`.execute(tx)
  return rows
}
