import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '#contract/endpoints/customers.ts'
import { useCall } from '../../client/index.ts'
import { useCustomerName } from './use-customer-name.ts'

/** Leads to whoever has this identity already. */
export function TakenBy({ value }: { value: string }) {
  const { t } = useTranslation('customers')
  const nameOf = useCustomerName()
  const found = useCall(listCustomers, { query: { kind: 'any', search: value.trim(), limit: 2 } })
    .data?.items
  const owner = found?.length === 1 ? found[0] : undefined
  if (!owner) return null
  return (
    <Link to="/customers/$customerId" params={{ customerId: owner.id }}>
      {t('form.owner', { name: nameOf(owner) })}
    </Link>
  )
}
