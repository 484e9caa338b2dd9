import { useTranslation } from 'react-i18next'
import type { StartProposal } from '#contract/endpoints/start.ts'
import {
  costOf,
  receiptsPerCardShown,
  type StartGround,
  yearOf,
} from '#contract/language/start-plan.ts'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import classes from './start.module.css'

type YearOfPlanProps = { draft: StartProposal; ground: StartGround | null }

/** What the plan costs at most in a year of one's own receipts; without any, what a card costs. */
export function YearOfPlan({ draft, ground }: YearOfPlanProps) {
  const { t } = useTranslation('start')
  const format = useFormat()
  if (ground === null) {
    return (
      <Section heading={t('year.heading')}>
        <p className={classes.serif}>
          {t('year.unknown', { amount: format.money(costOf(draft.full)) })}{' '}
          {draft.first && t('year.unknownFirst', { amount: format.money(costOf(draft.first)) })}
        </p>
        <p className={classes.quiet}>{t('year.unknownReason')}</p>
      </Section>
    )
  }
  const { costMax, costShare } = yearOf(draft, ground)
  return (
    <Section heading={t('year.heading')}>
      <p className={classes.serif}>
        {t('year.atMost', { amount: format.money(costMax), share: format.percent(costShare, 1) })}
      </p>
      <p className={classes.quiet}>
        {t('year.reason', {
          receipts: ground.receiptsPerYear,
          average: format.money(ground.averageReceipt),
          each: receiptsPerCardShown,
        })}{' '}
        {draft.first && t('year.withFirst')}
      </p>
    </Section>
  )
}
