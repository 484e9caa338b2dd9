import type { LoggedEvent } from '#domain/events/fact.ts'
import type { Terms } from '#domain/events/terms.ts'
import { keyText } from '#domain/events/versions.ts'
import { type Contribution, contributionOf, isSilent, type Share } from './contribution.ts'
import { addDayRows, type DayRows } from './day-rows.ts'
import { apply, emptyProfile, type Profile } from './profile.ts'

export type Replayed = { profile: Profile; days: DayRows; contributions: readonly Contribution[] }

/**
 * A customer's state from all rows of their streams: a pure function of the facts, whatever order
 * they arrived in.
 */
export function replay(events: readonly LoggedEvent[], terms: Terms): Replayed {
  const counted = inOrder(currentEvents(events))
  const profile = emptyProfile()
  const days: DayRows = new Map()
  const { contributions, openReturns } = contributionsOf(counted, terms)
  for (const contribution of contributions) {
    apply(profile, contribution)
    addDayRows(days, contribution)
  }
  profile.openReturns = openReturns
  return { profile, days, contributions }
}

/**
 * Of the rows that share a key in one stream, the one with the highest version counts, of equal
 * versions the latest recorded; an import that was taken back says nothing any more. A tombstone
 * ends a key in its own stream only: where customers were merged, the other may still tell it.
 */
export function currentEvents(events: readonly LoggedEvent[]): LoggedEvent[] {
  const takenBack = new Set(
    events.filter((event) => event.type === 'import_taken_back').map((event) => event.importId),
  )
  const current = new Map<string, LoggedEvent>()
  for (const event of events) {
    if (event.importId !== null && takenBack.has(event.importId)) continue
    const place = placeText(event.customerId, event)
    const known = current.get(place)
    if (
      !known ||
      event.version > known.version ||
      (event.version === known.version && event.position > known.position)
    ) {
      current.set(place, event)
    }
  }
  return [...current.values()].filter((event) => !isSilent(event))
}

/** A key in one stream. */
const placeText = (customerId: string, key: Pick<LoggedEvent, 'source' | 'externalId'>) =>
  `${customerId}\u0000${keyText(key)}`

function inOrder(events: LoggedEvent[]): LoggedEvent[] {
  return events.sort(
    (a, b) =>
      a.occurredAt.getTime() - b.occurredAt.getTime() ||
      compare(a.source, b.source) ||
      compare(a.externalId, b.externalId),
  )
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function contributionsOf(counted: readonly LoggedEvent[], terms: Terms) {
  const purchaseOf = purchasesIn(counted)
  let openReturns = 0
  const contributions = counted.map((event) => {
    if (event.type !== 'return' || !event.payload.purchase) return contributionOf(event, terms)
    const purchase = purchaseOf(event.customerId, event.payload.purchase)
    if (!purchase) {
      openReturns++
      return contributionOf(event, terms)
    }
    const before = purchase.given
    purchase.given = Math.min(before + (event.amount ?? 0), purchase.event.amount ?? 0)
    return linkedReturn(event, { before, after: purchase.given }, purchase.event, terms)
  })
  return { contributions, openReturns }
}

type Purchase = { event: LoggedEvent; given: number }

/** Finds the purchase a return names: in the return's own stream, else in those merged with it. */
function purchasesIn(counted: readonly LoggedEvent[]) {
  const byKey = Map.groupBy<string, Purchase>(
    counted.filter((event) => event.type === 'purchase').map((event) => ({ event, given: 0 })),
    ({ event }) => keyText(event),
  )
  return (customerId: string, key: Pick<LoggedEvent, 'source' | 'externalId'>) => {
    const named = byKey.get(keyText(key)) ?? []
    return named.find(({ event }) => event.customerId === customerId) ?? named[0]
  }
}

/** What was given back of a purchase before and after one return, in minor units. */
type GivenBack = { before: number; after: number }

/**
 * A return of a known purchase gives back what the purchase brought, in proportion, where it was
 * sold, on the day of the return. It can never give back more than the purchase was.
 */
function linkedReturn(
  event: LoggedEvent,
  given: GivenBack,
  purchase: LoggedEvent,
  terms: Terms,
): Contribution {
  const bought = contributionOf(purchase, terms)
  const before = inProportion(bought.shares, given.before)
  const after = inProportion(bought.shares, given.after)
  return {
    ...bought,
    kind: 'return',
    at: event.occurredAt,
    day: terms.zone.dayOf(event.occurredAt),
    shares: after.map((share, index) => ({
      category: share.category,
      sales: 0,
      returned: share.returned - before[index]!.returned,
      margin: share.margin - before[index]!.margin,
    })),
    engagement: null,
  }
}

/**
 * Splits an amount given back like the shares of its purchase; cumulated rounding keeps the sum
 * exact. Taken as differences of this, partial returns in any sizes end like one full return.
 */
function inProportion(shares: readonly Share[], amount: number): Share[] {
  const total = shares.reduce((sum, share) => sum + share.sales, 0)
  const fraction = total === 0 ? 0 : amount / total
  let wanted = 0
  let given = 0
  return shares.map((share) => {
    wanted += share.sales * fraction
    const returned = Math.round(wanted) - given
    given += returned
    return {
      category: share.category,
      sales: 0,
      returned,
      margin: 0 - Math.round(share.margin * fraction),
    }
  })
}
