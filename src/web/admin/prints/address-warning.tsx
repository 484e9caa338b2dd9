import { useTranslation } from 'react-i18next'
import { Warning } from '../../design/warning.tsx'

const ownNames = new Set(['localhost', '127.0.0.1', '[::1]'])

type AddressWarningProps = {
  address: string
  /** It was said under which address the program is reached; else it is the one in the browser. */
  fixed: boolean
}

/** Codes on paper lead where a phone can go, and that for years, or nowhere. */
export function AddressWarning({ address, fixed }: AddressWarningProps) {
  const { t } = useTranslation('prints')
  const isOwn = ownNames.has(new URL(address).hostname)
  if (fixed && !isOwn) return null
  return (
    <p>
      <Warning>{t(isOwn ? 'unreachable' : 'unfixed', { address })}</Warning>
    </p>
  )
}
