import { useTranslation } from 'react-i18next'
import type { Closure, OpenSpan } from '#contract/endpoints/opening-hours.ts'
import { useFormat } from '../../design/provider.tsx'
import { spanText } from './day-text.ts'
import { dateOf, type Stretch, stretchesOf } from './weekdays.ts'

const closuresShown = 3

/** A week and its exceptions, as one would say them. */
export function useOpeningWords() {
  const { t } = useTranslation('opening')
  const format = useFormat()
  const daysOf = ({ from, until }: Stretch) =>
    [...new Set([from, until])].map((day) => format.weekdayShort(dateOf(day))).join('–')
  return {
    week: (hours: readonly OpenSpan[] | null) =>
      hours === null
        ? t('unsaid')
        : stretchesOf(hours)
            .map((stretch) =>
              stretch.spans.length === 0
                ? t('closedOn', { days: daysOf(stretch) })
                : t('spans', {
                    days: daysOf(stretch),
                    times: format.list(stretch.spans.map(spanText)),
                  }),
            )
            .join(', '),
    /** Those that lie ahead, the next ones by name. */
    closures(closures: readonly Closure[], today: string): string {
      const ahead = closures
        .filter(({ until }) => until >= today)
        .sort((one, other) => (one.from < other.from ? -1 : 1))
      const named = ahead.slice(0, closuresShown).map(({ from, until, name }) => {
        const days = from === until ? format.date(from) : format.dayRange(from, until)
        return t('closure', { days, name })
      })
      const rest = ahead.length - named.length
      return [named.join(', '), ...(rest > 0 ? [t('more', { count: rest })] : [])].join(' ')
    },
  }
}
