import type { ReactNode } from 'react'
import { Warning } from '../design/warning.tsx'
import classes from './running-low.module.css'

/** Above a list: what of it must be ordered soon. */
export const RunningLow = ({ children }: { children: ReactNode }) => (
  <p className={classes.warning}>
    <Warning>{children}</Warning>
  </p>
)
