import { Popover } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { SentenceWord } from '../../design/sentence-word.tsx'

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
        <SentenceWord aria-label={`${label}: ${word}`} onClick={() => setOpen(!isOpen)}>
          {word}
        </SentenceWord>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{children(() => setOpen(false))}</Popover.Dropdown>
    </Popover>
  )
}
