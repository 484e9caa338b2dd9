import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import forms from '../forms/forms.module.css'
import { useMay } from '../session.ts'

type HolderProps = { customerId: string; name: string | null }

/** Whoever holds or used a code, for those who may look at people. */
export function Holder({ customerId, name }: HolderProps) {
  const { t } = useTranslation('vouchers')
  if (!useMay()('customers:read')) return null
  return (
    <Link to="/customers/$customerId" params={{ customerId }}>
      <span className={forms.anywhere}>{name ?? t('codes.person')}</span>
    </Link>
  )
}
