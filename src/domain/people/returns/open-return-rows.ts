import { sql } from 'kysely'
import { type OpenReturn, openReturnsMax, returnDays } from '#contract/endpoints/open-returns.ts'
import type { Caller } from '#contract/route.ts'
import type { Tx } from '#database/transaction.ts'
import { unnestRows } from '#database/unnest.ts'

type Placed = Pick<OpenReturn, 'store'> & { at: Date; minor: number }
export type OpenRow = Placed & Pick<OpenReturn, 'return'> & { eventId: string; customerId: string }
type Proposal = NonNullable<OpenReturn['proposal']>
export type ProposedRow = Placed & Pick<Proposal, 'purchase' | 'because'>

const isCurrent = (events: string) => sql`exists (
  select from event_keys
  where event_keys.source = ${sql.ref(`${events}.source`)}
    and event_keys.external_id = ${sql.ref(`${events}.external_id`)}
    and event_keys.event_id = ${sql.ref(`${events}.event_id`)} and not anonymous
)`

const storeOfRow = (events: string) => sql`(
  select json_build_object('code', code, 'name', name) from stores
  where number = ${sql.ref(`${events}.store_number`)}
)`

/** The newest first. Whoever is erased has none: nobody can be asked any more. */
export async function readOpenReturns(
  tx: Tx,
  stores: Caller['stores'],
  since: Date,
): Promise<OpenRow[]> {
  const { rows } = await sql<OpenRow>`
    select event_id as "eventId", customer_id as "customerId",
      json_build_object('source', source, 'externalId', external_id) as return,
      ${storeOfRow('back')} as store, occurred_at as at, abs(amount) as minor
    from events as back
    where type = 'return' and not payload ? 'purchase' and occurred_at >= ${since}
      and (${stores}::smallint[] is null or store_number = any(${stores}::smallint[]))
      and ${isCurrent('back')}
      and exists (
        select from customers
        where customers.customer_id = back.customer_id and erased_at is null
      )
    order by occurred_at desc, event_id limit ${openReturnsMax}`.execute(tx)
  return rows
}

/** What was returned of a purchase so far, in minor units; null: nothing was. */
export async function givenBackOf(
  tx: Tx,
  memberIds: readonly string[],
  { source, externalId }: { source: string; externalId: string },
): Promise<number | null> {
  const { rows } = await sql<{ minor: number | null }>`
    select sum(abs(amount))::float8 as minor from events as other
    where customer_id = any(${memberIds}::uuid[]) and type = 'return'
      and payload -> 'purchase' ->> 'source' = ${source}
      and payload -> 'purchase' ->> 'externalId' = ${externalId}
      and ${isCurrent('other')}`.execute(tx)
  return rows[0]!.minor
}

/** A return, and each customer record whose purchases it may be of. */
export type Searched = { eventId: string; memberId: string }

/**
 * Of each return the purchase it most likely returns: by receipt number and store, else by an article of
 * it, else, where no line names an article, by the same amount; the latest of equals. A purchase of which too
 * little is left is none.
 */
export async function proposePurchases(
  tx: Tx,
  searched: readonly Searched[],
): Promise<Map<string, ProposedRow>> {
  if (searched.length === 0) return new Map()
  const { rows } = await sql<ProposedRow & { eventId: string }>`
    with found as (
      select back.event_id as of_return, bought.*, abs(back.amount) as given_back,
        bought.payload ->> 'receiptNumber' = back.payload ->> 'receiptNumber'
          and bought.store_number is not distinct from back.store_number as same_receipt,
        jsonb_path_query_array(back.payload, '$.lines[*].sku') as skus
      from ${searchedRows(searched)}
      join events as back on back.event_id = searched.event_id
        and back.customer_id in (
          select other.member_id from ${searchedRows(searched, 'other')}
          where other.event_id = searched.event_id
        )
      join events as bought on bought.customer_id = searched.member_id
        and bought.type = 'purchase' and bought.occurred_at <= back.occurred_at
        and bought.occurred_at > back.occurred_at - make_interval(days => ${returnDays})
      where ${isCurrent('bought')}
    ), judged as (
      select *, case
          when same_receipt then 'receipt'
          when exists (
            select from jsonb_path_query(payload, '$.lines[*].sku') as sku where skus @> sku
          ) then 'article'
          when skus = '[]' and amount = given_back then 'amount'
        end as because,
        amount - coalesce((
          select sum(abs(other.amount)) from events as other
          where other.customer_id = found.customer_id and other.type = 'return'
            and other.payload -> 'purchase' ->> 'source' = found.source
            and other.payload -> 'purchase' ->> 'externalId' = found.external_id
            and ${isCurrent('other')}
        ), 0) as left_over
      from found
    )
    select distinct on (of_return) of_return as "eventId", because,
      json_build_object('source', source, 'externalId', external_id) as purchase,
      ${storeOfRow('judged')} as store, occurred_at as at, amount as minor
    from judged
    where because is not null and left_over >= given_back
    order by of_return, array_position(array['receipt', 'article', 'amount'], because),
      occurred_at desc, event_id`.execute(tx)
  return new Map(rows.map(({ eventId, ...proposed }) => [eventId, proposed]))
}

const searchedRows = (searched: readonly Searched[], name = 'searched') =>
  unnestRows<Searched>(
    name,
    [
      { name: 'event_id', type: 'uuid', of: ({ eventId }) => eventId },
      { name: 'member_id', type: 'uuid', of: ({ memberId }) => memberId },
    ],
    searched,
  )
