import type { PartnerSettlement } from '#contract/endpoints/partner-settlement.ts'
import type { PartnerTerms } from '#contract/language/partner.ts'
import { termsOf } from './agreement-rows.ts'

/** Redemptions of one reward in one month that were agreed alike. */
export type SettledLine = {
  month: number
  partner: string
  partnerName: string
  reward: string
  rewardName: string
  owes: PartnerTerms['owes']
  /** Minor units for each. */
  amount: number
  redemptions: number
  givenBack: number
}

type Owed = { redemptions: number; givenBack: number; business: number; partner: number }

/** What each line comes to, and each partner in all. */
export function settlePartners(
  lines: readonly SettledLine[],
  money: string,
  isClosed: (month: number) => boolean,
): Pick<PartnerSettlement, 'items' | 'balances'> {
  const view = ({ redemptions, givenBack, business, partner }: Owed) => ({
    ...{ redemptions, givenBack },
    businessOwes: { amount: business, currency: money },
    partnerOwes: { amount: partner, currency: money },
  })
  const partners = Map.groupBy(lines, ({ partner }) => partner)
  return {
    items: lines.map((line) => ({
      ...{ month: line.month, closed: isClosed(line.month), partner: partnerOf(line) },
      reward: { key: line.reward, name: line.rewardName },
      terms: termsOf(line.owes, line.amount),
      ...view(owedFor(line)),
    })),
    balances: [...partners.values()].map((own) => ({
      partner: partnerOf(own[0]!),
      ...view(own.map(owedFor).reduce(added)),
    })),
  }
}

const partnerOf = ({ partner, partnerName }: SettledLine) => ({ key: partner, name: partnerName })

/** What a line comes to, for whoever owes it. */
export function owedFor({ owes, amount, redemptions, givenBack }: SettledLine): Owed {
  const sum = (redemptions - givenBack) * amount
  return {
    ...{ redemptions, givenBack },
    business: owes === 'business' ? sum : 0,
    partner: owes === 'partner' ? sum : 0,
  }
}

const added = (a: Owed, b: Owed): Owed => ({
  redemptions: a.redemptions + b.redemptions,
  givenBack: a.givenBack + b.givenBack,
  business: a.business + b.business,
  partner: a.partner + b.partner,
})
