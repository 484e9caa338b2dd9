import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import { SentenceForm } from '../writing/sentence-form.tsx'
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
export function VoucherForm({ isNew, ...sending }: VoucherFormProps) {
  const { t } = useTranslation('vouchers')
  const refusalWords = useRefusalWords()
  const missingOf = (draft: Draft) => {
    const found = faultOf(draft)
    return found && t(`form.fault.${found}`)
  }
  return (
    <SentenceForm {...sending} missingOf={missingOf} refusalWords={refusalWords}>
      {({ draft, change, onFault }) => {
        const onContent = (part: Partial<Draft['content']>) =>
          change((before) => ({ ...before, content: { ...before.content, ...part } }))
        const onCodes = (part: Partial<Draft['codes']>) =>
          change((before) => withCodes(before, part))
        return (
          <>
            <Section heading={t('form.sentences')} note={t('form.hint')}>
              <Sentences
                draft={draft}
                onContent={onContent}
                onCodes={isNew ? onCodes : undefined}
                onFault={onFault}
              />
            </Section>
            <Conditions content={draft.content} onContent={onContent} />
          </>
        )
      }}
    </SentenceForm>
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
