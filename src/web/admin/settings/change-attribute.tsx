import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { type Attribute, listAttributes, updateAttribute } from '#contract/endpoints/attributes.ts'
import { toast } from '../../design/toast.tsx'
import { choicesOf } from './choices.ts'
import { ChoicesField, useChoicesFault } from './choices-field.tsx'
import { FormDialog } from './form-dialog.tsx'
import classes from './settings.module.css'
import { useSending } from './use-sending.ts'

type ChangeAttributeProps = { attribute: Attribute; onClose: () => void }

export function ChangeAttribute({ attribute, onClose }: ChangeAttributeProps) {
  const { t } = useTranslation('settings')
  const choicesFault = useChoicesFault()
  const { name, label, type, choices } = attribute
  const isChoice = type === 'choice'
  const form = useForm({
    initialValues: { label, choices: choices.join('\n') },
    validate: {
      label: isNotEmpty(t('fault.missing')),
      choices: (lines) => (isChoice ? choicesFault(lines) : null),
    },
  })
  const { send, busy, refusal } = useSending(updateAttribute, {
    changes: [listAttributes],
    form,
    onDone: (changed) => {
      toast(t('attributes.changed', { label: changed.label }))
      onClose()
    },
  })
  const submit = form.onSubmit((values) => {
    const change = isChoice ? { choices: choicesOf(values.choices) } : {}
    send({ params: { name }, body: { label: values.label, ...change } })
  })
  return (
    <FormDialog
      title={t('attributes.changeTitle', { label })}
      word={t('attributes.changeDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextInput
        label={t('attributes.label')}
        maxLength={200}
        data-autofocus
        {...form.getInputProps('label')}
      />
      <div>
        <p className={classes.label}>{t('attributes.type')}</p>
        <p className={classes.value}>{t(`attributes.types.${type}`)}</p>
        <p className={`${classes.hint} ${classes.below}`}>{t('attributes.typeFixed')}</p>
      </div>
      {isChoice && <ChoicesField {...form.getInputProps('choices')} />}
    </FormDialog>
  )
}
