import type { Accounting } from './liability.ts'

export const numberNames = [
  'consultantNumber',
  'clientNumber',
  'yearBeginsIn',
  'accountDigits',
] as const

const accountNames = {
  deferral: ['liabilityAccount', 'revenueAccount', 'breakageAccount'],
  provision: ['provisionAccount', 'expenseAccount'],
} as const

export const partnerAccountNames = [
  'partnerAccount',
  'partnerExpenseAccount',
  'partnerRevenueAccount',
  'paymentAccount',
] as const

export type AccountName =
  | (typeof accountNames)[Accounting['method']][number]
  | (typeof partnerAccountNames)[number]

export type SaidName = (typeof numberNames)[number] | AccountName

/** The accounts a method books on. */
export const accountsOf = (method: Accounting['method']): readonly AccountName[] =>
  accountNames[method]

/** What a Buchungsstapel of the chosen method needs in any case. */
export const neededBy = ({ method }: Accounting): SaidName[] => [
  ...numberNames,
  ...accountsOf(method),
]

export const missingIn = (accounting: Accounting) =>
  neededBy(accounting).filter((name) => accounting[name] === null)
