import type { PartOfDay, Rhythm } from '#contract/endpoints/customer-page.ts'
import { weekdayOf } from '#kernel/calendar.ts'
import { ownGaps } from '../own-gaps.ts'

/** One visit as far as its habits go. `hour` is null where only the day is known. */
export type Visit = {
  day: number
  hour: number | null
  store: { code: string; name: string } | null
  articles: readonly string[]
}

/** Habits are learned from the year before the last visit. */
const learnedDays = 365
const visitsMin = 4
const storeShareMin = 0.5
const partOfDayShareMin = 0.6
const weekdayShareMin = 0.5
const weekdayPairShareMin = 0.6
const articleShareMin = 1 / 3
const articleVisitsMin = 3

/**
 * What is usual for one customer. Said only where it holds for most visits; a habit that has to
 * be guessed is none.
 * @param visitDays all days of visits, ascending and distinct
 * @param visits the latest visits, in any order
 */
export function rhythmOf(visitDays: readonly number[], visits: readonly Visit[]): Rhythm {
  const since = (visitDays.at(-1) ?? 0) - learnedDays
  const days = visitDays.filter((day) => day >= since)
  const recent = visits.filter(({ day }) => day >= since)
  return {
    gapDays: ownGaps(days),
    weekdays: weekdaysOf(days),
    partOfDay: usual(recent.map(partOfDayOf), visitsMin, partOfDayShareMin),
    store: usualStore(recent),
    article: usualArticle(recent),
  }
}

/** Two days stand side by side where the second is not much rarer than the first. */
function weekdaysOf(days: readonly number[]): number[] {
  if (days.length < visitsMin) return []
  const [first, second] = byFrequency(days.map(weekdayOf))
  const both = first!.count + (second?.count ?? 0)
  if (second && second.count * 2 > first!.count && both >= days.length * weekdayPairShareMin) {
    return [first!.value, second.value].sort((a, b) => a - b)
  }
  return first!.count >= days.length * weekdayShareMin ? [first!.value] : []
}

function partOfDayOf({ hour }: Visit): PartOfDay | null {
  if (hour === null) return null
  if (hour < 5) return 'night'
  if (hour < 9) return 'early'
  if (hour < 11) return 'morning'
  if (hour < 14) return 'noon'
  if (hour < 17) return 'afternoon'
  return hour < 22 ? 'evening' : 'night'
}

function usualStore(visits: readonly Visit[]): Rhythm['store'] {
  const code = usual(
    visits.map(({ store }) => store?.code ?? null),
    visitsMin,
    storeShareMin,
  )
  return visits.find(({ store }) => store?.code === code)?.store ?? null
}

function usualArticle(visits: readonly Visit[]): string | null {
  const withArticles = visits.filter(({ articles }) => articles.length > 0)
  const [first] = byFrequency(withArticles.flatMap(({ articles }) => [...new Set(articles)]))
  if (!first || first.count < articleVisitsMin) return null
  return first.count >= withArticles.length * articleShareMin ? first.value : null
}

/** The value that so many of the known ones share, at least. */
function usual<T>(values: readonly (T | null)[], countMin: number, shareMin: number): T | null {
  const known = values.filter((value) => value !== null)
  const [first] = byFrequency(known)
  return first && known.length >= countMin && first.count >= known.length * shareMin
    ? first.value
    : null
}

/** The most frequent first; of equals the one that comes first in the list. */
function byFrequency<T>(values: readonly T[]): { value: T; count: number }[] {
  return [...Map.groupBy(values, (value) => value)]
    .map(([value, all]) => ({ value, count: all.length }))
    .sort((a, b) => b.count - a.count)
}
