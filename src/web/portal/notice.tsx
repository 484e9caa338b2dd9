import type { ReactNode } from 'react'
import classes from './parts.module.css'

/** A page that has one thing to say. */
export function Notice({ sentence, children }: { sentence: string; children?: ReactNode }) {
  return (
    <section className={classes.page}>
      <h1>{sentence}</h1>
      {children}
    </section>
  )
}
