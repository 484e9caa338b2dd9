import { sql } from 'kysely'
import { copyBinary } from '#database/copy.ts'
import type { Tx } from '#database/transaction.ts'
import { CustomerView } from './customer-view.ts'
import { customerConditions } from './filters.ts'
import { addMonths } from './months.ts'
import { firstOf, leaveScanningToWorkers, monthsPer, type Wanted } from './wanted.ts'

/**
 * The quickest way past all customers, for reports that need no more than months. The database
 * packs the bitmaps of those who began in the same month into one byte string, in parallel; a row
 * per customer would cost more than reading them. A bitmap stands behind its length, which is
 * negative for customers without profit.
 */
export async function scanMonths(
  tx: Tx,
  wanted: Wanted,
  visit: (customer: CustomerView) => void,
): Promise<void> {
  const monthsPerUnit = monthsPer(wanted.every)
  const customer = new CustomerView()
  await leaveScanningToWorkers(tx)
  await copyBinary(tx, query(wanted), (row) => {
    const firstMonth = row.int2(0)
    customer.group = row.int4(1)
    const packed = row.bytes(2)
    for (let at = 0; at < packed.length; ) {
      // Signed, of 16 bits; Buffer's own reading would take as long as all the rest.
      const length = ((packed[at]! << 24) >> 16) | packed[at + 1]!
      const start = at + 2
      at = start + Math.abs(length)
      customer.clear()
      customer.profitable = length > 0
      addMonths(customer, firstMonth, packed, start, at, monthsPerUnit)
      visit(customer)
    }
  })
}

function query({ filters, group }: Wanted) {
  const conditions = [sql`first_month is not null`, ...customerConditions(filters, 'profiles')]
  return sql`
    select first_month, ${group ? firstOf(group, filters) : sql`0`} as grouped,
      string_agg(
        int2send((case when profiles.margin > 0 then length(months) else -length(months) end)::smallint)
          || months, ''
      )
    from profiles where ${sql.join(conditions, sql` and `)}
    group by first_month, grouped`
}
