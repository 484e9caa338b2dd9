import { dateText, dayNumber, isDate } from '#kernel/calendar.ts'
import { givesForBirthdays } from '../birthdays/gives-for-birthdays.ts'
import type { Life } from '../follow-program.ts'
import type { Plan } from '../program.ts'
import type { ProgramFact } from '../program-fact.ts'
import { isWithin, type Window } from './window.ts'

export type BirthdayGround = {
  plan: Plan
  window: Window
  /** Under it birthdays were said for real; null: nothing was in force. */
  before: Plan | null
}

/** Whether the plan gives for birthdays on some day that is looked at. */
export function countsBirthdays({ plan, window }: Pick<BirthdayGround, 'plan' | 'window'>) {
  const lastDay = window.zone.dayOf(new Date(window.toMillis))
  for (let day = window.startDay; day <= lastDay; day++) {
    if (givesForBirthdays(plan, day)) return true
  }
  return false
}

/**
 * The life with the birthdays that would have been said in these days: of whoever had been there
 * before, by the birthday as it is known now. One a year; those that were said stay as they are.
 */
export function withBirthdays(life: Life, ground: BirthdayGround): Life {
  const birthday = life.people.at(-1)?.birthday ?? null
  const first = life.facts.reduce((min, { atMillis }) => Math.min(min, atMillis), Infinity)
  if (birthday === null || first === Infinity) return life
  const { zone } = ground.window
  const said = new Set(
    life.facts
      .filter(({ type }) => type === 'birthday')
      .map(({ atMillis }) => yearOf(zone.dayOf(new Date(atMillis)))),
  )
  const facts = daysOf(birthday, ground)
    .filter((day) => !said.has(yearOf(day)) && zone.startOf(day).getTime() > first)
    .map((day) => imagined(yearOf(day), zone.startOf(day).getTime()))
  return facts.length === 0 ? life : { ...life, facts: [...life.facts, ...facts] }
}

export const birthdaysIn = ({ facts }: Life, window: Window): number =>
  facts.filter(({ type, atMillis }) => type === 'birthday' && isWithin(window, atMillis)).length

function daysOf(birthday: string, { plan, window, before }: BirthdayGround): number[] {
  const { zone, startDay, fromMillis, toMillis } = window
  const lastDay = zone.dayOf(new Date(toMillis))
  const years = yearOf(lastDay) - yearOf(startDay) + 1
  return Array.from({ length: years }, (_, index) =>
    dayKept(birthday, yearOf(startDay) + index, plan.inForce(toMillis).terms.leapBirthday),
  ).filter((day) => {
    const at = zone.startOf(day).getTime()
    if (at < fromMillis || at > toMillis || !givesForBirthdays(plan, day)) return false
    return before === null || !givesForBirthdays(before, day)
  })
}

function dayKept(birthday: string, year: number, leapBirthday: string): number {
  const wished = `${year}-${birthday.slice(-5)}`
  return dayNumber(isDate(wished) ? wished : `${year}-${leapBirthday}`)
}

const yearOf = (day: number): number => Number(dateText(day).slice(0, 4))

const imagined = (year: number, atMillis: number): ProgramFact => ({
  ...{ eventId: `birthday ${year}`, source: 'imagined', externalId: `birthday ${year}` },
  ...{ atMillis, type: 'birthday', name: null, store: null, storeNumber: 0, channel: null },
  ...{ amount: null, receipt: null, rating: null, lines: [], purchase: null },
})
