import { dateText, dayMillis, dayNumber } from '#kernel/calendar.ts'

/** Public holidays in all of Germany, by day number, of one year. `closed`: no café opens. */
export function holidaysOf(year: number): Map<number, { closed: boolean }> {
  const easter = easterSunday(year)
  const fixed = (monthAndDay: string) => dayNumber(`${year}-${monthAndDay}`)
  return new Map([
    [fixed('01-01'), { closed: true }],
    [easter - 2, { closed: true }],
    [easter + 1, { closed: false }],
    [fixed('05-01'), { closed: false }],
    [easter + 39, { closed: false }],
    [easter + 50, { closed: false }],
    [fixed('10-03'), { closed: false }],
    [fixed('12-25'), { closed: true }],
    [fixed('12-26'), { closed: false }],
  ])
}

export const yearOf = (day: number): number => Number(dateText(day).slice(0, 4))

/** Anonymous Gregorian algorithm (Meeus, Jones, Butcher). */
function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return Math.round(Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1) / dayMillis)
}
