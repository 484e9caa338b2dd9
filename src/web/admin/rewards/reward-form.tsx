import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { Stack } from '../../design/layout.tsx'
import { Section } from '../../design/section.tsx'
import { FormFoot, useWriting } from '../form-foot.tsx'
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
  const { t } = useTranslation('rewards')
  const refusalWords = useRefusalWords()
  const { draft, fault, onFault, setMissing, change } = useWriting(start)
  const put = (part: Partial<Draft>) => change((before) => ({ ...before, ...part }))
  const send = () => {
    const found = faultOf(draft)
    setMissing(found && t(`form.fault.${found}`))
    if (found === null) onSend(draft)
  }
  return (
    <Stack>
      <Section heading={t('form.sentences')} note={t('form.hint')}>
        <Sentences draft={draft} isNew={isNew} onChange={put} onFault={onFault} />
      </Section>
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
