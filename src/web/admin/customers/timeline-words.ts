import { useTranslation } from 'react-i18next'
import type { customers } from '#locales/de/customers.ts'
import { useFormat } from '../../design/provider.tsx'
import { useChannelName } from '../analytics/channel-name.ts'
import { useActWords } from './act-words.ts'
import { type DayEntry, type FoldEntry, type Item, isAct, isVisit } from './fold-timeline.ts'
import { useReceiptWords } from './receipt-words.ts'

type Where = keyof typeof customers.page.where
type Line = { key: string; when: string; where: string; what: string; outcome: string }

/** A line of the timeline, in words; days of this year are written without it. */
export function useTimelineWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const receiptWords = useReceiptWords()
  const saidWords = useSaidWords()
  const actWords = useActWords()
  const whereWords = useWhereWords()
  const whenWords = (day: string) =>
    day.startsWith(format.year(new Date()))
      ? format.dayShort(day).replace(/[.,]+/, '')
      : format.date(day)
  return {
    day(entry: DayEntry): Line {
      const [first] = entry.items
      const told = isAct(first!) ? actWords(first!) : null
      const visit = isVisit(first!)
      return {
        key: entry.key,
        when: whenWords(entry.day),
        where: whereWords(entry.items[0]!),
        what: visit ? receiptWords.what(entry.items) : saidWords.what(entry.items),
        outcome: visit ? receiptWords.sum(entry.items) : saidWords.outcome(entry.items[0]!),
        ...told,
      }
    },
    fold({ key, by, days }: FoldEntry): Line & { isFolded: true } {
      const [latest, earliest] = [days[0]!.day, days.at(-1)!.day]
      const items = days.flatMap((day) => day.items)
      const visitDays = new Set(items.filter(isVisit).map(({ day }) => day)).size
      const clicks = items.filter((item) => !isVisit(item)).length
      const places = new Set(items.filter(isVisit).map(whereWords))
      return {
        key,
        when: by === 'month' ? format.month(latest) : format.dayRange(earliest, latest),
        where: places.size === 1 ? [...places][0]! : '',
        what: [
          visitDays > 0 && t('page.timeline.visitsIn', { count: visitDays }),
          clicks > 0 && t('page.timeline.clicksIn', { count: clicks }),
        ]
          .filter(Boolean)
          .join(', '),
        outcome: receiptWords.sum(items),
        isFolded: true,
      }
    },
  }
}

/** The store or the way something came by. */
function useWhereWords() {
  const { t } = useTranslation('customers')
  const channelName = useChannelName()
  const known: readonly string[] = Object.keys(t('page.where', { returnObjects: true }))
  const isKnown = (word: string): word is Where => known.includes(word)
  return (item: Item): string => {
    const { type, store, channel, details } = item
    const medium = details.medium
    if (type === 'contact' && typeof medium === 'string') {
      return isKnown(medium) ? t(`page.where.${medium}`) : medium
    }
    if (type === 'points' && store === null) return String(details.currency)
    if (isKnown(type) && (store === null || !isAct(item))) return t(`page.where.${type}`)
    return store?.name ?? (channel === null ? '' : channelName(channel))
  }
}

/** What somebody said, read or looked at. */
function useSaidWords() {
  const { t } = useTranslation('customers')
  const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
  const named = (items: readonly Item[], ...fields: string[]) =>
    [
      ...new Set(
        items.map(({ details }) => fields.map((field) => textOf(details[field])).find(Boolean)),
      ),
    ]
      .filter(Boolean)
      .join(', ')
  return {
    what(items: readonly Item[]): string {
      const { type, text, details } = items[0]!
      switch (type) {
        case 'review': {
          const rating = String(details.rating ?? '')
          return text
            ? t('page.timeline.starsQuote', { rating, text })
            : t('page.timeline.stars', { rating })
        }
        case 'product_viewed':
          return t('page.timeline.viewed', { name: named(items, 'name', 'sku') })
        case 'newsletter_clicked':
          return t('page.timeline.clicked', { name: named(items, 'newsletter') })
        case 'download':
          return t('page.timeline.downloaded', { name: named(items, 'name') })
        case 'social_interaction': {
          const what = [socialWord(textOf(details.kind)), textOf(details.network)].filter(Boolean)
          return text ? t('page.timeline.quote', { text }) : what.join(', ')
        }
        case 'note':
          return text ?? ''
        default:
          return text ? t('page.timeline.quote', { text }) : textOf(details.name)
      }
    },
    outcome({ type, details: { direction } }: Item): string {
      if (type !== 'contact') return ''
      return direction === 'out' ? t('page.timeline.outgoing') : t('page.timeline.incoming')
    },
  }
  function socialWord(kind: string): string {
    switch (kind) {
      case 'mention':
      case 'comment':
      case 'like':
      case 'share':
        return t(`page.social.${kind}`)
      default:
        return kind
    }
  }
}
