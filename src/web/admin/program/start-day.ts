import { dateText, monthOf, monthStart, weekdayOf } from '#kernel/calendar.ts'
import { zoneNamed } from '#kernel/time-zone.ts'

export const startChoices = ['now', 'tomorrow', 'monday', 'month'] as const
export type StartChoice = (typeof startChoices)[number]

export type StartDay = { date: string; validFrom: string | undefined }

/** From when on a change acts; only `now` is left to the server's own clock. */
export function startDay(choice: StartChoice, now: Date, timeZone: string): StartDay {
  const zone = zoneNamed(timeZone)
  const today = zone.dayOf(now)
  const day = dayOf(choice, today)
  const validFrom = choice === 'now' ? undefined : zone.startOf(day).toISOString()
  return { date: dateText(day), validFrom }
}

function dayOf(choice: StartChoice, today: number): number {
  switch (choice) {
    case 'now':
      return today
    case 'tomorrow':
      return today + 1
    case 'monday':
      return today + 8 - weekdayOf(today)
    case 'month':
      return monthStart(monthOf(today) + 1)
  }
}
