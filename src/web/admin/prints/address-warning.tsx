import { useTranslation } from 'react-i18next'
import { Warning } from '../../design/warning.tsx'

const ownNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Codes on paper lead where a phone can go, or nowhere. */
export function AddressWarning({ address }: { address: string }) {
  const { t } = useTranslation('prints')
  if (!ownNames.has(new URL(address).hostname)) return null
  return (
    <p>
      <Warning>{t('unreachable', { address })}</Warning>
    </p>
  )
}
