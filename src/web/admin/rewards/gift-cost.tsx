import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import type { Gives } from './reward.ts'
import { useArticles } from './use-reward-words.ts'

/** What handing it over costs the business; where nobody has said, where to say it. */
export function GiftCost({ gives }: { gives: Gives }) {
  const { t } = useTranslation('rewards')
  const format = useFormat()
  const { articles } = useArticles()
  const costWords = (cost: number) => t('form.cost', { amount: format.money(cost) })
  switch (gives.kind) {
    case 'amount_voucher':
    case 'donation':
      return <p>{costWords(gives.amount)}</p>
    case 'article':
    case 'exclusive_product': {
      const article = articles.find(({ key }) => key === gives.article)
      if (!article) return null
      return <p>{article.cost > 0 ? costWords(article.cost) : t('form.costUnknown')}</p>
    }
    case 'percent_voucher':
    case 'shipping_voucher':
    case 'experience':
    case 'partner_code':
      return null
  }
}
