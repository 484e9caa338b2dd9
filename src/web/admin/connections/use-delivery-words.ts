import { useTranslation } from 'react-i18next'
import type { Delivery } from './connection.ts'

/** `Bestellung #1001` */
export function useTopicWords(): (delivery: Delivery) => string {
  const { t } = useTranslation('connections')
  return ({ topic, reference }) => {
    const about = /refund/i.test(topic)
      ? 'refund'
      : /order/i.test(topic)
        ? 'order'
        : /customer|identify/i.test(topic)
          ? 'customer'
          : 'other'
    return `${t(`topics.${about}`)} ${reference || topic}`.trim()
  }
}

/** Why it did not count, in one sentence; nothing where it did. */
export function useReasonWords(): (delivery: Delivery) => string | null {
  const { t } = useTranslation('connections')
  return ({ reason }) => {
    if (reason === null) return null
    const { code, text } = reason
    // Which codes the server may send is open; those without words are told as they are.
    return t(`reasons.${code as 'order_unpaid'}`, {
      text,
      defaultValue: t('reasons.other', { text: text || code }),
    })
  }
}
