import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import { SentenceForm } from '../writing/sentence-form.tsx'
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
export function RewardForm({ isNew, ...sending }: RewardFormProps) {
  const { t } = useTranslation('rewards')
  const refusalWords = useRefusalWords()
  const missingOf = (draft: Draft) => {
    const found = faultOf(draft)
    return found && t(`form.fault.${found}`)
  }
  return (
    <SentenceForm {...sending} missingOf={missingOf} refusalWords={refusalWords}>
      {({ draft, put, onFault }) => (
        <Section heading={t('form.sentences')} note={t('form.hint')}>
          <Sentences draft={draft} isNew={isNew} onChange={put} onFault={onFault} />
        </Section>
      )}
    </SentenceForm>
  )
}
