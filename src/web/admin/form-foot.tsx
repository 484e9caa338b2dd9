import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/button.tsx'
import classes from './vouchers/voucher-form.module.css'

type FormFootProps = {
  /** What is missing, unreadable or was refused; null: nothing. */
  told: string | null
  /** Named as the result. */
  word: string
  busy: boolean
  onSend: () => void
  onCancel: () => void
}

/** Below sentences that are being written: what stands in the way, and the one thing to do. */
export function FormFoot({ told, word, busy, onSend, onCancel }: FormFootProps) {
  const { t } = useTranslation('frame')
  return (
    <div className={classes.foot}>
      {told && (
        <p className={classes.fault} role="alert">
          {told}
        </p>
      )}
      <Button kind="plain" onClick={onCancel}>
        {t('action.cancel')}
      </Button>
      <Button kind="main" busy={busy} onClick={onSend}>
        {word}
      </Button>
    </div>
  )
}

/** What is being written, and what was typed or left out that it cannot be sent with. */
export function useWriting<Draft>(start: Draft) {
  const [draft, setDraft] = useState(start)
  const [typed, setTyped] = useState<string | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  return {
    draft,
    fault: typed ?? missing,
    onFault: setTyped,
    setMissing,
    change: (next: (before: Draft) => Draft) => {
      setMissing(null)
      setDraft(next)
    },
  }
}
