import type { AccountingSettings } from '#contract/endpoints/liability.ts'
import type { Tx } from '#database/transaction.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import type { MonthRange } from '../range.ts'
import type { Booking } from './booking.ts'

/** The accounts of what partners and we owe and pay each other. */
export type PartnerAccount =
  | 'partnerAccount'
  | 'partnerExpenseAccount'
  | 'partnerRevenueAccount'
  | 'paymentAccount'

/** A booking by the names of its accounts: their numbers are the adviser's to say. */
export type Movement = Omit<Booking, 'account' | 'contra'> & {
  account: PartnerAccount
  contra: PartnerAccount
}

/** What other rooms have to book in some months; that of a month that is over stays as it is. */
export type ReadMovements = (tx: Tx, months: MonthRange, zone: TimeZone) => Promise<Movement[]>

export function onAccounts(movement: Movement, settings: AccountingSettings): Booking {
  const [account, contra] = [settings[movement.account], settings[movement.contra]]
  if (account === null || contra === null) throw new Error('an account nobody said was let through')
  return { ...movement, account, contra }
}
