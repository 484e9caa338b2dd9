import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listWebhooks, removeWebhook, updateWebhook } from '#contract/endpoints/webhooks.ts'
import { useAction } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { toast } from '../../design/toast.tsx'
import { Confirm } from '../forms/confirm.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { bodyOf } from './add-webhook.tsx'
import { useRefusalWords } from './use-words.ts'
import { changes, type Webhook } from './webhook.ts'
import { type Draft, isWhole, WebhookFields } from './webhook-fields.tsx'

type ChangeWebhookProps = { webhook: Webhook; onClose: () => void }

/** Another address, other messages, or the end of it. */
export function ChangeWebhook({ webhook, onClose }: ChangeWebhookProps) {
  const { t } = useTranslation('webhooks')
  const refusalWords = useRefusalWords()
  const { id, name, url, types, includesImports } = webhook
  const [draft, setDraft] = useState<Draft>({ name, url, types, includesImports })
  const [isTried, setTried] = useState(false)
  const [isRemoving, setRemoving] = useState(false)
  const update = useAction(updateWebhook, {
    changes,
    onDone: () => {
      toast(t('change.saved'))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isWhole(draft)) update.mutate({ params: { webhookId: id }, body: bodyOf(draft) })
  }
  if (isRemoving) return <Remove webhook={webhook} onClose={onClose} />
  return (
    <FormDialog
      title={t('change.title', { name })}
      word={t('change.do')}
      busy={update.isPending}
      refusal={update.error && refusalWords(update.error)}
      onSubmit={submit}
      onClose={onClose}
      more={
        <Button kind="word" onClick={() => setRemoving(true)}>
          {t('change.remove')}
        </Button>
      }
    >
      <WebhookFields
        draft={draft}
        isTried={isTried}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
    </FormDialog>
  )
}

function Remove({ webhook: { id, name }, onClose }: ChangeWebhookProps) {
  const { t } = useTranslation('webhooks')
  const navigate = useNavigate()
  const remove = useAction(removeWebhook, {
    changes: [listWebhooks],
    onDone: () => {
      toast(t('change.removed', { name }))
      void navigate({ to: '/settings/$section', params: { section: 'webhooks' } })
    },
  })
  return (
    <Confirm
      title={t('change.removeTitle', { name })}
      word={t('change.removeDo')}
      action={remove}
      onClose={onClose}
      onConfirm={() => remove.mutate({ params: { webhookId: id } })}
    >
      <p>{t('change.removeWhat')}</p>
    </Confirm>
  )
}
