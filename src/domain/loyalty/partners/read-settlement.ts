import type { PartnerSettlement } from '#contract/endpoints/partner-settlement.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { lookingAt } from '#domain/ledger/liability/close-months.ts'
import { type MonthRange, rangeOf } from '#domain/ledger/liability/range.ts'
import { type Frame, readFrame } from '#domain/ledger/liability/read-terms.ts'
import { dateText, monthOf, monthStart } from '#kernel/calendar.ts'
import { type Account, readAccounts, readPayments } from './payment-rows.ts'
import { readSettledLines } from './settled-rows.ts'
import { settlePartners } from './settlement.ts'

export type Wish = {
  partner?: string | undefined
  from?: number | undefined
  to?: number | undefined
}

/** A month is closed when those of the books are. */
export async function readPartnerSettlement(
  { database, clock }: Context,
  { partner, ...wish }: Wish,
): Promise<{ frame: Frame; settlement: PartnerSettlement }> {
  return await readOnly(database, async (tx) => {
    const frame = await readFrame(tx)
    const range = rangeOf(wish, monthOf(frame.zone.dayOf(clock.now())))
    const open = monthOf(frame.zone.dayOf(lookingAt({ clock })))
    const lines = await readSettledLines(tx, range, partner)
    const settled = settlePartners(lines, frame.money, (month) => month < open)
    const payments = await readPayments(tx, frame.money, { partner, ...daysOf(range) })
    const accounts = (await readAccounts(tx, partner)).map((one) => accountOf(one, frame.money))
    return { frame, settlement: { ...settled, payments, accounts } }
  })
}

const daysOf = ({ from, to }: MonthRange) => ({
  from: dateText(monthStart(from)),
  until: dateText(monthStart(to + 1)),
})

const accountOf = ({ partner, partnerName, ...sums }: Account, currency: string) => ({
  partner: { key: partner, name: partnerName },
  open: {
    amount: sums.businessOwes - sums.paidByBusiness - (sums.partnerOwes - sums.paidByPartner),
    currency,
  },
})
