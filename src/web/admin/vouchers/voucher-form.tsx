import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Section } from '../../design/section.tsx'
import { Conditions } from './conditions.tsx'
import { type Draft, faultOf } from './draft.ts'
import { Sentences } from './sentences.tsx'
import { useRefusalWords } from './use-refusal-words.ts'
import classes from './voucher-form.module.css'

type VoucherFormProps = {
  start: Draft
  /** The codes are still to be made. */
  isNew: boolean
  /** Named as the result. */
  word: string
  action: { isPending: boolean; error: Problem | null }
  onSend: (draft: Draft) => void
  onCancel: () => void
}

/** A voucher as sentences and, below, what only some vouchers need. */
export function VoucherForm({ start, isNew, word, action, onSend, onCancel }: VoucherFormProps) {
  const { t } = useTranslation(['vouchers', 'frame'])
  const refusalWords = useRefusalWords()
  const [draft, setDraft] = useState(start)
  const [typed, setTyped] = useState<string | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const changeContent = (change: Partial<Draft['content']>) => {
    setMissing(null)
    setDraft((before) => ({ ...before, content: { ...before.content, ...change } }))
  }
  const changeCodes = (change: Partial<Draft['codes']>) =>
    setDraft((before) => withCodes(before, change))
  const send = () => {
    const fault = faultOf(draft)
    setMissing(fault && t(`form.fault.${fault}`))
    if (fault === null) onSend(draft)
  }
  const told = typed ?? missing ?? (action.error && refusalWords(action.error))
  return (
    <Stack>
      <Section heading={t('form.sentences')} note={t('form.hint')}>
        <Sentences
          draft={draft}
          onContent={changeContent}
          onCodes={isNew ? changeCodes : undefined}
          onFault={setTyped}
        />
      </Section>
      <Conditions content={draft.content} onContent={changeContent} />
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

/** What is left over can stay on a code of one's own only. */
function withCodes(draft: Draft, change: Partial<Draft['codes']>): Draft {
  const codes = { ...draft.codes, ...change }
  const { benefit } = draft.content
  const content =
    codes.kind === 'shared' && benefit.kind === 'amount'
      ? { ...draft.content, benefit: { ...benefit, inParts: false } }
      : draft.content
  return { content, codes }
}
