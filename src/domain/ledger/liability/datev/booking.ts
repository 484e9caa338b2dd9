import type { AccountingSettings } from '#contract/endpoints/liability.ts'
import { dateText, monthStart } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/errors.ts'
import type { BookOfMonth } from '../keep-books.ts'

/** One line of a Buchungsstapel. */
export type Booking = {
  /** Minor units, more than nothing. */
  amount: number
  /** Of `account`: debit (Soll) or credit (Haben). */
  side: 'S' | 'H'
  account: string
  contra: string
  /** Day number. */
  day: number
  reference: string
  text: string
}

type Known<Name extends keyof AccountingSettings> = {
  [Key in Name]: NonNullable<AccountingSettings[Key]>
}

/** What every Buchungsstapel needs to know. */
export type Mandate = Known<'consultantNumber' | 'clientNumber' | 'yearBeginsIn' | 'accountDigits'>

export type Accounts =
  | ({ method: 'deferral' } & Known<'liabilityAccount' | 'revenueAccount' | 'breakageAccount'>)
  | ({ method: 'provision' } & Known<'provisionAccount' | 'expenseAccount'>)

type Month = Pick<BookOfMonth, 'month' | 'revenue' | 'provision'> & {
  /** What was said of the cost of a redemption; null: nothing, so no provision is booked. */
  terms: Pick<BookOfMonth['terms'], 'costRate'>
  /** Of the point currency. */
  name: string
  /** At the end of the month before; null: none was booked. */
  provisionBefore: number | null
}

/** What a month of one point currency brings into the books of the business. */
export function bookingsOf(month: Month, accounts: Accounts): Booking[] {
  switch (accounts.method) {
    case 'deferral': {
      const { liabilityAccount, revenueAccount, breakageAccount } = accounts
      const { allocated, redeemed, breakage } = month.revenue
      return [
        ...book(month, 'Punkte vergeben', allocated, revenueAccount, liabilityAccount),
        ...book(month, 'Punkte eingelöst', redeemed, liabilityAccount, revenueAccount),
        ...book(month, 'Punkte ohne Einlösung', breakage, liabilityAccount, breakageAccount),
      ]
    }
    case 'provision': {
      const { provisionAccount, expenseAccount } = accounts
      const change = provisionOf(month) - (month.provisionBefore ?? 0)
      return book(month, 'Rückstellung für Punkte', change, expenseAccount, provisionAccount)
    }
  }
}

/** The pages reckon with the value until a cost is said; the books of the business do not. */
function provisionOf({ provision, terms }: Month): number {
  if (terms.costRate !== null) return provision
  const message = 'A provision needs the cost of a redemption: nobody has said it for these months.'
  throw new Refusal('conflict', 'cost_rate_missing', message)
}

/** A negative amount is the same booking turned around. */
export const sided = (amount: number): Pick<Booking, 'amount' | 'side'> => ({
  amount: Math.abs(amount),
  side: amount > 0 ? 'S' : 'H',
})

/** Nothing is no booking. */
function book(
  { month, name }: Month,
  what: string,
  amount: number,
  account: string,
  contra: string,
): Booking[] {
  if (amount === 0) return []
  const text = dateText(monthStart(month)).slice(0, 7)
  return [
    {
      ...sided(amount),
      ...{ account, contra },
      day: monthStart(month + 1) - 1,
      reference: `PUNKTE-${text}`,
      text: `${what} ${text.slice(5)}/${text.slice(0, 4)} (${name})`,
    },
  ]
}
