import { sql } from 'kysely'
import { type Erasure, erasedKinds, keptKinds } from '#contract/endpoints/rights.ts'
import type { Tx } from '#database/transaction.ts'
import { type Mark, marksOf } from '#domain/customers/personal.ts'
import { exportRefusedRows } from '#domain/exchange/personal.ts'
import type { Seen } from '#domain/profile/see-customer.ts'
import { hindrancesOf } from './hindrances.ts'

type Counts = Record<(typeof erasedKinds)[number] | (typeof keptKinds)[number], number>

/** What an erasure would forget, what would stay, and what it has to wait for. */
export async function planErasure(
  tx: Tx,
  { customerId, memberIds }: Seen,
  now: Date,
): Promise<Omit<Erasure, 'erasedAt'>> {
  const marks = await marksOf(tx, memberIds)
  const counts = await countAll(tx, memberIds, marks)
  const listed = <Kind extends keyof Counts>(kinds: readonly Kind[]) =>
    kinds.map((kind) => ({ kind, count: counts[kind] })).filter(({ count }) => count > 0)
  return {
    customerId,
    people: memberIds.length,
    goes: listed(erasedKinds),
    stays: listed(keptKinds),
    revenue: await revenueOf(tx, customerId),
    points: await pointsOf(tx, customerId),
    waitsFor: await hindrancesOf(tx, memberIds, now),
  }
}

async function countAll(
  tx: Tx,
  memberIds: readonly string[],
  marks: readonly Mark[],
): Promise<Counts> {
  const own = sql`where customer_id = any(${memberIds}::uuid[])`
  const { rows } = await sql<Omit<Counts, 'refused_rows'>>`
    select
      (select count(name)::int from persons ${own}) as names,
      (select count(*)::int from identities ${own}) as identities,
      (select count(*)::int from persons, jsonb_object_keys(attributes) ${own})
        + (select count(birthday)::int from persons ${own}) as attributes,
      (select count(*)::int from customer_tags ${own}) as tags,
      (select count(*)::int from event_texts ${own}) as texts,
      (select count(*)::int from act_notes ${own}) as notes,
      (select count(*)::int from consent_proofs ${own}) as consent_proofs,
      (select count(*)::int from customer_vouchers ${own}) as voucher_codes,
      (select count(*)::int from referral_codes ${own}) as referral_codes,
      (select count(*)::int from carts ${own}) as carts,
      (select count(*)::int from deliveries where customer_ids && ${memberIds}::uuid[]) as deliveries,
      (select count(*)::int from audit_values ${own}) as changes,
      (select purchases from profiles where customer_id = ${memberIds[0]}) as purchases,
      (select count(*)::int from events ${own}) as events,
      (select count(distinct act_id)::int from ledger_acts ${own}) as point_acts,
      (select count(*)::int from reward_redemptions ${own})
        + (select count(*)::int from gift_hand_overs ${own})
        + (select count(*)::int from voucher_redemptions ${own}) as redemptions,
      (select count(*)::int from consent_receipts ${own}) as consents`.execute(tx)
  return { ...rows[0]!, refused_rows: (await exportRefusedRows(tx, marks)).length }
}

async function revenueOf(tx: Tx, customerId: string): Promise<Erasure['revenue']> {
  const { rows } = await sql<Erasure['revenue']>`
    select revenue as amount, currency from profiles cross join business
    where customer_id = ${customerId}`.execute(tx)
  return rows[0]!
}

/** As the books have them: after the last entry of each currency. */
async function pointsOf(tx: Tx, customerId: string): Promise<Erasure['points']> {
  const { rows } = await sql<Erasure['points'][number]>`
    select distinct on (currency) currency, name, balance_after as balance
    from ledger_entries join point_currencies using (currency)
    where customer_id = ${customerId}
    order by currency, position desc`.execute(tx)
  return rows
}
