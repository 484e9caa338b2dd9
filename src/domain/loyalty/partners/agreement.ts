import type { Agreement } from '#contract/endpoints/partners.ts'
import type { PartnerTerms } from '#contract/language/partner.ts'

/** Whose a reward is from a day on; `partner` is null where it is nobody's. */
export type Said = {
  id: string
  reward: string
  revision: number
  validFrom: string
  partner: { key: string; name: string } | null
  terms: PartnerTerms | null
  recordedAt: Date
}

export type Stated = Said & { state: Agreement['state'] }

/** Of one reward: the one that began last holds, of several of one day the one said last. */
export function stateAgreements(all: readonly Said[], today: string): Stated[] {
  const ordered = all.toSorted(byDay)
  const holds = ordered.find(({ validFrom }) => validFrom <= today)
  const isReplaced = ({ validFrom }: Said, index: number) =>
    ordered[index - 1]?.validFrom === validFrom
  return ordered.map((one, index) => ({
    ...one,
    state:
      one === holds
        ? 'in_force'
        : one.validFrom > today && !isReplaced(one, index)
          ? 'planned'
          : 'past',
  }))
}

/** The last day first. */
const byDay = (a: Said, b: Said) =>
  a.validFrom === b.validFrom ? b.revision - a.revision : a.validFrom < b.validFrom ? 1 : -1

/** Minor units for each redemption. */
export const eachOf = (terms: PartnerTerms): number => (terms.owes === 'nobody' ? 0 : terms.amount)
