import { useTranslation } from 'react-i18next'
import { actTypes } from '#contract/endpoints/customer-page.ts'
import { useFormat } from '../../design/provider.tsx'
import { useReasonWords } from '../points/use-reason-words.ts'
import { useRewardNames } from '../points/use-reward-names.ts'
import type { Item } from './fold-timeline.ts'

type Told = { what: string; outcome: string }

/** What we did, in a sentence, and what it moved. */
export function useActWords() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const reasonWords = useReasonWords(useRewardNames())
  const signed = (points: number) =>
    points > 0 ? `+${format.number(points)}` : format.number(points)
  const pointsOf = ({ points, currency }: Item['details']) =>
    typeof points === 'number' && points !== 0
      ? t('page.acts.points', { points: signed(points), name: String(currency) })
      : ''
  const pointWords = ({ details, text }: Item) => {
    const { reason, act, reward } = details
    const params: Record<string, string> = typeof reward === 'string' ? { reward } : {}
    const words = reasonWords({ key: String(reason), params }, String(act))
    return text === null ? words : t('page.acts.noted', { words, text })
  }
  return (item: Item): Told => {
    const { details, amount } = item
    const name = String(details.name ?? '')
    const type = actTypes.find((one) => one === item.type)
    switch (type) {
      case 'reward_redeemed':
      case 'reward_returned':
        return { what: t(`page.acts.${type}`, { name }), outcome: pointsOf(details) }
      case 'voucher_redeemed':
      case 'voucher_returned': {
        const outcome =
          amount === null ? '' : t(`page.acts.${type}Of`, { amount: format.money(amount) })
        return { what: t(`page.acts.${type}`, { name }), outcome }
      }
      case 'gift_handed_over':
      case 'gift_returned':
      case 'extra_given':
      case 'extra_undone':
        return { what: t(`page.acts.${type}`, { name }), outcome: '' }
      case 'tier_changed':
        return { what: tierWords(details), outcome: '' }
      case 'points':
        return { what: pointWords(item), outcome: pointsOf(details) }
      case undefined:
        return { what: '', outcome: '' }
    }
  }
  function tierWords({ from, to, rises }: Item['details']): string {
    if (to === null) return t('page.acts.tierOver', { name: String(from) })
    const names = { name: String(to), before: String(from) }
    if (rises === true) return t('page.acts.tierReached', names)
    return t('page.acts.tierFell', names)
  }
}
