import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createWebhook } from '#contract/endpoints/webhooks.ts'
import { useAction } from '../../client/index.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useRefusalWords } from './use-words.ts'
import { type Created, changes } from './webhook.ts'
import { type Draft, isWhole, WebhookFields } from './webhook-fields.tsx'

type AddWebhookProps = { onCreated: (created: Created) => void; onClose: () => void }

export function AddWebhook({ onCreated, onClose }: AddWebhookProps) {
  const { t } = useTranslation('webhooks')
  const refusalWords = useRefusalWords()
  const [draft, setDraft] = useState<Draft>({
    ...{ name: '', url: '', types: null, includesImports: false },
  })
  const [isTried, setTried] = useState(false)
  const create = useAction(createWebhook, { changes, onDone: onCreated })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isWhole(draft)) create.mutate({ body: bodyOf(draft) })
  }
  return (
    <FormDialog
      title={t('form.title')}
      word={t('form.do')}
      busy={create.isPending}
      refusal={create.error && refusalWords(create.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      <WebhookFields
        draft={draft}
        isTried={isTried}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
    </FormDialog>
  )
}

export const bodyOf = ({ name, url, types, includesImports }: Draft) => ({
  name: name.trim(),
  url: url.trim(),
  types: types === null ? null : [...types],
  includesImports,
})
