import { useTranslation } from 'react-i18next'
import type { Rhythm } from '#contract/endpoints/customer-page.ts'
import { useFormat } from '../../design/provider.tsx'

type Weekday = '1' | '2' | '3' | '4' | '5' | '6' | '7'
type Gap = NonNullable<Rhythm['gapDays']>

/** A customer's own habits in words. */
export function useRhythmWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const days = ({ weekdays }: Rhythm) =>
    // Weekdays are 1 to 7 by contract.
    format.list(weekdays.map((day) => t(`page.weekday.${String(day) as Weekday}`)))
  const part = ({ partOfDay }: Rhythm) => (partOfDay === null ? '' : t(`page.part.${partOfDay}`))
  return {
    days,
    part,
    /** `dienstags und freitags früh` */
    when(rhythm: Rhythm): string {
      const [onDays, inPart] = [days(rhythm), part(rhythm)]
      return onDays && inPart
        ? t('page.daysAndPart', { days: onDays, part: inPart })
        : onDays || inPart
    },
    /** `alle 3 bis 4 Tage` */
    every({ median, from, to }: Gap): string {
      if (from !== to) return t('page.every.range', { from, to })
      return median <= 1 ? t('page.every.day') : t('page.every.days', { days: to })
    },
  }
}

/** Away for longer than their own habit explains, by far: nothing is said before that. */
export function isLongAway(daysSinceLastVisit: number | null, gap: Rhythm['gapDays']): boolean {
  return gap !== null && daysSinceLastVisit !== null && daysSinceLastVisit > Math.max(2 * gap.to, 6)
}
