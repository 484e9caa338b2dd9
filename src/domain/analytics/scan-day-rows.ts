import { sql } from 'kysely'
import type { BinaryRow } from '#database/binary-row.ts'
import { copyBinary } from '#database/copy.ts'
import type { Tx } from '#database/transaction.ts'
import { uuidText } from '#kernel/ids.ts'
import { CustomerView } from './customer-view.ts'
import {
  countedColumn,
  customerConditions,
  dayRowConditions,
  visitDays,
  visitsCount,
  whereAll,
} from './filters.ts'
import { firstOf, unitsOfDays, type Wanted } from './wanted.ts'

/** Reads customer_days in order of customer and day, and folds each customer's rows. */
export async function scanDayRows(
  tx: Tx,
  wanted: Wanted,
  visit: (customer: CustomerView) => void,
): Promise<void> {
  const fold = new CustomerFold(wanted, visit)
  await copyBinary(tx, query(wanted), (row) => fold.take(row))
  fold.close()
}

const field = {
  customerId: 0,
  day: 1,
  store: 2,
  purchases: 3,
  sales: 4,
  returned: 5,
  margin: 6,
  there: 7,
  group: 8,
  profitable: 9,
}

class CustomerFold {
  readonly #customer = new CustomerView()
  readonly #visit: (customer: CustomerView) => void
  readonly #unitByDay: Int32Array
  readonly #joined: boolean
  readonly #id = Buffer.alloc(16)
  #begun = false
  #lastPurchaseDay = -1

  constructor(wanted: Wanted, visit: (customer: CustomerView) => void) {
    this.#visit = visit
    this.#unitByDay = unitsOfDays(wanted.every)
    this.#joined = needsProfile(wanted)
    this.#customer.id = () => uuidText(this.#id.toString('hex'))
  }

  take(row: BinaryRow): void {
    const start = row.starts[field.customerId]!
    if (!this.#begun || this.#id.compare(row.buffer, start, start + 16) !== 0) this.#begin(row)
    const customer = this.#customer
    const day = row.int4(field.day)
    const purchases = row.int4(field.purchases)
    const sales = row.int8(field.sales)
    const revenue = sales - row.int8(field.returned)
    if (row.boolean(field.there)) {
      customer.addUnit(this.#unitByDay[day]!)
      customer.addDay(day, row.int2(field.store))
    }
    if (purchases > 0 && day !== this.#lastPurchaseDay) {
      customer.purchaseDays++
      this.#lastPurchaseDay = day
    }
    customer.addRevenue(this.#unitByDay[day]!, revenue)
    customer.purchases += purchases
    customer.sales += sales
    customer.revenue += revenue
    customer.margin += row.int8(field.margin)
  }

  #begin(row: BinaryRow): void {
    this.close()
    this.#begun = true
    this.#lastPurchaseDay = -1
    this.#customer.clear()
    const start = row.starts[field.customerId]!
    row.buffer.copy(this.#id, 0, start, start + 16)
    if (!this.#joined) return
    this.#customer.group = row.int4(field.group)
    this.#customer.profitable = row.boolean(field.profitable)
  }

  /** Lets the customer gathered so far pass by, if any of their purchases matched. */
  close(): void {
    if (this.#begun && this.#customer.unitCount > 0) this.#visit(this.#customer)
  }
}

const needsProfile = ({ group, profitable }: Wanted) => Boolean(group || profitable)

/** With several categories chosen, a purchase that holds two of them counts with each. */
function query(wanted: Wanted) {
  const { filters, group } = wanted
  const counted = countedColumn(filters)
  const where = whereAll([
    ...dayRowConditions(filters),
    ...customerConditions(filters, 'customer_days'),
  ])
  const bought = sql`
    select customer_id, day - date '1970-01-01' as day, store_number,
      sum(${counted})::integer as purchases, sum(sales)::bigint as sales,
      sum(returned)::bigint as returned, sum(margin)::bigint as margin,
      sum(${counted}) > 0 as there
    from customer_days ${where}
    group by customer_id, day, store_number`
  const days = visitsCount(filters)
    ? sql`
      select customer_id, day, store_number, sum(purchases)::integer as purchases,
        sum(sales)::bigint as sales, sum(returned)::bigint as returned,
        sum(margin)::bigint as margin, bool_or(there) as there
      from (
        ${bought}
        union all
        select customer_id, day, store_number, 0, 0, 0, 0, true from ${visitDays(filters)}
      ) as known
      group by customer_id, day, store_number`
    : bought
  if (!needsProfile(wanted)) return sql`${days} order by customer_id, day, store_number`
  return sql`
    select days.*, ${group ? firstOf(group, filters) : sql`0`} as grouped, profiles.margin > 0 as profitable
    from (${days}) as days join profiles using (customer_id)
    order by customer_id, day, store_number`
}
