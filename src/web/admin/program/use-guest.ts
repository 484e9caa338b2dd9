import { useState } from 'react'
import { listCustomers, readCustomer } from '#contract/endpoints/customers.ts'
import { useCall } from '../../client/index.ts'
import { useMay } from '../session.ts'
import type { Guest } from './guest.ts'

/** Whose phone is shown: somebody who comes often and was here lately, or whoever is chosen. */
export function useGuest(): [Guest | null | undefined, (customerId: string) => void] {
  const mayRead = useMay()('customers:read')
  const [chosen, choose] = useState<string | null>(null)
  const regulars = useCall(
    listCustomers,
    { query: { regular: 'yes', limit: 1 } },
    { enabled: mayRead && chosen === null },
  )
  const anybody = useCall(
    listCustomers,
    { query: { limit: 1 } },
    { enabled: mayRead && chosen === null && regulars.data?.items.length === 0 },
  )
  const found = chosen ?? regulars.data?.items[0]?.id ?? anybody.data?.items[0]?.id
  const customer = useCall(
    readCustomer,
    { params: { customerId: found ?? '' } },
    { enabled: found !== undefined, keepPrevious: true },
  )
  return [found === undefined && anybody.data ? null : customer.data, choose]
}
