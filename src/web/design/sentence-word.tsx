import { type ComponentProps, createContext, type KeyboardEvent, useContext } from 'react'
import classes from './sentence-word.module.css'

/** Within it words are read and cannot be pressed. */
export const ReadOnlyWords = createContext(false)

type SentenceWordProps = Omit<ComponentProps<'span'>, 'role' | 'tabIndex' | 'onKeyDown'>

/**
 * A word within a sentence that can be pressed. It is no `button`, since that is a box to the line breaking:
 * one of two lines would take the whole width, and the point after it would stand alone.
 */
export function SentenceWord(props: SentenceWordProps) {
  const isReadOnly = useContext(ReadOnlyWords)
  if (isReadOnly) return <span>{props.children}</span>
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button would not break with the sentence
    <span {...props} role="button" tabIndex={0} className={classes.word} onKeyDown={press} />
  )
}

function press(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'Enter' && event.key !== ' ') return
  // Else a blank would scroll the page, or be typed into the field that appears.
  event.preventDefault()
  event.currentTarget.click()
}
