import { dateText, isDate } from '#kernel/calendar.ts'

type LeapBirthday = '02-28' | '03-01'

/**
 * Whether a birthday (`1984-02-29`, or `--02-29`) is kept on this day. In common years 29 February
 * is kept on the day the program says.
 */
export const birthdayFalls = (birthday: string, day: number, leapBirthday: LeapBirthday): boolean =>
  monthDaysKeptOn(day, leapBirthday).includes(birthday.slice(-5))

/** The birthdays that are kept on a day, as month and day: mostly one. */
export function monthDaysKeptOn(day: number, leapBirthday: LeapBirthday): readonly string[] {
  const today = dateText(day)
  const monthDay = today.slice(5)
  const keepsLeapDay = monthDay === leapBirthday && !isDate(`${today.slice(0, 4)}-02-29`)
  return keepsLeapDay ? [monthDay, '02-29'] : [monthDay]
}
