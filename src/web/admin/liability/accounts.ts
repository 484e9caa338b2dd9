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

export type AccountName = (typeof accountNames)[Accounting['method']][number]

/** The accounts a method books on. */
export const accountsOf = (method: Accounting['method']): readonly AccountName[] =>
  accountNames[method]

/** What a Buchungsstapel of the chosen method needs. */
export const neededBy = ({ method }: Accounting) => [...numberNames, ...accountsOf(method)]

export const missingIn = (accounting: Accounting) =>
  neededBy(accounting).filter((name) => accounting[name] === null)
