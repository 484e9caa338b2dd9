import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { readCustomer } from '#contract/endpoints/customers.ts'
import { useCall } from '../../client/index.ts'
import { useCustomerTitle } from '../customers/use-customer-name.ts'
import { useMay } from '../session.ts'

/** A person by name, leading to their page; the same person is asked for once. */
export function NamedCustomer({ customerId }: { customerId: string }) {
  const { t } = useTranslation('referrals')
  const mayRead = useMay()('customers:read')
  const titleOf = useCustomerTitle()
  const { data } = useCall(readCustomer, { params: { customerId } }, { enabled: mayRead })
  if (!mayRead) return '…'
  return (
    <Link to="/customers/$customerId" params={{ customerId }}>
      {data ? titleOf(data) : t('list.someone')}
    </Link>
  )
}
