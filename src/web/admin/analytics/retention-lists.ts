import { useTranslation } from 'react-i18next'
import { type balanceKinds, listRetentionCustomers } from '#contract/endpoints/analytics.ts'
import { type Behind, behind, useMaySeeCustomers } from './behind.ts'
import { usePeriodWords } from './period-words.ts'
import type { Retention, RetentionPeriod } from './retention.ts'

export type BalanceNumber = (typeof balanceKinds)[number]

/** The customers behind any number of a balance; null where the role may not see them. */
export function useRetentionLists({ every, basis }: Retention) {
  const { t } = useTranslation('analytics')
  const periods = usePeriodWords()
  const maySee = useMaySeeCustomers()
  const { filters } = basis
  if (!maySee) return null
  return (period: Pick<RetentionPeriod, 'start'>, kind: BalanceNumber): Behind => {
    const words = periods.pair(every, period.start)
    return behind(t(`retention.list.${kind}`, words), listRetentionCustomers, {
      every,
      period: period.start,
      kind,
      store: filters.store,
      channel: filters.channel,
      category: filters.category,
      tag: filters.tag,
      attribute: filters.attribute,
    })
  }
}
