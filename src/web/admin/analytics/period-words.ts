import { useTranslation } from 'react-i18next'
import { type CalendarUnit, dateText, dayNumber, unitOf, unitStart } from '#kernel/calendar.ts'
import { useFormat } from '../../design/provider.tsx'

/** How calendar units are called, by the date of their first day. */
export function usePeriodWords() {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  /** `Okt. 2026`, `3. Quartal 2026`, `KW 47 2026`, `21.11.2026` */
  const name = (every: CalendarUnit, start: string): string => {
    switch (every) {
      case 'day':
        return format.date(start)
      case 'week':
        return t('period.week', isoWeekOf(start))
      case 'month':
        return format.month(start)
      case 'quarter':
        return t('period.quarter', { quarter: quarterOf(start), year: yearOf(start) })
      case 'year':
        return yearOf(start)
    }
  }
  /** `im Oktober`; with its year unless it lies in the year given. */
  const during = (every: CalendarUnit, start: string, knownYear?: string): string => {
    const year = every === 'week' ? isoWeekOf(start).year : yearOf(start)
    const words = plainDuring(every, start)
    const saysYear = every === 'year' || every === 'day' || year === knownYear
    return saysYear ? words : t('period.ofYear', { words, year })
  }
  const plainDuring = (every: CalendarUnit, start: string): string => {
    switch (every) {
      case 'day':
        return t('period.during.day', { day: format.date(start) })
      case 'week':
        return t('period.during.week', { week: isoWeekOf(start).week })
      case 'month':
        return t('period.during.month', { month: format.monthName(start) })
      case 'quarter':
        return t('period.during.quarter', { quarter: quarterOf(start) })
      case 'year':
        return t('period.during.year', { year: yearOf(start) })
    }
  }
  /** Two periods that follow each other, the year said once if it is the same. */
  const pair = (every: CalendarUnit, start: string) => {
    const earlier = before(every, start)
    return {
      before: during(every, earlier, yearOf(start)),
      during: during(every, start, String(new Date().getFullYear())),
    }
  }
  return { name, during, pair }
}

/** First day of the unit before. */
export const before = (every: CalendarUnit, start: string) =>
  dateText(unitStart(every, unitOf(every, dayNumber(start)) - 1))

/** The last day of a period whose end is exclusive. */
export const lastDayOf = (end: string) => dateText(dayNumber(end) - 1)

/** `Berlin` of `Europe/Berlin` */
export const cityOf = (timeZone: string) => timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? ''

export const dayAfter = (day: string) => dateText(dayNumber(day) + 1)

const yearOf = (date: string) => date.slice(0, 4)
const quarterOf = (date: string) => String(Math.ceil(Number(date.slice(5, 7)) / 3))

/** ISO 8601: a week belongs to the year its Thursday lies in. */
export function isoWeekOf(date: string): { week: string; year: string } {
  const thursday = unitStart('week', unitOf('week', dayNumber(date))) + 3
  const year = yearOf(dateText(thursday))
  const week = Math.floor((thursday - dayNumber(`${year}-01-01`)) / 7) + 1
  return { week: String(week), year }
}
