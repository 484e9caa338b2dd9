import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Refusal } from '../../design/refusal.tsx'
import classes from './writing.module.css'

type Written<Draft> = {
  draft: Draft
  change: (next: (before: Draft) => Draft) => void
  put: (part: Partial<Draft>) => void
  /** What was typed is no value for the word; null: it is. */
  onFault: (fault: string | null) => void
}

type SentenceFormProps<Draft> = {
  start: Draft
  /** What it cannot be sent without, in words; null: nothing. */
  missingOf: (draft: Draft) => string | null
  action: { isPending: boolean; error: Problem | null }
  refusalWords: (problem: Problem) => string
  /** Named as the result. */
  word: string
  onSend: (draft: Draft) => void
  onCancel: () => void
  children: (written: Written<Draft>) => ReactNode
}

/** Sentences that are being written; below them what stands in the way, and the one thing to do. */
export function SentenceForm<Draft extends object>(props: SentenceFormProps<Draft>) {
  const { start, missingOf, action, refusalWords, word, onSend, onCancel, children } = props
  const { t } = useTranslation('frame')
  const [draft, setDraft] = useState(start)
  const [typed, setTyped] = useState<string | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const change = (next: (before: Draft) => Draft) => {
    setMissing(null)
    setDraft(next)
  }
  const put = (part: Partial<Draft>) => change((before) => ({ ...before, ...part }))
  const send = () => {
    const found = missingOf(draft)
    setMissing(found)
    if (found === null) onSend(draft)
  }
  const told = typed ?? missing ?? (action.error && refusalWords(action.error))
  return (
    <Stack>
      {children({ draft, change, put, onFault: setTyped })}
      <div className={classes.foot}>
        <Refusal place="foot">{told}</Refusal>
        <Button kind="plain" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
        <Button kind="main" busy={action.isPending} onClick={send}>
          {word}
        </Button>
      </div>
    </Stack>
  )
}
