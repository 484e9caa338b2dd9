import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import { useWorth } from '../rewards/use-worth.ts'

type ReferralCostProps = {
  terms: { currency: string; referrerPoints: number; recruitPoints: number }
}

/** What both sides together are worth; nothing where the points have no value. */
export function ReferralCost({ terms }: ReferralCostProps) {
  const { t } = useTranslation('referrals')
  const format = useFormat()
  const { worthOf } = useWorth()
  const worth = worthOf(terms.currency, terms.referrerPoints + terms.recruitPoints)
  return worth ? <p>{t('terms.cost', { amount: format.money(worth) })}</p> : null
}
