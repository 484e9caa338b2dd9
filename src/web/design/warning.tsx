import type { ReactNode } from 'react'
import words from './words.module.css'

/** Something to look at: always the diamond and a word, never color alone. */
export const Warning = ({ children }: { children: ReactNode }) => (
  <span className={words.warn}>
    <i className={words.mark} aria-hidden="true" />
    {children}
  </span>
)
