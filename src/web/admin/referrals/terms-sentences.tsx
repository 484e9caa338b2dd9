import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { readReferralTerms } from '#contract/endpoints/referrals.ts'
import { useFormat } from '../../design/provider.tsx'
import { useCurrencies } from '../rewards/use-reward-words.ts'
import { ReferralCost } from './referral-cost.tsx'
import classes from './referrals.module.css'

export type Terms = WireReply<typeof readReferralTerms>['items'][number]

/** What holds now: the latest that has begun. */
export const inForce = (items: readonly Terms[]): Terms | undefined =>
  items
    .filter(({ validFrom }) => Date.parse(validFrom) <= Date.now())
    .toSorted((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom))[0]

/** What bringing somebody is worth, in sentences. */
export function TermsSentences({ terms }: { terms: Terms }) {
  const { t } = useTranslation('referrals')
  const format = useFormat()
  const { nameOf } = useCurrencies()
  const { currency, referrerPoints, recruitPoints, validFrom } = terms
  const { amountMin = 0, returnDays = 0, withinDays = 0, perYearMax = 0 } = terms
  const amount = (points: number) => t('terms.amount', { points, name: nameOf(currency) })
  const sentences = [
    t('terms.says', { referrer: amount(referrerPoints), recruit: amount(recruitPoints) }),
    amountMin > 0 ? t('terms.min', { amount: format.money(amountMin) }) : t('terms.minAny'),
    t('terms.days', { count: withinDays }),
    returnDays === 0 ? t('terms.returnNone') : t('terms.return', { count: returnDays }),
    t('terms.year', { count: perYearMax }),
  ]
  const isPlanned = Date.parse(validFrom) > Date.now()
  return (
    <div className={classes.terms}>
      <p className={classes.first}>{sentences[0]}</p>
      <p>{sentences.slice(1).join(' ')}</p>
      <ReferralCost terms={terms} />
      {isPlanned && <p>{t('terms.planned', { date: format.date(validFrom) })}</p>}
    </div>
  )
}
