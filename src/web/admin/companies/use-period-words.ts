import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'

/** From when to when somebody belonged to a company. */
export function usePeriodWords(): (days: { from: string | null; to: string | null }) => string {
  const { t } = useTranslation('companies')
  const format = useFormat()
  return ({ from, to }) => {
    if (from === null && to === null) return t('contact.always')
    if (to === null) return t('contact.since', { date: format.date(from!) })
    if (from === null) return t('contact.until', { date: format.date(to) })
    return t('contact.fromTo', { from: format.date(from), to: format.date(to) })
  }
}
