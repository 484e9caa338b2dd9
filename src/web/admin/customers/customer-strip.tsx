import { useTranslation } from 'react-i18next'
import { VisitStrip } from '../../design/charts/visit-strip.tsx'
import { useFormat } from '../../design/provider.tsx'
import type { PageReply } from './head-words.ts'
import { isLongAway, useRhythmWords } from './rhythm-words.ts'

const stripDays = 26 * 7

/** Half a year of visits; a long gap is said calmly, beside what is usual. */
export function CustomerStrip({ page }: { page: PageReply }) {
  const { t } = useTranslation('customers')
  const absence = useAbsence(page)
  const { days } = page.strip
  const finding =
    days.length > 0 ? t('page.strip.finding', { count: days.length }) : t('page.strip.none')
  return (
    <VisitStrip
      look="bare"
      title={t('page.strip.title')}
      finding={absence ? `${finding} ${absence.remark}` : finding}
      visits={days.map(({ date }) => date)}
      until={page.asOf}
      days={stripDays}
      {...(absence && { absence })}
    />
  )
}

function useAbsence({ rhythm: { gapDays }, daysSinceLastVisit, lastVisitOn }: PageReply) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const rhythmWords = useRhythmWords()
  if (gapDays === null || lastVisitOn === null) return null
  if (!isLongAway(daysSinceLastVisit, gapDays)) return null
  const sameYear = lastVisitOn.startsWith(format.year(new Date()))
  const usual = rhythmWords.every(gapDays)
  return {
    words: t('page.strip.away', { count: daysSinceLastVisit ?? 0 }),
    remark: sameYear
      ? t('page.strip.sinceDay', { date: format.dayLong(lastVisitOn), usual })
      : t('page.strip.since', { date: format.date(lastVisitOn), usual }),
  }
}
