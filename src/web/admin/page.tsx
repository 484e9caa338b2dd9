import { type ReactNode, useEffect } from 'react'
import { PageHead } from '../design/page-head.tsx'
import { useKnownBusiness } from './session.ts'
import { useCustomerSearch } from './use-customer-search.ts'

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
