import { sql } from 'kysely'
import type { Erasure } from '#contract/endpoints/rights.ts'
import type { Tx } from '#database/transaction.ts'
import { runningImports } from '#domain/exchange/personal.ts'

type Hindrance = Erasure['waitsFor'][number]

/** Reservations that a checkout still relies on, and files being counted, which may name anybody. */
export async function hindrancesOf(
  tx: Tx,
  memberIds: readonly string[],
  now: Date,
): Promise<Hindrance[]> {
  const { rows } = await sql<Hindrance>`
    with own as (select unnest(${memberIds}::uuid[]) as customer_id),
    point_holds as (
      select to_timestamp((hold ->> 'until')::bigint / 1000.0) as until
      from own join ledger_accounts using (customer_id), json_array_elements(state -> 'holds') as hold
    )
    select 'point_hold' as kind, max(until) as until from point_holds
    where until > ${now} having count(*) > 0
    union all
    select 'voucher_hold', max(expires_at) from own join voucher_holds using (customer_id)
    where status = 'open' and expires_at > ${now} having count(*) > 0
    union all
    select 'cart', max(expires_at) from own join carts using (customer_id)
    where status = 'open' and expires_at > ${now} having count(*) > 0`.execute(tx)
  const running = await runningImports(tx)
  return running > 0 ? [...rows, { kind: 'import_running', until: null }] : rows
}
