import type { ReactNode } from 'react'
import classes from './layout.module.css'

type Children = { children: ReactNode }

/** A page's parts below each other. */
export const Stack = ({ children }: Children) => <div className={classes.stack}>{children}</div>

/** Up to four figures beside each other; two on a tablet, one on the phone. */
export const FigureRow = ({ children }: Children) => (
  <div className={classes.figures}>{children}</div>
)

/** Two parts of equal width. */
export const Halves = ({ children }: Children) => <div className={classes.halves}>{children}</div>

type ColumnsProps = Children & {
  aside: ReactNode
  /** Width of the right column in pixels, 292 to 456. */
  asideWidth?: number
}

/** The main matter and a narrow column at its right, below it on the phone. */
export function Columns({ children, aside, asideWidth = 308 }: ColumnsProps) {
  return (
    <div className={classes.columns} style={{ ['--aside' as string]: `${asideWidth}px` }}>
      <div className={classes.cell}>{children}</div>
      <div className={`${classes.cell} ${classes.stack}`}>{aside}</div>
    </div>
  )
}
