import { useNavigate, useSearch } from '@tanstack/react-router'
import { type CalendarUnit, calendarUnits, isDate } from '#kernel/calendar.ts'
import { type CohortBy, type CohortCriterion, criteria, groupings } from './cohort-choices.ts'

/** Which purchases and which customers a report counts, as its endpoint takes it. */
export type Filters = { store: string[]; channel: string[]; category: string[]; tag: string[] }
export const filterNames = ['store', 'channel', 'category', 'tag'] as const
export type FilterName = (typeof filterNames)[number]

/** Everything a report is asked; it stands in the address, so that it can be sent to others. */
export type Address = Filters & {
  every?: CalendarUnit | undefined
  from?: string | undefined
  /** Exclusive, as everywhere behind the screens. */
  to?: string | undefined
  /** The period in focus, by its first day. */
  period?: string | undefined
  by?: CohortBy | undefined
  criterion?: CohortCriterion | undefined
}
export type ChangeAddress = (change: Partial<Address>) => void

type Search = Readonly<Record<string, unknown>>

export function useAddress(): [Address, ChangeAddress] {
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  const change: ChangeAddress = (changed) => {
    navigate({ to: '.', search: tidy({ ...addressOf(search), ...changed }), resetScroll: false })
  }
  return [addressOf(search), change]
}

/** Addresses are typed and mailed by people: what does not make sense is as if it were not there. */
export function addressOf(search: Search): Address {
  return {
    ...filtersOf(search),
    every: oneOf(calendarUnits, search.every),
    from: dateIn(search.from),
    to: dateIn(search.to),
    period: dateIn(search.period),
    by: oneOf(groupings, search.by),
    criterion: oneOf(criteria, search.criterion),
  }
}

const filtersOf = (search: Search): Filters => ({
  store: textsIn(search.store),
  channel: textsIn(search.channel),
  category: textsIn(search.category),
  tag: textsIn(search.tag),
})

export const chosenFilters = (filters: Filters) =>
  tidy({
    store: filters.store,
    channel: filters.channel,
    category: filters.category,
    tag: filters.tag,
  })

export const chosenRange = ({ from, to }: Address) => ({ ...(from && { from }), ...(to && { to }) })

export const hasFilters = (filters: Filters) => filterNames.some((name) => filters[name].length > 0)

/** Leaves out what was not chosen, so that an address says no more than it must. */
function tidy<Chosen extends object>(chosen: Chosen): Partial<Chosen> {
  const kept = Object.entries(chosen).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  // Entries of an object are entries of the same object.
  return Object.fromEntries(kept) as Partial<Chosen>
}

function textsIn(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value]
  // A code such as 7 is read from an address as a number.
  return values.filter((one) => ['string', 'number'].includes(typeof one)).map(String)
}

const dateIn = (value: unknown) => (typeof value === 'string' && isDate(value) ? value : undefined)

const oneOf = <Value extends string>(known: readonly Value[], value: unknown) =>
  known.find((one) => one === value)
