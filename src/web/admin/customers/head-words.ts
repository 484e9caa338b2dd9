import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { readCustomerPage } from '#contract/endpoints/customer-page.ts'
import { useFormat } from '../../design/provider.tsx'
import { useRhythmWords } from './rhythm-words.ts'

export type PageReply = WireReply<typeof readCustomerPage>

/** The sentence of a customer, written as if they read it: only what is known, nothing guessed. */
export function useHeadWords() {
  const { t } = useTranslation('customers')
  const rhythmWords = useRhythmWords()
  const since = useSinceWords()
  return (page: PageReply): string => {
    const { rhythm, visits } = page
    const when = rhythmWords.when(rhythm)
    const isOften = visits > 1
    const words = [
      since(page),
      isOften && t('page.head.visits', { count: visits }),
      when && t('page.head.mostly', { when }),
      rhythm.store?.name,
      rhythm.article,
    ].filter((word) => word)
    const sentence = words.join(', ')
    return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
  }
}

function useSinceWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  return ({ regular, firstDay, visits, customer, lastVisitOn }: PageReply): string => {
    const first = firstDay ?? (visits > 0 ? lastVisitOn : null)
    if (first === null) return t('page.head.known', { date: format.date(customer.createdAt) })
    if (visits <= 1) return t('page.head.onceOn', { date: format.date(first) })
    const month = `${format.monthName(first)} ${format.year(first)}`
    return regular ? t('page.head.regularSince', { month }) : t('page.head.since', { month })
  }
}

/** By which way somebody can be reached, and how they like to be spoken to. */
export function useReachWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  return ({ reachable, customer: { language, birthday }, asOf }: PageReply): string => {
    const { email, phone } = reachable
    const way = email ? (phone ? 'both' : 'email') : phone ? 'phone' : 'none'
    const names = new Intl.DisplayNames(format.language, { type: 'language' })
    return [
      t(`page.reach.${way}`),
      language && t('page.reach.language', { language: names.of(language) ?? language }),
      birthday && t('page.reach.birthday', { date: dayOf(birthday, format) }),
      isLongAgo(asOf) && t('page.reach.asOf', { date: format.date(asOf) }),
    ]
      .filter(Boolean)
      .join(' ')
  }
}

/** Sources that have been silent for so long say nothing of today. */
const silentDays = 14
const isLongAgo = (date: string) => Date.now() - Date.parse(date) > silentDays * 86_400_000

/** The day of a birthday; its year is nobody's business at the counter. */
const dayOf = (birthday: string, { dayAndMonthLong }: ReturnType<typeof useFormat>) =>
  dayAndMonthLong(`2000-${birthday.slice(-5)}`)
