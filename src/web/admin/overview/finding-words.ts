import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import { usePeriodWords } from '../analytics/period-words.ts'
import type { Finding, Overview } from './overview.ts'

type Range = { low: number; high: number }

/** What a finding says, and why we say it. */
export type FindingWords = { sentence: string; reason: string }

export function useFindingWords({
  presence,
}: Overview['basis']): (finding: Finding) => FindingWords {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const periods = usePeriodWords()
  const shares = ({ low, high }: Range) => ({
    low: format.number(low * 100, 1),
    high: format.percent(high),
  })
  const counts = ({ low, high }: Range) => ({
    low: format.number(Math.ceil(low)),
    high: format.number(Math.floor(high)),
  })
  return (finding) => {
    switch (finding.key) {
      case 'nothing_yet':
        return { sentence: t('finding.nothing_yet.sentence'), reason: '' }
      case 'receipts_without_customers':
        return {
          sentence: t('finding.receipts_without_customers.sentence'),
          reason: t('finding.receipts_without_customers.reason', { count: finding.receipts }),
        }
      case 'store_silent':
        return {
          sentence: t('finding.store_silent.sentence', {
            store: finding.store.name,
            count: finding.silentDays,
          }),
          reason: t('finding.store_silent.reason', { date: format.date(finding.lastDay) }),
        }
      case 'store_below':
      case 'store_above': {
        const words = periods.pair('month', finding.from)
        return {
          sentence: t(`finding.${finding.key}.sentence`, {
            ...words,
            store: finding.store.name,
            kept: finding.kept,
            count: finding.start,
          }),
          reason: t('finding.storeReason', {
            share: format.percent(finding.rate),
            overall: format.percent(finding.overallRate),
            ...shares(finding.interval),
          }),
        }
      }
      case 'leaving_above_usual':
      case 'leaving_below_usual':
        return {
          sentence: t(`finding.${finding.key}.sentence`, {
            count: finding.leaving,
            regulars: finding.regulars,
          }),
          reason: t(`finding.${finding.key}.reason`, counts(finding.usual)),
        }
      case 'kept_below_usual':
      case 'kept_above_usual':
        return {
          sentence: t(`finding.${finding.key}.sentence`, {
            ...periods.pair('month', finding.from),
            kept: finding.kept,
            count: finding.start,
          }),
          reason: t('finding.keptReason', {
            share: format.percent(finding.rate),
            ...shares(finding.usual),
          }),
        }
      case 'regulars_leaving':
        return {
          sentence: t('finding.regulars_leaving.sentence', {
            count: finding.leaving,
            regulars: finding.regulars,
          }),
          reason: t('finding.regulars_leaving.reason'),
        }
      case 'kept':
        return {
          sentence: t('finding.kept.sentence', {
            ...periods.pair('month', finding.from),
            kept: finding.kept,
            count: finding.start,
          }),
          reason: t('finding.kept.reason', { share: format.percent(finding.rate) }),
        }
      case 'first_figures':
        return {
          sentence: t('finding.first_figures.sentence', {
            count: finding.customers,
            purchases: t('finding.first_figures.purchases', {
              count: presence === 'visits' ? finding.daysThere : finding.purchases,
            }),
          }),
          reason: t('finding.first_figures.reason', { date: format.date(finding.since) }),
        }
    }
  }
}
