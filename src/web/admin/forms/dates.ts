import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'

/** Today in the business's zone, as a field for dates wants it: `2026-11-21`. */
export function useToday(): string {
  const { timeZone } = useFormat()
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date())
}

export function useDateFault(): (date: string) => string | null {
  const { t } = useTranslation('settings')
  return (date) =>
    /^\d{4}-\d\d-\d\d$/.test(date) && date >= '1970' && date < '2150' ? null : t('fault.date')
}
