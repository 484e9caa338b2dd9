import { sql } from 'kysely'
import {
  type PartnerPayment,
  type PaymentInput,
  partnerPaymentsMax,
} from '#contract/endpoints/partner-settlement.ts'
import { type Caller, callerKey } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { type Tx, transaction } from '#database/transaction.ts'
import { readFrame } from '#domain/ledger/liability/read-terms.ts'
import { dateText } from '#kernel/calendar.ts'
import { conflict, malformed, notFound } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { readPayments } from './payment-rows.ts'

/** Takes down that a partner was paid, or paid us. It changes what is open, and nothing else. */
export async function recordPayment(
  { database, clock }: Context,
  partner: string,
  { paidBy, amount, paidOn, reference }: PaymentInput,
  by: Caller,
): Promise<PartnerPayment> {
  const now = clock.now()
  return await transaction(database, async (tx) => {
    const { zone, money } = await readFrame(tx)
    const today = dateText(zone.dayOf(now))
    if ((paidOn ?? today) > today) {
      throw malformed('payment_in_future', 'Nobody has paid this yet.', '/paidOn')
    }
    await holdPartner(tx, partner)
    const id = newId()
    await sql`
      insert into partner_payments (payment_id, partner, paid_by, amount, paid_on, reference, times,
        recorded_at, recorded_by)
      values (${id}, ${partner}, ${paidBy}, ${amount}, ${paidOn ?? today}, ${reference}, 1, ${now},
        ${callerKey(by) ?? ''})`.execute(tx)
    const [payment] = await readPayments(tx, money, { id })
    return payment!
  })
}

/** Says that a payment was none. @throws Refusal where there is none, or it was taken back before */
export async function cancelPayment(
  { database, clock }: Context,
  id: string,
  by: Caller,
): Promise<void> {
  const now = clock.now()
  await transaction(database, async (tx) => {
    const { rows } = await sql`
      insert into partner_payments (payment_id, partner, paid_by, amount, paid_on, reference, times,
        cancels, recorded_at, recorded_by)
      select ${newId()}, partner, paid_by, amount, paid_on, reference, -1, payment_id, ${now},
        ${callerKey(by) ?? ''}
      from partner_payments where payment_id = ${id} and times = 1
      on conflict (cancels) do nothing
      returning payment_id`.execute(tx)
    if (rows.length === 0) throw notFound('payment')
  })
}

async function holdPartner(tx: Tx, partner: string): Promise<void> {
  const { rows } = await sql`
    select from partners where partner = ${partner} for no key update`.execute(tx)
  if (rows.length === 0) throw notFound('partner')
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from partner_payments where partner = ${partner}`.execute(tx)
  if (counted[0]!.count < partnerPaymentsMax) return
  throw conflict('payments_too_many', `There can be ${partnerPaymentsMax} payments of a partner.`)
}
