import type { FileReply } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { dateText, monthOf, monthStart } from '#kernel/calendar.ts'
import { conflict, malformed } from '#kernel/errors.ts'
import { currencyDecimals } from '#kernel/money.ts'
import { readAccountingSettings } from '../accounting-settings.ts'
import { lookingAt } from '../close-months.ts'
import { isWithin, type MonthRange, rangeOf } from '../range.ts'
import { type LiabilityBooks, readLiabilityBooks } from '../read-books.ts'
import { type Accounts, type Booking, bookingsOf } from './booking.ts'
import { completeSettings } from './complete-settings.ts'
import { writeBatch, yearStart } from './file.ts'
import { onAccounts, type ReadMovements } from './movement.ts'

/** Closed months as a file for DATEV; refused while something is missing or may still change. */
export async function exportDatev(
  { database, clock }: Context,
  wish: MonthRange,
  readMovements: ReadMovements,
): Promise<FileReply> {
  return await readOnly(database, async (tx) => {
    const books = await readLiabilityBooks(tx, clock.now())
    const { money: currency, zone } = books.frame
    const range = rangeOf(wish, books.current)
    const settings = await readAccountingSettings(tx)
    const movements = await readMovements(tx, range, zone)
    const { mandate, accounts } = completeSettings(settings, movements)
    refuseTwoYears(range, mandate.yearBeginsIn)
    refuseOpen(range, books, monthOf(zone.dayOf(lookingAt({ clock }))))
    refuseOtherDecimals(currency)
    const millis = clock.now().getTime()
    const madeAt = new Date(millis + zone.offsetMillis(millis))
    const bookings = [
      ...allBookings(books, range, accounts),
      ...movements.map((movement) => onAccounts(movement, settings)),
    ]
    return {
      contentType: 'text/csv; charset=windows-1252',
      fileName: `EXTF_Buchungsstapel_${nameOf(range)}.csv`,
      content: writeBatch({ mandate, bookings, ...range, currency, madeAt }),
    }
  })
}

const allBookings = (books: LiabilityBooks, range: MonthRange, accounts: Accounts): Booking[] =>
  books.currencies.flatMap(({ currency, months }) => {
    const { name } = books.known.get(currency)!
    return months.flatMap((month, index) => {
      const before = months[index - 1]
      const provisionBefore = before && before.terms.costRate !== null ? before.provision : null
      if (!isWithin(range, month.month)) return []
      return bookingsOf({ ...month, name, provisionBefore }, accounts)
    })
  })

/** A line says day and month only: its year is that of the business year. */
function refuseTwoYears({ from, to }: MonthRange, yearBeginsIn: number): void {
  if (yearStart(from, yearBeginsIn) === yearStart(to, yearBeginsIn)) return
  throw malformed('months_across_years', 'The months lie in two business years.', '/to')
}

function refuseOpen(range: MonthRange, { currencies }: LiabilityBooks, current: number): void {
  const open = currencies.some(({ months }) =>
    months.some(({ month, terms }) => isWithin(range, month) && !terms.closed),
  )
  if (!open && range.to < current) return
  throw conflict('month_open', 'A month that is not closed yet can still change.')
}

function refuseOtherDecimals(currency: string): void {
  if (currencyDecimals(currency) === 2) return
  throw conflict('datev_currency_unsupported', 'DATEV takes currencies with two decimal places.')
}

const nameOf = ({ from, to }: MonthRange) =>
  [...new Set([from, to])].map((month) => dateText(monthStart(month)).slice(0, 7)).join('_')
