import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

export type KnownDelivery = {
  entryId: string
  kind: 'visit' | 'redemption' | 'gift' | 'enrollment' | 'undo'
  hash: Buffer
  outcome: 'done' | 'conflict' | 'undone'
  happenedAt: Date
  day: number
  customerId: string | null
  targetId: string | null
  undoes: string | null
}

const columns = sql`
  entry_id as "entryId", kind, content_hash as hash, outcome, happened_at as "happenedAt", day,
  customer_id as "customerId", target_id as "targetId", undoes`

export async function findDelivery(
  tx: Tx,
  deviceId: string,
  entryId: string,
): Promise<KnownDelivery | null> {
  const { rows } = await sql<KnownDelivery>`
    select ${columns} from pos_deliveries
    where device_id = ${deviceId} and entry_id = ${entryId}`.execute(tx)
  return rows[0] ?? null
}

/** When an entry was taken back that comes only now. */
export async function findUndoing(tx: Tx, deviceId: string, entryId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select happened_at as at from pos_deliveries
    where device_id = ${deviceId} and undoes = ${entryId} and outcome = 'done'
    order by happened_at limit 1`.execute(tx)
  return rows[0]?.at ?? null
}

/** Writes it down for good; of a conflict that was decided also what became of it. */
export async function noteDelivery(
  tx: Tx,
  deviceId: string,
  delivery: KnownDelivery,
  now: Date,
): Promise<void> {
  const { entryId, kind, hash, outcome, happenedAt, day, customerId, targetId, undoes } = delivery
  await sql`
    insert into pos_deliveries (device_id, entry_id, kind, content_hash, outcome, happened_at,
      delivered_at, day, customer_id, target_id, undoes)
    values (${deviceId}, ${entryId}, ${kind}, ${hash}, ${outcome}, ${happenedAt}, ${now}, ${day},
      ${customerId}, ${targetId}, ${undoes})
    on conflict (device_id, entry_id) do update
    set outcome = excluded.outcome, customer_id = excluded.customer_id,
      target_id = excluded.target_id`.execute(tx)
}

/** What a device redeemed on a day, in all and for one card. */
export async function countRedeemed(
  tx: Tx,
  deviceId: string,
  day: number,
  memberIds: readonly string[],
): Promise<{ today: number; todayByCard: number }> {
  const { rows } = await sql<{ today: number; todayByCard: number }>`
    select count(*)::integer as today,
      (count(*) filter (where customer_id = any(${memberIds}::uuid[])))::integer as "todayByCard"
    from pos_deliveries
    where device_id = ${deviceId} and day = ${day} and kind = 'redemption'
      and outcome in ('done', 'undone') and target_id is not null`.execute(tx)
  return rows[0]!
}
