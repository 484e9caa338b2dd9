import { sql } from 'kysely'
import type { PaidBy, PartnerPayment } from '#contract/endpoints/partner-settlement.ts'
import type { Tx } from '#database/transaction.ts'

type PaymentRow = Omit<PartnerPayment, 'amount' | 'partner'> & {
  amount: number
  partner: string
  partnerName: string
}

/** Payments that were not taken back, the latest day first; of one partner where it is named. */
export async function readPayments(
  tx: Tx,
  money: string,
  of: { partner?: string | undefined; id?: string; from?: string; until?: string },
): Promise<PartnerPayment[]> {
  const { rows } = await sql<PaymentRow>`
    select payment_id as id, partner, partners.content ->> 'name' as "partnerName",
      paid_by as "paidBy", amount, paid_on::text as "paidOn", reference, recorded_at as "recordedAt"
    from partner_payments as paid join partners using (partner)
    where times = 1
      and not exists (select from partner_payments as back where back.cancels = paid.payment_id)
      and (${of.partner ?? null}::text is null or partner = ${of.partner ?? null})
      and (${of.id ?? null}::uuid is null or payment_id = ${of.id ?? null}::uuid)
      and (${of.from ?? null}::date is null or paid_on >= ${of.from ?? null}::date)
      and (${of.until ?? null}::date is null or paid_on < ${of.until ?? null}::date)
    order by paid_on desc, payment_id desc`.execute(tx)
  return rows.map(({ partner, partnerName, amount, ...row }) => ({
    ...row,
    partner: { key: partner, name: partnerName },
    amount: { amount, currency: money },
  }))
}

export type Account = {
  partner: string
  partnerName: string
  businessOwes: number
  partnerOwes: number
  paidByBusiness: number
  paidByPartner: number
}

/** What was ever owed and paid between us and each partner. */
export async function readAccounts(tx: Tx, partner: string | undefined): Promise<Account[]> {
  const { rows } = await sql<Account>`
    with owed as (
      select partner, owes, sum(times * amount)::bigint as sum
      from reward_redemptions join reward_agreements using (agreement_id)
      group by partner, owes
    ), paid as (
      select partner, paid_by, sum(times * amount)::bigint as sum
      from partner_payments group by partner, paid_by
    )
    select partner, content ->> 'name' as "partnerName",
      ${sumOf('owed', 'owes', 'business')} as "businessOwes",
      ${sumOf('owed', 'owes', 'partner')} as "partnerOwes",
      ${sumOf('paid', 'paid_by', 'business')} as "paidByBusiness",
      ${sumOf('paid', 'paid_by', 'partner')} as "paidByPartner"
    from partners
    where (${partner ?? null}::text is null or partner = ${partner ?? null})
      and (partner in (select partner from owed) or partner in (select partner from paid))
    order by lower(content ->> 'name'), partner`.execute(tx)
  return rows
}

const sumOf = (table: 'owed' | 'paid', column: 'owes' | 'paid_by', who: PaidBy) => sql`
  coalesce((select sum from ${sql.table(table)}
    where ${sql.ref(table)}.partner = partners.partner and ${sql.ref(column)} = ${who}), 0)`

/** A payment, or that one was none. */
export type RecordedPayment = {
  partnerName: string
  paidBy: PaidBy
  /** Minor units. */
  amount: number
  /** -1: the payment was none. */
  times: 1 | -1
  paidOn: string
  reference: string
  recordedAt: Date
}

/** What was taken down in some time, payments that were taken back included. */
export async function readRecordedPayments(
  tx: Tx,
  from: Date,
  until: Date,
): Promise<RecordedPayment[]> {
  const { rows } = await sql<RecordedPayment>`
    select content ->> 'name' as "partnerName", paid_by as "paidBy", amount, times,
      paid_on::text as "paidOn", reference, recorded_at as "recordedAt"
    from partner_payments join partners using (partner)
    where recorded_at >= ${from} and recorded_at < ${until}
    order by recorded_at, payment_id`.execute(tx)
  return rows
}
