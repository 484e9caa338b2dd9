import type { ReactNode } from 'react'
import { Warning } from '../../design/warning.tsx'
import classes from './deliveries.module.css'

type OutcomeProps = {
  word: string
  /** Somebody is to look at it. */
  isTrouble: boolean
  /** That it came or went more than once. */
  times: ReactNode
  /** Why, and what comes next; each a line of its own. */
  reasons: readonly (string | null)[]
}

/** What became of a delivery. */
export function Outcome({ word, isTrouble, times, reasons }: OutcomeProps) {
  return (
    <span className={classes.outcome}>
      {isTrouble ? <Warning>{word}</Warning> : word}
      {times && <span className={classes.muted}>, {times}</span>}
      {reasons
        .filter((reason) => reason !== null)
        .map((reason) => (
          <span key={reason} className={classes.reason}>
            {reason}
          </span>
        ))}
    </span>
  )
}
