import type { Tx } from '#database/transaction.ts'
import type { CustomerView } from './customer-view.ts'
import { choosesPurchases } from './filters.ts'
import { scanDayRows } from './scan-day-rows.ts'
import { scanMonths } from './scan-months.ts'
import { scanProfiles } from './scan-profiles.ts'
import { hasMonths, isWholeMonths, type Wanted } from './wanted.ts'

/**
 * Lets every customer with at least one matching purchase pass by once. Reports cost what
 * customers cost: the log is not read. Where a store, channel or category parts what a profile
 * only knows as a whole, the customer's days are read instead.
 */
export async function scanCustomers(
  tx: Tx,
  wanted: Wanted,
  visit: (customer: CustomerView) => void,
): Promise<void> {
  if (needsDayRows(wanted)) await scanDayRows(tx, wanted, visit)
  else if (needsMonthsAlone(wanted)) await scanMonths(tx, wanted, visit)
  else await scanProfiles(tx, wanted, visit)
}

function needsDayRows({ every, filters, totals, revenueByUnit }: Wanted): boolean {
  if (filters.categories) return true
  if (choosesPurchases(filters)) return Boolean(totals || revenueByUnit)
  return Boolean(revenueByUnit) && !isWholeMonths(every)
}

const needsMonthsAlone = ({ every, filters, days, revenueByUnit, totals, id }: Wanted) =>
  hasMonths(every, filters) && !(days || revenueByUnit || totals || id)
