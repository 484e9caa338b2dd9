import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

const lookBackDays = 120
const purchasesMin = 5
const shareMin = 0.5

type Row = { name: string; bought: number; purchases: number }

/** What a guest nearly always has, of their last purchases; null where nothing stands out. */
export async function usualArticle(
  tx: Tx,
  memberIds: readonly string[],
  now: Date,
): Promise<string | null> {
  const { rows } = await sql<Row>`
    with bought as materialized (
      select event_id, payload -> 'lines' as lines
      from events join event_keys using (source, external_id, event_id)
      where events.customer_id = any(${memberIds}::uuid[]) and type = 'purchase'
        and occurred_at > ${now}::timestamptz - make_interval(days => ${lookBackDays})
    ), named as (
      select distinct event_id, line ->> 'name' as name
      from bought, jsonb_array_elements(lines) as line
      where line ->> 'name' is not null
    )
    select name, count(*)::int as bought, (select count(*)::int from bought) as purchases
    from named group by name order by bought desc, name limit 1`.execute(tx)
  const [top] = rows
  if (!top || top.purchases < purchasesMin || top.bought < shareMin * top.purchases) return null
  return top.name
}
