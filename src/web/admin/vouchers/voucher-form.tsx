import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { Section } from '../../design/section.tsx'
import { FormFoot, useWriting } from '../form-foot.tsx'
import { Conditions } from './conditions.tsx'
import { type Draft, faultOf } from './draft.ts'
import { Sentences } from './sentences.tsx'
import { useRefusalWords } from './use-refusal-words.ts'

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
  const { t } = useTranslation('vouchers')
  const refusalWords = useRefusalWords()
  const { draft, fault, onFault, setMissing, change } = useWriting(start)
  const changeContent = (part: Partial<Draft['content']>) =>
    change((before) => ({ ...before, content: { ...before.content, ...part } }))
  const changeCodes = (part: Partial<Draft['codes']>) => change((before) => withCodes(before, part))
  const send = () => {
    const found = faultOf(draft)
    setMissing(found && t(`form.fault.${found}`))
    if (found === null) onSend(draft)
  }
  return (
    <Stack>
      <Section heading={t('form.sentences')} note={t('form.hint')}>
        <Sentences
          draft={draft}
          onContent={changeContent}
          onCodes={isNew ? changeCodes : undefined}
          onFault={onFault}
        />
      </Section>
      <Conditions content={draft.content} onContent={changeContent} />
      <FormFoot
        told={fault ?? (action.error && refusalWords(action.error))}
        word={word}
        busy={action.isPending}
        onSend={send}
        onCancel={onCancel}
      />
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
