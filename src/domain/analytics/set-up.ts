import { sql } from 'kysely'
import { setUpSteps } from '#contract/endpoints/analytics.ts'
import type { Queryable } from '#database/transaction.ts'

type Row = Record<(typeof setUpSteps)[number], boolean>

const visitsAreIn = sql`(presence = 'visits' and exists (select from profiles where visits > 0))`

/** How far the business has come with its set-up. */
export async function readSetUp({ kysely }: Queryable) {
  const { rows } = await sql<Row>`
    select name <> '' as business_named,
      exists (select from store_days group by day having sum(known_receipts + anonymous_receipts) > 0)
        or ${visitsAreIn} as purchases_in,
      exists (select from program_revisions where kind <> 'terms') as program_begun,
      exists (select from profiles where first_purchase_at is not null)
        or ${visitsAreIn} as customers_known,
      not exists (select from stores where name = code and archived_at is null) as stores_named,
      logo is not null as logo_set,
      default_margin_said or exists (select from margin_rates) as margin_set,
      (select count(*) from staff where ended_at is null) > 1 as staff_invited,
      exists (select from api_keys where revoked_at is null)
        or exists (select from tills where archived_at is null)
        or exists (select from connections where state <> 'ended') as source_connected
    from business`.execute(kysely)
  const steps = setUpSteps.map((key) => ({ key, done: rows[0]![key] }))
  return { done: steps.filter((step) => step.done).length, steps }
}
