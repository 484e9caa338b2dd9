import { useTranslation } from 'react-i18next'
import type { PointExpiry } from '#contract/language/points.ts'

/** How long points count: `3 Jahre`, `bis zum Ende des Jahres danach`. */
export function useExpiryWords(): (expiry: PointExpiry) => string {
  const { t } = useTranslation('program')
  return (expiry) => {
    switch (expiry.kind) {
      case 'never':
        return t('expiry.never')
      case 'after_days':
        return t('expiry.days', { count: expiry.days })
      case 'after_months':
        return expiry.months % 12 === 0
          ? t('expiry.years', { count: expiry.months / 12 })
          : t('expiry.months', { count: expiry.months })
      case 'end_of_year':
        return expiry.years === 0
          ? t('expiry.yearEnd')
          : t('expiry.laterYearEnd', { count: expiry.years })
    }
  }
}
