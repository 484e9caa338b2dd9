import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'

/** Small numbers are written out, as in any letter. */
const writtenOut = ['2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const

/** How often somebody comes and how long they are gone, as one would say it. */
export function useRhythmWords() {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const number = (count: number) => {
    const written = writtenOut.find((one) => one === String(count))
    return written ? t(`number.${written}`) : format.number(count)
  }
  return {
    usual: (gapDays: number): string => {
      const rhythm = rhythmOf(gapDays)
      const { unit, count } = rhythm
      return t(`rhythm.${unit}`, { count, number: number(count) })
    },
    since: (awayDays: number): string => {
      const { unit, count } = spanOf(awayDays)
      return t(`since.${unit}`, { count, number: number(count) })
    },
    ago: (awayDays: number): string => {
      const { unit, count } = spanOf(awayDays)
      return t(`ago.${unit}`, { count, number: number(count) })
    },
    times: (count: number): string => {
      const isWritten = writtenOut.some((one) => one === String(count))
      return t(isWritten ? 'times.written' : 'times.counted', { count, number: number(count) })
    },
  }
}

type Rhythm = {
  unit: 'daily' | 'timesAWeek' | 'everyDays' | 'everyWeeks' | 'everyMonths'
  count: number
}

/** From the usual days between two visits. Weeks and months are said only where they come close. */
export function rhythmOf(gapDays: number): Rhythm {
  if (gapDays < 1.4) return { unit: 'daily', count: 1 }
  if (gapDays < 4.6) return { unit: 'timesAWeek', count: Math.round(7 / gapDays) }
  const weeks = Math.round(gapDays / 7)
  if (gapDays < 26 && Math.abs(gapDays - 7 * weeks) > 1) {
    return { unit: 'everyDays', count: Math.round(gapDays) }
  }
  if (gapDays < 26 || (gapDays >= 35 && gapDays < 75)) return { unit: 'everyWeeks', count: weeks }
  return { unit: 'everyMonths', count: Math.round(gapDays / 30.4) }
}

type Span = { unit: 'days' | 'weeks' | 'months'; count: number }

export function spanOf(days: number): Span {
  if (days < 14) return { unit: 'days', count: days }
  if (days < 75) return { unit: 'weeks', count: Math.round(days / 7) }
  return { unit: 'months', count: Math.round(days / 30.4) }
}
