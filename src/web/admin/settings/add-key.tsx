import { Checkbox, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { createApiKey, listApiKeys } from '#contract/endpoints/keys.ts'
import { type Scope, scopes } from '#contract/permissions.ts'
import { FormDialog } from '../forms/form-dialog.tsx'
import classes from '../forms/forms.module.css'
import { useSending } from '../forms/use-sending.ts'
import { useScopeWords } from './scope-words.ts'

type AddKeyProps = {
  onCreated: (created: WireReply<typeof createApiKey>) => void
  onClose: () => void
}

export function AddKey({ onCreated, onClose }: AddKeyProps) {
  const { t } = useTranslation('settings')
  const scopeWords = useScopeWords()
  // Most keys are for a till, which does nothing but report.
  const initialValues: { name: string; scopes: Scope[] } = { name: '', scopes: ['events:write'] }
  const form = useForm({
    initialValues,
    validate: {
      name: isNotEmpty(t('fault.missing')),
      scopes: (chosen) => (chosen.length === 0 ? t('fault.scopes') : null),
    },
  })
  const { send, busy, refusal } = useSending(createApiKey, {
    changes: [listApiKeys],
    form,
    onDone: onCreated,
  })
  return (
    <FormDialog
      title={t('keys.addTitle')}
      word={t('keys.addDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit((body) => send({ body }))}
    >
      <TextInput
        label={t('keys.name')}
        description={t('keys.nameHint')}
        maxLength={100}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Checkbox.Group
        label={t('keys.scopesLabel')}
        description={t('keys.scopesHint')}
        {...form.getInputProps('scopes')}
      >
        <div className={classes.choices}>
          {scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={scopeWords(scope)} description={scope} />
          ))}
        </div>
      </Checkbox.Group>
    </FormDialog>
  )
}
