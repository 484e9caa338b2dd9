import type { WireReply } from '#contract/endpoint.ts'
import type {
  listLiabilityMonths,
  readAccounting,
  readLiability,
  readStoreSettlement,
} from '#contract/endpoints/liability.ts'

export type Liability = WireReply<typeof readLiability>
export type CurrencyWorth = Liability['currencies'][number]
export type BookOfMonth = WireReply<typeof listLiabilityMonths>['items'][number]
export type Settlement = WireReply<typeof readStoreSettlement>
export type Accounting = WireReply<typeof readAccounting>

/** The day that stands for a month, as formats of dates take it. */
export const firstDayOf = (month: string) => `${month}-01`
