import type { CustomerPage } from '#contract/endpoints/customer-page.ts'
import type { Customer } from '#contract/endpoints/customers.ts'
import type { Caller } from '#contract/route.ts'
import type { Context } from '#database/context.ts'
import { readOnly, type Tx } from '#database/transaction.ts'
import { readCustomer } from '#domain/customers/read-customer.ts'
import { readTimelineEvents, type TimelineEvent } from '#domain/events/timeline-queries.ts'
import { type Profile, revenueOf } from '#domain/profile/profile.ts'
import { readProfiles } from '#domain/profile/rows.ts'
import { seeCustomer } from '#domain/profile/see-customer.ts'
import { dateText, dayMillis } from '#kernel/calendar.ts'
import { roundHalfUp } from '#kernel/money.ts'
import type { Presence } from '#kernel/presence.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { type Grounds, readGrounds } from '../frame.ts'
import { isRegular } from '../regulars.ts'
import { rhythmOf, type Visit } from './rhythm.ts'
import { textOf } from './timeline-item.ts'

const visitsLearned = 200
const notesShown = 20
const stripDays = 26 * 7
const noonMillis = 43_200_000

/** What the page of a customer says above and beside the timeline. */
export async function readCustomerPage(
  { database, clock }: Pick<Context, 'database' | 'clock'>,
  customerId: string,
  stores: Caller['stores'],
): Promise<CustomerPage> {
  return await readOnly(database, async (tx) => {
    const seen = await seeCustomer(tx, customerId, stores)
    const frame = await readGrounds(tx)
    const profile = (await readProfiles(tx, [seen.customerId])).get(seen.customerId)!
    const asOf = frame.asOf ?? frame.zone.dayOf(clock.now())
    return {
      ...headOf(await readCustomer(tx, seen.customerId, seen.memberIds)),
      ...figuresOf(profile, frame),
      ...habitsOf(profile, await latest(tx, seen.memberIds, ['purchase', 'visit']), frame.zone),
      ...presenceOf(profile, asOf),
      regular: isRegularNow(profile, frame, asOf),
      notes: notesOf(await latest(tx, seen.memberIds, ['note'])),
    }
  })
}

const latest = (tx: Tx, memberIds: readonly string[], types: readonly string[]) =>
  readTimelineEvents(tx, memberIds, {
    types,
    after: null,
    limit: types.includes('note') ? notesShown : visitsLearned,
  })

const headOf = (customer: Customer) => ({
  customer,
  reachable: {
    email: customer.identities.some(({ kind }) => kind === 'email'),
    phone: customer.identities.some(({ kind }) => kind === 'phone'),
  },
})

function figuresOf(profile: Profile, { currency, presence }: Grounds) {
  const money = (amount: number) => ({ amount, currency })
  const { firstPurchaseAt, lastPurchaseAt, purchases, purchaseDays, visits } = profile
  const there = daysOf(profile, presence)
  return {
    firstDay: there[0] === undefined ? null : dateText(there[0]),
    daysThere: new Set(there).size,
    firstPurchaseAt,
    lastPurchaseAt,
    purchases,
    purchaseDays,
    visits,
    revenue: money(revenueOf(profile)),
    sales: money(profile.sales),
    returned: money(profile.returned),
    margin: money(profile.margin),
    averageReceipt: purchases === 0 ? null : money(roundHalfUp(profile.sales / purchases)),
  }
}

const habitsOf = (profile: Profile, events: readonly TimelineEvent[], zone: TimeZone) => ({
  rhythm: rhythmOf(
    [...new Set(profile.days.map(({ day }) => day))],
    events.map((event) => visitOf(event, zone)),
  ),
})

const visitOf = ({ occurredAt, store, payload }: TimelineEvent, zone: TimeZone): Visit => ({
  day: zone.dayOf(occurredAt),
  hour: isNoonSharp(occurredAt, zone) ? null : zone.hourOf(occurredAt),
  store,
  articles: (payload.lines ?? []).flatMap(({ name, sku }) => name ?? sku ?? []),
})

/** A date without a time was put at noon: it says nothing of the hour. */
const isNoonSharp = (at: Date, zone: TimeZone) =>
  (at.getTime() + zone.offsetMillis(at.getTime())) % dayMillis === noonMillis

function presenceOf({ days }: Profile, asOf: number) {
  const last = days.findLast(({ day }) => day <= asOf)?.day
  const start = asOf + 1 - stripDays
  const shown = Map.groupBy(
    days.filter(({ day }) => day >= start && day <= asOf),
    ({ day }) => day,
  )
  return {
    asOf: dateText(asOf),
    lastVisitOn: last === undefined ? null : dateText(last),
    daysSinceLastVisit: last === undefined ? null : asOf - last,
    strip: {
      start: dateText(start),
      end: dateText(asOf + 1),
      days: [...shown].map(([day, entries]) => ({
        date: dateText(day),
        purchase: entries.some(({ purchase }) => purchase),
      })),
    },
  }
}

const daysOf = (profile: Profile, presence: Presence): number[] =>
  profile.days.flatMap(({ day, purchase }) => (purchase || presence === 'visits' ? day : []))

function isRegularNow(profile: Profile, { regular, presence }: Grounds, asOf: number): boolean {
  const days = Int32Array.from(daysOf(profile, presence))
  return isRegular({ days, dayCount: days.length }, asOf, regular)
}

const notesOf = (events: readonly TimelineEvent[]) =>
  events.map((event) => ({
    eventId: event.eventId,
    occurredAt: event.occurredAt,
    text: textOf(event) ?? '',
  }))
