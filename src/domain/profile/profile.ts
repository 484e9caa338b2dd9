import { monthOf } from '#kernel/calendar.ts'
import { type Contribution, mainShare } from './contribution.ts'
import type { DayEntry, MonthRevenue } from './encoding.ts'

/** What we know of one customer: a fold over the contributions of their events. */
export type Profile = {
  facts: number
  /** Birthdays left out: on those nobody was seen. */
  lastSeenAt: Date | null
  firstPurchaseAt: Date | null
  lastPurchaseAt: Date | null
  firstStore: number
  firstChannel: number
  firstCategory: number
  purchases: number
  purchaseDays: number
  visits: number
  sales: number
  returned: number
  margin: number
  openReturns: number
  /** Months (since January 1970) with a purchase, ascending. */
  months: number[]
  monthRevenue: MonthRevenue[]
  /** Days with a purchase or visit, by store and channel, ascending. */
  days: DayEntry[]
  /** Categories ever bought, ascending. */
  categories: number[]
  engagement: Record<string, number>
}

export const emptyProfile = (): Profile => ({
  facts: 0,
  lastSeenAt: null,
  firstPurchaseAt: null,
  lastPurchaseAt: null,
  firstStore: 0,
  firstChannel: 0,
  firstCategory: 0,
  purchases: 0,
  purchaseDays: 0,
  visits: 0,
  sales: 0,
  returned: 0,
  margin: 0,
  openReturns: 0,
  months: [],
  monthRevenue: [],
  days: [],
  categories: [],
  engagement: {},
})

/** Net revenue in minor units; returns count at their own date. */
export const revenueOf = (profile: Pick<Profile, 'sales' | 'returned'>) =>
  profile.sales - profile.returned

/**
 * Two purchases at one instant leave open which was the first; only the replay, which has the
 * whole order (occurredAt, source, externalId), can say.
 */
export const tiesWithFirst = (profile: Profile, contribution: Contribution) =>
  contribution.kind === 'purchase' &&
  profile.firstPurchaseAt?.getTime() === contribution.at.getTime()

/** Adds one contribution. The profile is changed in place, since a batch touches many. */
export function apply(profile: Profile, contribution: Contribution): void {
  profile.facts++
  const isSeen = contribution.engagement !== 'birthday'
  if (isSeen && (!profile.lastSeenAt || contribution.at > profile.lastSeenAt))
    profile.lastSeenAt = contribution.at
  switch (contribution.kind) {
    case 'purchase':
      applyPurchase(profile, contribution)
      break
    case 'return':
      applyMoney(profile, contribution)
      break
    case 'visit':
      applyDay(profile, contribution, false)
      break
    case 'engagement': {
      const key = contribution.engagement ?? ''
      profile.engagement[key] = (profile.engagement[key] ?? 0) + 1
    }
  }
}

function applyPurchase(profile: Profile, contribution: Contribution): void {
  if (!profile.firstPurchaseAt || contribution.at < profile.firstPurchaseAt) {
    profile.firstPurchaseAt = contribution.at
    profile.firstStore = contribution.store
    profile.firstChannel = contribution.channel
    profile.firstCategory = mainShare(contribution.shares).category
  }
  if (!profile.lastPurchaseAt || contribution.at > profile.lastPurchaseAt) {
    profile.lastPurchaseAt = contribution.at
  }
  profile.purchases++
  insertSorted(profile.months, monthOf(contribution.day))
  for (const share of contribution.shares) {
    if (share.category !== 0) insertSorted(profile.categories, share.category)
  }
  applyDay(profile, contribution, true)
  applyMoney(profile, contribution)
}

function applyMoney(profile: Profile, contribution: Contribution): void {
  let net = 0
  for (const share of contribution.shares) {
    profile.sales += share.sales
    profile.returned += share.returned
    profile.margin += share.margin
    net += share.sales - share.returned
  }
  const month = monthOf(contribution.day)
  const at = profile.monthRevenue.findLastIndex((entry) => entry.month <= month)
  const known = profile.monthRevenue[at]
  if (known?.month === month) known.revenue += net
  else profile.monthRevenue.splice(at + 1, 0, { month, revenue: net })
}

function applyDay(profile: Profile, contribution: Contribution, purchase: boolean): void {
  const { day, store, channel } = contribution
  const from = profile.days.findLastIndex((entry) => entry.day < day) + 1
  let to = from
  let purchased = false
  while (profile.days[to]?.day === day) purchased = profile.days[to++]!.purchase || purchased
  if (to === from) profile.visits++
  if (purchase && !purchased) profile.purchaseDays++
  const same = profile.days
    .slice(from, to)
    .find((entry) => entry.store === store && entry.channel === channel)
  if (same) same.purchase ||= purchase
  else {
    const later = profile.days.findIndex(
      (entry, index) =>
        index >= from &&
        (index >= to || entry.store > store || (entry.store === store && entry.channel > channel)),
    )
    profile.days.splice(later === -1 ? to : later, 0, { day, store, channel, purchase })
  }
}

/** Keeps an ascending list of distinct numbers; almost always the number is the newest. */
function insertSorted(numbers: number[], number: number): void {
  let at = numbers.length
  while (at > 0 && numbers[at - 1]! > number) at--
  if (numbers[at - 1] !== number) numbers.splice(at, 0, number)
}
