import type { ReactNode } from 'react'
import classes from './notice.module.css'

/** The whole page, where nobody can be served. */
export function Notice({ sentence, children }: { sentence: string; children?: ReactNode }) {
  return (
    <main className={classes.notice}>
      <h1>{sentence}</h1>
      {children}
    </main>
  )
}
