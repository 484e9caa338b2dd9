import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import type { listReferrals } from '#contract/endpoints/referrals.ts'

type Named = WireReply<typeof listReferrals>['items'][number]['referrer']

/** A person by name, leading to their page; nobody in particular for who may not see them. */
export function NamedCustomer({ customer }: { customer: Named }) {
  const { t } = useTranslation(['referrals', 'customers'])
  if (customer === null) return t('referrals:list.someone')
  const { customerId, name, shown } = customer
  const numbered = shown === null ? null : t('customers:numbered', { value: shown })
  return (
    <Link to="/customers/$customerId" params={{ customerId }}>
      {name ?? numbered ?? t('customers:nameless')}
    </Link>
  )
}
