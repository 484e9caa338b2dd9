import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import type { Returned } from './give-back.ts'

const eventsPerRound = 2_000

/** A redemption whose purchase, or a return of it, the log has spoken of. */
export type Concerned = Returned & { redemptionId: string; voucherId: string }

/**
 * Reads on in the log, past what is still being written, and names the redemptions whose purchases
 * it speaks of, with what was returned of those by now.
 * @returns `more` where the log goes on
 */
export async function readReturned(tx: Tx): Promise<{ concerned: Concerned[]; more: boolean }> {
  const { rows } = await sql<{ redeemed: boolean }>`
    select exists (
      select from voucher_redemptions where purchase_external_id is not null
    ) as redeemed
    from voucher_returns_read for update`.execute(tx)
  if (!rows[0]?.redeemed) {
    await skipToNow(tx)
    return { concerned: [], more: false }
  }
  return await readOn(tx)
}

async function skipToNow(tx: Tx) {
  await sql`
    update voucher_returns_read
    set xid = pg_snapshot_xmin(pg_current_snapshot()), position = 0
    where xid < pg_snapshot_xmin(pg_current_snapshot())`.execute(tx)
}

/** A row that ended another one names no purchase itself; those of its key before it did. */
async function readOn(tx: Tx): Promise<{ concerned: Concerned[]; more: boolean }> {
  const { rows } = await sql<{ concerned: Concerned[] | null; read: number }>`
    with next as materialized (
      select events.xid, events.position, customer_id, type, source, external_id
      from events, voucher_returns_read as done
      where (events.xid, events.position) > (done.xid, done.position)
        and events.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by events.xid, events.position
      limit ${eventsPerRound}
    ), moved as (
      update voucher_returns_read set xid = last.xid, position = last.position
      from (select xid, position from next order by xid desc, position desc limit 1) as last
    ), spoken_of as (
      select source, external_id from next where type <> 'return'
      union
      select said.payload -> 'purchase' ->> 'source', said.payload -> 'purchase' ->> 'externalId'
      from next join events as said using (customer_id, source, external_id)
      where next.type in ('return', 'superseded', 'import_taken_back')
        and said.type = 'return' and said.payload ? 'purchase'
    ), redeemed as (
      select redemption_id, voucher_id, source, external_id
      from spoken_of join voucher_redemptions
        on purchase_external_id = external_id and purchase_source = source
      where reverses is null
    ), bought as (
      select redemption_id, voucher_id, redeemed.source, redeemed.external_id,
        events.customer_id, amount as paid
      from redeemed
      join event_keys on event_keys.source = redeemed.source
        and event_keys.external_id = redeemed.external_id
      join events on events.customer_id = event_keys.customer_id
        and events.event_id = event_keys.event_id and events.type = 'purchase'
    ), concerned as (
      select redemption_id, voucher_id, paid, back.returned, back.returns
      from bought cross join lateral (
        select coalesce(sum(abs(amount)), 0) as returned, count(*) as returns
        from events as said
        join event_keys as current
          on current.source = said.source and current.external_id = said.external_id
          and current.event_id = said.event_id
        where said.customer_id = bought.customer_id and said.type = 'return'
          and said.payload -> 'purchase' ->> 'externalId' = bought.external_id
          and said.payload -> 'purchase' ->> 'source' = bought.source
      ) as back
    )
    select (
        select json_agg(json_build_object('redemptionId', redemption_id, 'voucherId', voucher_id,
          'paid', paid, 'returned', returned, 'returns', returns) order by voucher_id, redemption_id)
        from concerned
      ) as concerned,
      (select count(*) from next) as read`.execute(tx)
  const { concerned, read } = rows[0]!
  return { concerned: concerned ?? [], more: read === eventsPerRound }
}
