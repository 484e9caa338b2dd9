import { type ReactNode, useEffect } from 'react'
import { BrandMark } from '../design/brand-mark.tsx'
import classes from './bare.module.css'
import { useKnownBusiness } from './session.ts'

/** A page before or beside the frame: sign-in, set-up, first start. */
export function Bare({ title, children }: { title: string; children: ReactNode }) {
  const business = useKnownBusiness()
  const name = business?.name || 'Stammgast'
  useEffect(() => {
    document.title = `${title} · ${name}`
  }, [title, name])
  return (
    <main className={classes.bare}>
      <BrandMark name={name} logoUrl={business?.logo ?? null} />
      <div className={classes.matter}>{children}</div>
    </main>
  )
}
