import type { ReactNode } from 'react'
import classes from './section.module.css'

type SectionProps = {
  heading: ReactNode
  /** What is measured or meant, in muted, after the heading. */
  note?: ReactNode
  /** `below` sets the note on its own line, as over a chart. */
  notePlace?: 'beside' | 'below'
  /** A link or a choice at the right end of the heading's line. */
  aside?: ReactNode
  /** Something here needs a look: the heading carries the diamond. */
  warning?: boolean
  children?: ReactNode
}

/** A part of a page: one dark hairline, a heading, white space. No box. */
export function Section({
  heading,
  note,
  notePlace = 'beside',
  aside,
  warning = false,
  children,
}: SectionProps) {
  return (
    <section className={classes.section}>
      <div className={classes.head}>
        <h2>
          {warning && <i className={classes.diamond} aria-hidden="true" />}
          {heading}
          {note && (
            <span className={notePlace === 'below' ? classes.noteBelow : classes.note}>
              {' '}
              {note}
            </span>
          )}
        </h2>
        {aside && <div className={classes.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  )
}
