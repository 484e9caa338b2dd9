import type { ReactNode } from 'react'
import classes from './refusal.module.css'

type RefusalProps = {
  /** Why not, in words; where there are none, nothing is shown. */
  children: ReactNode
  /** below: with room above it; foot: beside the buttons that end a form. */
  place?: 'below' | 'foot'
}

/** Why something was not done, beside what was pressed; read out as soon as it appears. */
export function Refusal({ children, place }: RefusalProps) {
  if (!children) return null
  return (
    <p
      className={[classes.refusal, place && classes[place]].filter(Boolean).join(' ')}
      role="alert"
    >
      {children}
    </p>
  )
}
