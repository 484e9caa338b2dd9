import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly } from '#database/transaction.ts'
import { readOpenings } from '#domain/business/opening/opening-rows.ts'
import { readBlocked } from '#domain/customers/contact-block/blocked.ts'
import { type CalendarUnit, dayNumber, unitOf } from '#kernel/calendar.ts'
import { type BalanceKind, standsBehind } from './balance.ts'
import { readClosures } from './closures.ts'
import { activeAt, type CellState } from './cohorts.ts'
import type { CustomerView } from './customer-view.ts'
import { type FilterQuery, resolveFilters } from './filters.ts'
import { readFrame } from './frame.ts'
import { type Group, groupNumber } from './groups.ts'
import { type CustomerList, listCustomers, type PageQuery } from './list-customers.ts'
import { lastClosedUnit, type RangeQuery, unitRange } from './ranges.ts'
import { readDayReceipts, readSigns } from './receipts.ts'
import { homeStore, isRegular, rhythmAt } from './regulars.ts'
import { cohortUnitsMax } from './report-cohorts.ts'
import { silentStores, sourcesOf } from './sources.ts'
import { withAlarms } from './watch/open-alarms.ts'

type Limit = Caller['stores']

/** The customers behind a number of the balance. */
export function listRetention(
  context: Context,
  question: { every: CalendarUnit; period: string; kind: BalanceKind } & FilterQuery & PageQuery,
  limit: Limit,
): Promise<CustomerList> {
  const { every, kind } = question
  const unit = unitOf(every, dayNumber(question.period))
  return readOnly(context.database, async (tx) => {
    const filters = await resolveFilters(tx, question, limit)
    const frame = await readFrame(tx, question)
    return listCustomers(
      tx,
      frame,
      { every, filters, profitable: kind.startsWith('lost_') },
      (customer) => standsBehind(customer, unit, kind),
      question,
    )
  })
}

export type CohortListQuestion = {
  every: CalendarUnit
  by: 'time' | Group
  criterion: 'bounded' | 'unbounded'
  cohort?: string | undefined
  group?: string | undefined
  index: number
  state: CellState
} & RangeQuery &
  FilterQuery &
  PageQuery

/** The customers behind a cell of the cohorts: of those it rests on, the active, the absent or all. */
export function listCohort(
  context: Context,
  question: CohortListQuestion,
  limit: Limit,
): Promise<CustomerList> {
  const { every, by, criterion, index, state } = question
  return readOnly(context.database, async (tx) => {
    const filters = await resolveFilters(tx, question, limit)
    const frame = await readFrame(tx, question)
    const { first, last } = unitRange(every, question, frame, cohortUnitsMax)
    const unit = question.cohort === undefined ? null : unitOf(every, dayNumber(question.cohort))
    const group = by === 'time' ? null : await groupNumber(tx, by, question.group)
    const wanted = { every, filters, group: by === 'time' ? undefined : by }
    const listUntil = async (until: number) => {
      let restsOn = 0
      const isMeant = (customer: CustomerView) => {
        const began = customer.units[0]!
        if (began < first || began + index > until) return false
        if (unit !== null && began !== unit) return false
        if (group !== null && customer.group !== group) return false
        restsOn++
        return (
          state === 'all' || activeAt(customer, index, criterion, last) === (state === 'active')
        )
      }
      const list = await listCustomers(tx, frame, wanted, isMeant, question)
      return restsOn === 0 ? null : list
    }
    // A cell that is closed for nobody shows what there is so far.
    const closed = await listUntil(Math.min(lastClosedUnit(every, frame.asOf), last))
    return closed ?? (await listUntil(last)) ?? { items: [], nextCursor: null, total: 0 }
  })
}

/**
 * Regulars who stay away longer than they do otherwise; none of a store whose receipts are missing,
 * and nobody who died or wants no contact.
 */
export function listLeaving(
  context: Context,
  question: FilterQuery & PageQuery,
  limit: Limit,
): Promise<CustomerList> {
  return readOnly(context.database, async (tx) => {
    const filters = await resolveFilters(tx, question, limit)
    const frame = await readFrame(tx, question)
    const asOf = frame.asOf ?? 0
    const signs = await readSigns(tx, filters, await readDayReceipts(tx, filters, null))
    const today = frame.zone.dayOf(context.clock.now())
    const silent = silentStores(
      await withAlarms(tx, sourcesOf(signs, { asOf, today }, await readOpenings(tx))),
    )
    const blocked = await readBlocked(tx)
    const closures = await readClosures(tx)
    const isMeant = (customer: CustomerView) =>
      Boolean(rhythmAt(customer, asOf, frame.regular, closures)?.leaving) &&
      !silent.has(homeStore(customer)) &&
      !blocked.has(customer.id())
    return listCustomers(tx, frame, { every: 'day', filters, days: true }, isMeant, question)
  })
}

export function listRegulars(
  context: Context,
  question: FilterQuery & PageQuery,
  limit: Limit,
): Promise<CustomerList> {
  return readOnly(context.database, async (tx) => {
    const filters = await resolveFilters(tx, question, limit)
    const frame = await readFrame(tx, question)
    const isMeant = (customer: CustomerView) => isRegular(customer, frame.asOf ?? 0, frame.regular)
    return listCustomers(tx, frame, { every: 'day', filters, days: true }, isMeant, question)
  })
}
