import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../session.ts'

/** Whoever holds or used a code, for those who may look at people. */
export function Holder({ customerId }: { customerId: string }) {
  const { t } = useTranslation('vouchers')
  if (!useMay()('customers:read')) return null
  return (
    <Link to="/customers/$customerId" params={{ customerId }}>
      {t('codes.person')}
    </Link>
  )
}
