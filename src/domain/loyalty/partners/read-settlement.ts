import { sql } from 'kysely'
import type { PartnerSettlement } from '#contract/endpoints/partner-settlement.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { lookingAt } from '#domain/ledger/liability/close-months.ts'
import { type MonthRange, rangeOf } from '#domain/ledger/liability/range.ts'
import { type Frame, readFrame } from '#domain/ledger/liability/read-terms.ts'
import { dateText, monthOf, monthStart } from '#kernel/calendar.ts'
import { type Account, readAccounts, readPayments } from './payment-rows.ts'
import { type SettledLine, settlePartners } from './settlement.ts'

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
    const lines = await readLines(tx, range, partner)
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

async function readLines(
  tx: Tx,
  { from, to }: MonthRange,
  partner: string | undefined,
): Promise<SettledLine[]> {
  const { rows } = await sql<SettledLine>`
    with settled as (
      select month, agreement_id, count(*) filter (where times = 1) as redemptions,
        count(*) filter (where times = -1) as given_back
      from reward_redemptions
      where agreement_id is not null and month between ${from} and ${to}
      group by month, agreement_id
    ), alike as (
      select month, partner, reward, owes, amount, sum(redemptions)::bigint as redemptions,
        sum(given_back)::bigint as given_back
      from settled join reward_agreements using (agreement_id)
      where ${partner ?? null}::text is null or partner = ${partner ?? null}
      group by month, partner, reward, owes, amount
    )
    select month, partner, partners.content ->> 'name' as "partnerName", reward,
      reward_revisions.content ->> 'name' as "rewardName", owes, amount, redemptions,
      given_back as "givenBack"
    from alike
    join partners using (partner)
    join rewards using (reward)
    join reward_revisions using (reward, revision)
    order by month, lower(partners.content ->> 'name'), partner, reward, owes, amount`.execute(tx)
  return rows
}
