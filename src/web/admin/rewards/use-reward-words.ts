import { useTranslation } from 'react-i18next'
import { listGiftArticles } from '#contract/endpoints/gift-articles.ts'
import { readProgram } from '#contract/endpoints/programs.ts'
import { useCall } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import type { Gives } from './reward.ts'

/** What there is to collect, by what it is called. */
export function useCurrencies() {
  const program = useCall(readProgram, {})
  const now = (program.data?.currencies ?? []).filter(({ state }) => state === 'in_force')
  const nameOf = (currency: string) =>
    now.find((one) => one.currency === currency)?.name ?? currency
  return { program, currencies: now, nameOf }
}

/** Articles to give away, the archived too, since older rewards name them. */
export function useArticles() {
  const reply = useCall(listGiftArticles, { query: { archived: 'yes' } })
  const articles = reply.data?.items ?? []
  const nameOf = (key: string) => articles.find((one) => one.key === key)?.name ?? key
  return { reply, articles, nameOf }
}

/** `Gutschein über 5,00 €` */
export function useGivesWords() {
  const { t } = useTranslation('rewards')
  const format = useFormat()
  const { nameOf } = useArticles()
  return (gives: Gives): string => {
    switch (gives.kind) {
      case 'percent_voucher':
        return t('gives.percent_voucher', { percent: format.percent(gives.percent / 100, 0) })
      case 'amount_voucher':
      case 'donation':
        return t(`gives.${gives.kind}`, { amount: format.money(gives.amount) })
      case 'article':
      case 'exclusive_product':
        return t(`gives.${gives.kind}`, { article: nameOf(gives.article) })
      case 'shipping_voucher':
      case 'experience':
      case 'partner_code':
        return t(`gives.${gives.kind}`)
    }
  }
}
