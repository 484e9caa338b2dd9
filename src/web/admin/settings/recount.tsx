import { useTranslation } from 'react-i18next'
import type { BusinessChange, Recount } from '#contract/endpoints/business.ts'
import { countCustomers } from '#contract/endpoints/customers.ts'
import { useCall } from '../../client/index.ts'

/** What a change has counted anew of every customer: all days, or the profit alone. */
export function countedAnew(change: BusinessChange): Recount['of'] | null {
  if (change.timeZone !== undefined) return 'days'
  const { defaultMargin, defaultTaxRate } = change
  return defaultMargin === undefined && defaultTaxRate === undefined ? null : 'profit'
}

/** What counting anew means before it begins. */
export function RecountAhead({ of }: { of: Recount['of'] }) {
  const { t } = useTranslation('settings')
  const announced = useAnnouncement()
  return (
    <>
      <p>{announced}</p>
      <p>{t(`counting.recountHint.${of}`)}</p>
    </>
  )
}

/** How many customers are counted anew. */
export function useAnnouncement(): string {
  const { t } = useTranslation('settings')
  const { data } = useCall(countCustomers, { query: { kind: 'any' } })
  if (data === undefined) return t('counting.recountUnknown')
  return data.estimated
    ? t('counting.recountAbout', { count: data.count })
    : t('counting.recount', { count: data.count })
}
