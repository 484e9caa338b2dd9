import type { WireInput } from '#contract/endpoint.ts'
import type { agree } from '#contract/endpoints/partners.ts'
import { readAmount } from '../writing/typed-numbers.ts'

export const owing = ['business', 'partner', 'nobody'] as const

/** An agreement as it is typed; `partner` is empty where it is nobody's. */
export type AgreementDraft = {
  partner: string
  owes: (typeof owing)[number]
  amount: string
  from: string
}

type Agreed = WireInput<typeof agree>['body']['agreed']

export const isTermsFault = ({ partner, owes, amount }: AgreementDraft, currency: string) =>
  partner !== '' && owes !== 'nobody' && (readAmount(amount, currency) ?? 0) <= 0

/** As the API takes it. */
export function agreedOf({ partner, owes, amount }: AgreementDraft, currency: string): Agreed {
  if (partner === '') return null
  if (owes === 'nobody') return { partner, terms: { owes } }
  return { partner, terms: { owes, amount: readAmount(amount, currency) ?? 0 } }
}
