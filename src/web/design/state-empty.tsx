import type { ReactNode } from 'react'
import classes from './states.module.css'

/** One sentence on what will be here, and the one way to get there. */
export const StateEmpty = ({ children, action }: { children: ReactNode; action?: ReactNode }) => (
  <div className={classes.empty}>
    <p className={classes.sentence}>{children}</p>
    {action && <div className={classes.action}>{action}</div>}
  </div>
)
