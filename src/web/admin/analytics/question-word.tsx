import { Popover } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import classes from './question.module.css'

type QuestionWordProps = {
  /** What the word decides. */
  label: string
  /** How it reads within the sentence. */
  word: string
  children: (close: () => void) => ReactNode
}

/** A word of the question that can be changed: its choices open below it. */
export function QuestionWord({ label, word, children }: QuestionWordProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      width="min(320px, calc(100vw - 40px))"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.word}
          aria-label={`${label}: ${word}`}
          onClick={() => setOpen(!isOpen)}
        >
          {word}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{children(() => setOpen(false))}</Popover.Dropdown>
    </Popover>
  )
}
