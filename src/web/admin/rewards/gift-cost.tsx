import { useTranslation } from 'react-i18next'
import { currencyDecimals } from '#kernel/money.ts'
import { useFormat } from '../../design/provider.tsx'
import type { Benefit } from '../vouchers/voucher.ts'
import type { Gives } from './reward.ts'
import { useArticles } from './use-reward-words.ts'

type GiftCostProps = {
  gives: Gives | Benefit
  /** What one redemption was said to cost, in minor units; null: as much as it gives. */
  costPerUse?: number | null
  /** So often it can be redeemed in all; null: nobody said. */
  times?: number | null
}

/** What handing it over costs the business; where nobody has said, where to say it. */
export function GiftCost({ gives, costPerUse = null, times = null }: GiftCostProps) {
  const { t } = useTranslation('rewards')
  const format = useFormat()
  const { articles } = useArticles()
  const examplePurchase = 20 * 10 ** currencyDecimals(format.currency)
  const exactly = (amount: number) => (
    <p>
      {t('form.cost', { amount: format.money(amount) })}
      {times !== null &&
        times > 1 &&
        ` ${t('form.costInAll', { count: times, amount: format.money(amount * times) })}`}
    </p>
  )
  if (costPerUse !== null) return exactly(costPerUse)
  switch (gives.kind) {
    case 'amount_voucher':
    case 'amount':
    case 'donation':
      return exactly(gives.amount)
    case 'percent_voucher':
    case 'percent': {
      const most = 'discountMax' in gives ? gives.discountMax : null
      const cost = Math.round((examplePurchase * gives.percent) / 100)
      const example = { basket: format.money(examplePurchase), amount: format.money(cost) }
      return most !== null && most !== undefined && most <= cost ? (
        <p>{t('form.costAtMost', { amount: format.money(most) })}</p>
      ) : (
        <p>{t('form.costByPurchase', example)}</p>
      )
    }
    case 'article':
    case 'exclusive_product': {
      const article = articles.find(({ key }) => key === gives.article)
      if (!article) return null
      return article.cost > 0 ? exactly(article.cost) : <p>{t('form.costUnknown')}</p>
    }
    case 'free_article':
    case 'free_shipping':
      return <p>{t('form.costUnsaid')}</p>
    case 'shipping_voucher':
    case 'experience':
    case 'partner_code':
      return null
  }
}
