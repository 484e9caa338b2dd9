import type { ReactNode } from 'react'
import classes from './sentence.module.css'

type SentenceProps = {
  children: ReactNode
  /** Why this sentence, or what it means, in running text. */
  reason?: ReactNode
  /** A second, smaller sentence in the same voice. */
  lead?: ReactNode
  note?: ReactNode
  /** Links in plain accent words below. */
  links?: ReactNode
  /** What can be done here, beside the sentence. */
  actions?: ReactNode
}

/** What the page says, in the serif: its heading of first order. */
export function Sentence({ children, reason, lead, note, links, actions }: SentenceProps) {
  return (
    <div className={classes.head}>
      <div>
        <h1>{children}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {reason && <p className={classes.reason}>{reason}</p>}
        {note && <p className={classes.note}>{note}</p>}
        {links && <div className={classes.links}>{links}</div>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  )
}
