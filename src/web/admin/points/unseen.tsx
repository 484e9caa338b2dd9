import type { ReactNode } from 'react'
import words from '../../design/words.module.css'

/** The heading of a column of buttons, for those who hear the table. */
export const Unseen = ({ children }: { children: ReactNode }) => (
  <span className={words.unseen}>{children}</span>
)
