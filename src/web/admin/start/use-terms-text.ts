import { useTranslation } from 'react-i18next'
import type { StartProposal } from '#contract/endpoints/start.ts'
import { useFormat } from '../../design/provider.tsx'

/** The terms that follow from a plan; they change with its words until somebody writes their own. */
export function useTermsText({ businessName, stamp, first, full }: StartProposal): string {
  const { t } = useTranslation('start')
  const format = useFormat()
  const rewards = [first, full].flatMap((one) => (one ? [one] : []))
  return t('terms.text', {
    business: businessName.trim() || '…',
    rule:
      stamp.kind === 'per_visit'
        ? t('terms.ruleVisit')
        : t('terms.ruleAmount', { amount: format.money(stamp.amount) }),
    rewards: rewards.map(({ places, name }) => t('terms.rewardLine', { places, name })).join(' '),
  })
}
