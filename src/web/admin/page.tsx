import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { PageHead } from '../design/page-head.tsx'
import { useKnownBusiness } from './session.ts'

type PageProps = {
  /** What the browser's tab says. */
  title: string
  crumbs?: readonly ReactNode[]
  children: ReactNode
}

/** A page within the frame: its head with the search, its name in the tab, its matter. */
export function Page({ title, crumbs, children }: PageProps) {
  const navigate = useNavigate()
  const business = useKnownBusiness()?.name || 'Stammgast'
  useEffect(() => {
    document.title = `${title} · ${business}`
  }, [title, business])
  return (
    <>
      <PageHead
        {...(crumbs && { crumbs })}
        onSearch={(text) => navigate({ to: '/customers', search: { search: text } })}
      />
      {children}
    </>
  )
}
