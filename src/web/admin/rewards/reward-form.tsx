import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Section } from '../../design/section.tsx'
import classes from '../vouchers/voucher-form.module.css'
import { type Draft, faultOf } from './draft.ts'
import { Sentences } from './sentences.tsx'
import { useRefusalWords } from './use-refusal-words.ts'

type RewardFormProps = {
  start: Draft
  isNew: boolean
  /** Named as the result. */
  word: string
  action: { isPending: boolean; error: Problem | null }
  onSend: (draft: Draft) => void
  onCancel: () => void
}

/** A reward to be written or changed; below it what is missing, and the one thing to do. */
export function RewardForm({ start, isNew, word, action, onSend, onCancel }: RewardFormProps) {
  const { t } = useTranslation(['rewards', 'frame'])
  const refusalWords = useRefusalWords()
  const [draft, setDraft] = useState(start)
  const [typed, setTyped] = useState<string | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const change = (part: Partial<Draft>) => {
    setMissing(null)
    setDraft((before) => ({ ...before, ...part }))
  }
  const send = () => {
    const fault = faultOf(draft)
    setMissing(fault && t(`form.fault.${fault}`))
    if (fault === null) onSend(draft)
  }
  const told = typed ?? missing ?? (action.error && refusalWords(action.error))
  return (
    <Stack>
      <Section heading={t('form.sentences')} note={t('form.hint')}>
        <Sentences draft={draft} isNew={isNew} onChange={change} onFault={setTyped} />
      </Section>
      <div className={classes.foot}>
        {told && (
          <p className={classes.fault} role="alert">
            {told}
          </p>
        )}
        <Button kind="plain" onClick={onCancel}>
          {t('frame:action.cancel')}
        </Button>
        <Button kind="main" busy={action.isPending} onClick={send}>
          {word}
        </Button>
      </div>
    </Stack>
  )
}
