import { weekdayOf } from '#kernel/calendar.ts'
import { articleBySku } from './catalog.ts'
import { type Notable, notables } from './notable-guests.ts'
import { placeOf } from './places.ts'
import type { Random } from './random.ts'
import { drawTemperament, type Temperament } from './temperament.ts'
import { plantedTruths } from './truths.ts'
import type { World } from './world.ts'

/** A weekly habit: on this weekday about this minute, until a day (exclusive). */
type Slot = { weekday: number; minute: number; untilDay: number }

/** A guest whose visits follow the week and not chance; such guests never drop out by chance. */
export type Schedule = {
  temperament: Temperament
  fromDay: number
  slots: readonly Slot[]
  /** How often a planned visit takes place. */
  presence: number
  /** Two weeks in August. */
  summerBreak: boolean
}

const { laterOpening } = plantedTruths
const altstadt = placeOf(laterOpening.store)

/** The schedule of a guest, or null for the many who have none. */
export function scheduleOf(world: World, index: number, random: Random): Schedule | null {
  const notable = notableAt(index)
  if (notable) return notableSchedule(world, notable, random)
  if (index % laterOpening.oneGuestIn !== 7) return null
  return tuesdaySchedule(world, Math.floor(index / laterOpening.oneGuestIn), random)
}

export const notableAt = (index: number): Notable | undefined => notables[index]

/** Whether this Tuesday-early regular has stayed away since Altstadt opens later. */
export function staysAway(ordinal: number): boolean {
  const place = ordinal % laterOpening.regularsPerRound
  if (place < laterOpening.buyingBeforeHalfPast)
    return place < laterOpening.stayingAwayBeforeHalfPast
  return (
    place <
    laterOpening.buyingBeforeHalfPast +
      laterOpening.stayingAway -
      laterOpening.stayingAwayBeforeHalfPast
  )
}

function tuesdaySchedule(world: World, ordinal: number, random: Random): Schedule {
  const { firstDay, endDay, laterOpeningDay } = world.times
  const temperament = drawTemperament(world, random)
  const beforeHalfPast = ordinal % laterOpening.regularsPerRound < laterOpening.buyingBeforeHalfPast
  const minute = beforeHalfPast ? 423 + random.below(22) : 456 + random.below(70)
  const latestStart = Math.max(firstDay, endDay - 130)
  return {
    temperament: { ...temperament, home: altstadt, minuteSpread: 3, webShare: 0 },
    fromDay: firstDay + random.below(latestStart - firstDay + 1),
    slots: [
      {
        weekday: laterOpening.weekday,
        minute,
        untilDay: staysAway(ordinal) ? laterOpeningDay : endDay,
      },
      { weekday: 3 + random.below(4), minute: 480 + random.below(500), untilDay: endDay },
    ],
    presence: 0.96,
    summerBreak: false,
  }
}

function notableSchedule(world: World, notable: Notable, random: Random): Schedule {
  const { firstDay, endDay } = world.times
  const untilDay = lastComing(notable, endDay) + 1
  return {
    temperament: {
      ...drawTemperament(world, random),
      home: placeOf(notable.home),
      minuteSpread: 4,
      appetite: notable.appetite,
      favoriteDrink: articleBySku(notable.drink),
      favoriteSnack: articleBySku(notable.snack),
      fond: notable.fond,
      ownCup: notable.ownCup,
      webShare: 0,
    },
    fromDay: Math.max(firstDay, endDay - notable.sinceDaysAgo),
    slots: notable.slots.map((slot) => ({ ...slot, untilDay })),
    presence: 0.97,
    summerBreak: true,
  }
}

/** The last day of habit at least `absentDays` before the end. */
function lastComing(notable: Notable, endDay: number): number {
  let day = endDay - Math.max(1, notable.absentDays)
  while (!notable.slots.some((slot) => slot.weekday === weekdayOf(day))) day--
  return day
}
