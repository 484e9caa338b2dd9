import { z } from 'zod'
import { decodeCursor, encodeCursor, uuid } from '#contract/cursor.ts'
import type { customerList } from '#contract/endpoints/reports/parts.ts'
import type { Tx } from '#database/transaction.ts'
import type { CustomerView } from './customer-view.ts'
import type { Filters } from './filters.ts'
import type { Frame } from './frame.ts'
import { describeCustomers } from './named-customers.ts'
import { scanCustomers } from './scan-customers.ts'
import type { Wanted } from './wanted.ts'

export type CustomerList = z.output<typeof customerList>
export type PageQuery = { cursor?: string | undefined; limit: number }

const place = z.strictObject({ revenue: z.number(), days: z.number(), id: uuid })
type Place = z.output<typeof place>

/**
 * The customers a figure counts: the highest revenue first, of equals who was there most often. The same scan and the
 * same rule that made the figure choose them, so list and figure cannot differ.
 */
export async function listCustomers(
  tx: Tx,
  frame: Frame,
  wanted: Omit<Wanted, 'totals' | 'id'> & { filters: Filters },
  isMeant: (customer: CustomerView) => boolean,
  page: PageQuery,
): Promise<CustomerList> {
  const after = page.cursor === undefined ? null : decodeCursor(page.cursor, place)
  const best = new Best(page.limit + 1)
  let total = 0
  await scanCustomers(tx, { ...wanted, totals: true, id: true }, (customer) => {
    if (!isMeant(customer)) return
    total++
    const { revenue } = customer
    if (after && revenue > after.revenue) return
    if (!best.mayTake(revenue)) return
    const own = { revenue, days: customer.daysThere, id: customer.id() }
    if (!after || inOrder(after, own) < 0) best.take(own)
  })
  const places = best.inOrder()
  const shown = places.slice(0, page.limit)
  const items = await describeCustomers(
    tx,
    frame,
    wanted.filters,
    shown.map(({ id }) => id),
  )
  return {
    items,
    nextCursor: places.length > page.limit ? encodeCursor(shown.at(-1)!) : null,
    total,
  }
}

const inOrder = (a: Place, b: Place) =>
  b.revenue - a.revenue || b.days - a.days || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The first few places in order out of many that pass by. */
class Best {
  readonly #size: number
  #places: Place[] = []

  constructor(size: number) {
    this.#size = size
  }

  mayTake(revenue: number): boolean {
    return this.#places.length < this.#size || revenue >= this.#places.at(-1)!.revenue
  }

  take(place: Place): void {
    let at = this.#places.length
    while (at > 0 && inOrder(place, this.#places[at - 1]!) < 0) at--
    this.#places.splice(at, 0, place)
    if (this.#places.length > this.#size) this.#places.pop()
  }

  inOrder(): readonly Place[] {
    return this.#places
  }
}
