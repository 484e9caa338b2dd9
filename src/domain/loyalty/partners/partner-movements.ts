import { sided } from '#domain/ledger/liability/datev/booking.ts'
import type { Movement, ReadMovements } from '#domain/ledger/liability/datev/movement.ts'
import { dateText, dayNumber, monthOf, monthStart } from '#kernel/calendar.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { type RecordedPayment, readRecordedPayments } from './payment-rows.ts'
import { readSettledLines } from './settled-rows.ts'
import { owedFor, type SettledLine } from './settlement.ts'

/** What partners and we owe and pay each other, for the file the adviser gets. */
export const readPartnerMovements: ReadMovements = async (tx, { from, to }, zone) => {
  const lines = await readSettledLines(tx, { from, to })
  const begin = zone.startOf(monthStart(from))
  const payments = await readRecordedPayments(tx, begin, zone.startOf(monthStart(to + 1)))
  return [...owedMovements(lines), ...payments.map((payment) => paidMovement(payment, zone))]
}

/** Of each partner and month, on its last day: what we owe them, and what they owe us. */
export function owedMovements(lines: readonly SettledLine[]): Movement[] {
  const alike = Map.groupBy(lines, ({ month, partner }) => `${month} ${partner}`)
  return [...alike.values()].flatMap((own) => {
    const { month, partnerName } = own[0]!
    const owed = own.map(owedFor)
    const day = monthStart(month + 1) - 1
    const what = `${dateText(day).slice(5, 7)}/${dateText(day).slice(0, 4)} (${partnerName})`
    const owing = (amount: number) => ({ ...sided(amount), day, reference: referenceOf(day) })
    const both: Movement[] = [
      {
        ...owing(owed.reduce((sum, { business }) => sum + business, 0)),
        ...{ account: 'partnerExpenseAccount', contra: 'partnerAccount' },
        text: `Prämien von Partnern ${what}`,
      },
      {
        ...owing(owed.reduce((sum, { partner }) => sum + partner, 0)),
        ...{ account: 'partnerAccount', contra: 'partnerRevenueAccount' },
        text: `Beitrag von Partnern ${what}`,
      },
    ]
    return both.filter(({ amount }) => amount > 0)
  })
}

/**
 * Booked in the month in which it was recorded, since the file of an earlier one may have been sent:
 * on the day it was paid where that lies in it. What was recorded by mistake is turned around on the
 * day that was said.
 */
export function paidMovement(payment: RecordedPayment, zone: TimeZone): Movement {
  const { paidBy, amount, times, partnerName, reference } = payment
  const recordedOn = zone.dayOf(payment.recordedAt)
  const paidOn = dayNumber(payment.paidOn)
  const isOnTime = times === 1 && monthOf(paidOn) === monthOf(recordedOn)
  const day = isOnTime ? paidOn : recordedOn
  const what = paidBy === 'business' ? 'Zahlung an Partner' : 'Zahlung vom Partner'
  const text = `${times === 1 ? '' : 'Storno: '}${what} (${partnerName})`
  return {
    ...sided(amount * times),
    ...(paidBy === 'business'
      ? ({ account: 'partnerAccount', contra: 'paymentAccount' } as const)
      : ({ account: 'paymentAccount', contra: 'partnerAccount' } as const)),
    ...{ day, reference: referenceOf(day) },
    text: reference === '' ? text : `${text} ${reference}`,
  }
}

const referenceOf = (day: number) => `PARTNER-${dateText(day).slice(0, 7)}`
