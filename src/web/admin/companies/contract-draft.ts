import type { WireInput } from '#contract/endpoint.ts'
import type { addCompanyContract } from '#contract/endpoints/company-contracts.ts'
import type { noticeUnits, valuePeriods } from '#contract/language/company.ts'
import { amountText, readAmount, readCount } from '../writing/typed-numbers.ts'
import { type Contract, saidOrNone } from './company.ts'

/** A contract as it is typed. */
export type ContractDraft = {
  name: string
  reference: string
  startsOn: string
  endsOn: string
  renews: string
  notice: string
  noticeUnit: (typeof noticeUnits)[number]
  amount: string
  per: (typeof valuePeriods)[number]
  canceledTo: string
  note: string
}

export const contractDraft = (
  contract: Contract | null,
  currency: string,
  language: 'de' | 'en',
): ContractDraft => ({
  name: contract?.name ?? '',
  reference: contract?.reference ?? '',
  startsOn: contract?.startsOn ?? '',
  endsOn: contract?.endsOn ?? '',
  renews: contract?.renewsMonths?.toString() ?? '',
  notice: contract?.notice.count.toString() ?? '0',
  noticeUnit: contract?.notice.unit ?? 'months',
  amount: contract?.value ? amountText(contract.value.amount, currency, language) : '',
  per: contract?.value?.per ?? 'month',
  canceledTo: contract?.canceledTo ?? '',
  note: contract?.note ?? '',
})

export type ContractFault = 'name' | 'starts' | 'ends' | 'renews' | 'notice' | 'amount' | 'canceled'

/** What is wrong with it, by field. */
export function contractFaults(draft: ContractDraft, currency: string): Set<ContractFault> {
  const { startsOn, endsOn, renews, notice, amount, canceledTo } = draft
  const months = readCount(renews, 1)
  const said: Record<ContractFault, boolean> = {
    name: draft.name.trim() === '',
    starts: startsOn === '',
    ends: endsOn !== '' && endsOn < startsOn,
    renews: renews.trim() !== '' && (months === null || months > 120 || endsOn === ''),
    notice: (readCount(notice, 0) ?? 367) > 366,
    amount: amount.trim() !== '' && (readAmount(amount, currency) ?? -1) < 0,
    canceled: canceledTo !== '' && canceledTo < startsOn,
  }
  // The keys of the record are the faults.
  return new Set((Object.keys(said) as ContractFault[]).filter((fault) => said[fault]))
}

/** As the API takes it. */
export function contractBody(
  draft: ContractDraft,
  currency: string,
): WireInput<typeof addCompanyContract>['body'] {
  const amount = readAmount(draft.amount, currency)
  return {
    name: draft.name.trim(),
    reference: saidOrNone(draft.reference),
    startsOn: draft.startsOn,
    endsOn: saidOrNone(draft.endsOn),
    renewsMonths: readCount(draft.renews, 1),
    notice: { count: readCount(draft.notice, 0) ?? 0, unit: draft.noticeUnit },
    value: amount === null ? null : { amount, per: draft.per },
    canceledTo: saidOrNone(draft.canceledTo),
    note: saidOrNone(draft.note),
  }
}
