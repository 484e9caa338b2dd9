import { useNavigate } from '@tanstack/react-router'
import { findOnlyCustomer } from './customers/find-customer.ts'
import { useMay } from './session.ts'

/** Leads to the one customer that is meant, else to all who may be; null where none may be seen. */
export function useCustomerSearch() {
  const navigate = useNavigate()
  const may = useMay()
  if (!may('customers:read')) return null
  return async (search: string) => {
    const customerId = await findOnlyCustomer(search)
    if (customerId === null) return navigate({ to: '/customers', search: { search } })
    return navigate({ to: '/customers/$customerId', params: { customerId } })
  }
}
