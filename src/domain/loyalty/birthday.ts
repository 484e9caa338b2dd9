import { dateText, isDate } from '#kernel/calendar.ts'

/**
 * Whether a birthday (`1984-02-29`, or `--02-29`) is kept on this day. In common years 29 February
 * is kept on the day the program says.
 */
export function birthdayFalls(
  birthday: string,
  day: number,
  leapBirthday: '02-28' | '03-01',
): boolean {
  const today = dateText(day)
  const monthAndDay = birthday.slice(-5)
  const isLeapDay = monthAndDay === '02-29' && !isDate(`${today.slice(0, 4)}-02-29`)
  return today.slice(5) === (isLeapDay ? leapBirthday : monthAndDay)
}
