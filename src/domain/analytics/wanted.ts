import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'
import { firstPlaceThere } from '#domain/profile/presence.ts'
import { type CalendarUnit, unitOf } from '#kernel/calendar.ts'
import { choosesPurchases, type Filters } from './filters.ts'
import type { Group } from './groups.ts'

/** What a report needs of each customer. The less it asks for, the quicker it is. */
export type Wanted = {
  every: CalendarUnit
  filters: Filters
  /** Fill `days` and `stores`. */
  days?: boolean
  /** Fill revenue by unit. */
  revenueByUnit?: boolean
  /** Fill purchases, purchase days, revenue, sales and margin of the matching purchases. */
  totals?: boolean
  /** Fill `profitable`. */
  profitable?: boolean
  /** Fill `group`. */
  group?: Group | undefined
  /** Let `id` be read. */
  id?: boolean
}

export const isWholeMonths = (every: CalendarUnit) =>
  every === 'month' || every === 'quarter' || every === 'year'

/** Whether the bitmap of months says when a customer was there: it holds months with a purchase. */
export const hasMonths = (every: CalendarUnit, filters: Filters) =>
  isWholeMonths(every) && !choosesPurchases(filters) && filters.presence === 'purchases'

/** Months per unit, for units that are whole months. */
export const monthsPer = (every: CalendarUnit) =>
  every === 'year' ? 12 : every === 'quarter' ? 3 : 1

/** A column of a query on `profiles` that says where a customer began. A visit has no category. */
export function firstOf(group: Group, { presence }: Filters): RawBuilder<unknown> {
  return group === 'category'
    ? sql`coalesce(profiles.first_category, 0)`
    : firstPlaceThere(presence, group)
}

/** Days, stores and channels of a profile are unsigned 16 bit numbers. */
export const numbersMax = 65_536

const unitTables = new Map<CalendarUnit, Int32Array>()

/** The unit of every day a profile can hold: looking up is quicker than dividing by months. */
export function unitsOfDays(every: CalendarUnit): Int32Array {
  let table = unitTables.get(every)
  if (!table) {
    table = Int32Array.from({ length: numbersMax }, (_, day) => unitOf(every, day))
    unitTables.set(every, table)
  }
  return table
}

/**
 * A process that hands on rows and scans beside its workers does both slowly, the more so where
 * there are only as many cores as workers.
 */
export async function leaveScanningToWorkers(tx: Tx): Promise<void> {
  await sql`set local parallel_leader_participation = off`.execute(tx)
}
