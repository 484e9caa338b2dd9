import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Refusal } from '../design/refusal.tsx'
import forms from './forms/forms.module.css'

type EndForGoodProps = {
  /** On the page, above the question, below it, and on the button that does it. */
  words: { act: string; title: string; what: string; confirm: string }
  busy: boolean
  refusal: string | null
  onEnd: () => void
}

/** Ends something, after saying what that means. */
export function EndForGood({ words, busy, refusal, onEnd }: EndForGoodProps) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button kind="plain" onClick={() => setAsking(true)}>
        {words.act}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={words.title}
        actions={
          <Button kind="destructive" busy={busy} onClick={onEnd}>
            {words.confirm}
          </Button>
        }
      >
        <p className={forms.text}>{words.what}</p>
        <Refusal place="below">{refusal}</Refusal>
      </Dialog>
    </>
  )
}
