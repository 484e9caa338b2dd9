import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { PageHead } from '../design/page-head.tsx'
import { findOnlyCustomer } from './customers/find-customer.ts'
import { useKnownBusiness, useSession } from './session.ts'

type PageProps = {
  /** What the browser's tab says. */
  title: string
  crumbs?: readonly ReactNode[]
  /** The page searches customers itself. */
  hasOwnSearch?: boolean
  children: ReactNode
}

/** A page within the frame: its head with the search, its name in the tab, its matter. */
export function Page({ title, crumbs, hasOwnSearch = false, children }: PageProps) {
  const search = useCustomerSearch()
  const business = useKnownBusiness()?.name || 'Stammgast'
  useEffect(() => {
    document.title = `${title} · ${business}`
  }, [title, business])
  return (
    <>
      <PageHead
        {...(crumbs && { crumbs })}
        {...(search && !hasOwnSearch && { onSearch: search })}
      />
      {children}
    </>
  )
}

/** Leads to the one customer that is meant, else to all who may be. */
function useCustomerSearch() {
  const navigate = useNavigate()
  const mayRead = useSession().permissions.includes('customers:read')
  if (!mayRead) return null
  return async (search: string) => {
    const customerId = await findOnlyCustomer(search)
    if (customerId === null) return navigate({ to: '/customers', search: { search } })
    return navigate({ to: '/customers/$customerId', params: { customerId } })
  }
}
