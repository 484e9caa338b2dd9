import type { ComponentProps } from 'react'
import classes from './sentence-word.module.css'

/** A word within a sentence that can be pressed; the point or comma after it stays with it. */
export const SentenceWord = (props: ComponentProps<'button'>) => (
  <span className={classes.held}>
    <button type="button" {...props} className={classes.word} />
  </span>
)
