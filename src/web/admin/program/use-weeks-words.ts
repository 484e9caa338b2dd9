import { useTranslation } from 'react-i18next'

const daysPerWeek = 7

/** Less is said in days. */
export const isInWeeks = (weeks: number) => weeks >= 2

/** `5 Wochen`; below two weeks in days; a dash where nobody got there. */
export function useWeeksWords(): (weeks: number | null) => string {
  const { t } = useTranslation('program')
  return (weeks) => {
    if (weeks === null) return '–'
    if (!isInWeeks(weeks)) return t('year.days', { count: Math.round(weeks * daysPerWeek) })
    return t('year.weeks', { count: Math.round(weeks) })
  }
}
