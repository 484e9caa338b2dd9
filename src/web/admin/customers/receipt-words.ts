import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import type { Item } from './fold-timeline.ts'

const articlesShown = 3

/** What was bought, in the order in which most of it was. */
export function useReceiptWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()

  const articles = (items: readonly Item[]): string => {
    const counted = countArticles(items)
    const names = counted.slice(0, articlesShown).map(([name, count]) => times(name, count))
    const more = counted.length - names.length
    const listed = names.join(', ')
    return more > 0 ? t('page.timeline.moreArticles', { names: listed, count: more }) : listed
  }
  const times = (name: string, count: number): string => {
    if (count === 2) return t('page.timeline.twice', { name })
    return count > 2 ? t('page.timeline.times', { name, count }) : name
  }
  const fallback = ({ receiptNumber }: Item): string =>
    receiptNumber
      ? t('page.timeline.receipt', { number: receiptNumber })
      : t('page.timeline.purchase')
  const bought = (items: readonly Item[]): string => {
    const first = items[0]!
    const named = articles(items)
    const count = items.length
    if (count > 1) {
      return named
        ? t('page.timeline.receipts', { count, what: named })
        : t('page.timeline.receiptsOnly', { count })
    }
    const what = named || fallback(first)
    const at = new Date(first.occurredAt)
    if (isNoon(at, format.timeZone)) return what
    return t('page.timeline.at', { time: format.time(at), what })
  }
  return {
    what(items: readonly Item[]): string {
      const purchases = items.filter(({ type }) => type === 'purchase')
      const returns = items.filter(({ type }) => type === 'return')
      const returned = articles(returns)
      return [
        purchases.length > 0 && bought(purchases),
        returns.length > 0 &&
          (returned ? t('page.timeline.returnOf', { what: returned }) : t('page.timeline.return')),
        purchases.length === 0 && returns.length === 0 && t('page.timeline.visit'),
      ]
        .filter(Boolean)
        .join('; ')
    },
    /** Purchases less returns, where there was money at all. */
    sum(items: readonly Item[]): string {
      const amounts = items.filter(({ amount }) => amount !== null)
      if (amounts.length === 0) return ''
      const total = amounts.reduce(
        (sum, { type, amount }) => sum + (type === 'return' ? -1 : 1) * Math.abs(amount!.amount),
        0,
      )
      return format.money({ amount: total, currency: amounts[0]!.amount!.currency })
    },
  }
}

/** A date without a time was put at noon: it says nothing of the hour. */
const isNoon = (at: Date, timeZone: string) =>
  at.toLocaleTimeString('en-GB', { timeZone }) === '12:00:00'

function countArticles(items: readonly Item[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const { name, sku, quantity } of items.flatMap(({ lines }) => lines)) {
    const article = name ?? sku
    // A weight is no number of pieces.
    const pieces = quantity !== null && Number.isInteger(quantity) ? Math.abs(quantity) : 1
    if (article) counts.set(article, (counts.get(article) ?? 0) + pieces)
  }
  return [...counts].sort(([, a], [, b]) => b - a)
}
