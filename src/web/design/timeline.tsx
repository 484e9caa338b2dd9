import type { ReactNode } from 'react'
import classes from './timeline.module.css'

export type TimelineLine =
  | {
      key: string
      when: ReactNode
      where: ReactNode
      what: ReactNode
      outcome?: ReactNode
      /** Several days in one line: quieter. */
      isFolded?: boolean
    }
  /** A stretch in which nothing happened, worth seeing. */
  | { key: string; pause: ReactNode }

type TimelineProps = { label: string; lines: readonly TimelineLine[]; more?: ReactNode }

/** What happened over all ways, newest first, a line a day. */
export const Timeline = ({ label, lines, more }: TimelineProps) => (
  <>
    <ol className={classes.timeline} aria-label={label}>
      {lines.map((line) =>
        'pause' in line ? (
          <li key={line.key} className={classes.pause}>
            <span>{line.pause}</span>
          </li>
        ) : (
          <li key={line.key} className={line.isFolded ? classes.folded : classes.line}>
            <span className={classes.when}>{line.when}</span>
            <span>{line.where}</span>
            <span className={classes.what}>{line.what}</span>
            <span className={classes.outcome}>{line.outcome}</span>
          </li>
        ),
      )}
    </ol>
    {more && <p className={classes.more}>{more}</p>}
  </>
)
