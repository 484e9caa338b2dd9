import { Select, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { defineAttribute, listAttributes } from '#contract/endpoints/attributes.ts'
import { type AttributeType, attributeTypes } from '#contract/language/customer.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { isTechnicalName, technicalName } from '../forms/technical-name.ts'
import { useSending } from '../forms/use-sending.ts'
import { AttributeMarks } from './attribute-marks.tsx'
import { choicesOf } from './choices.ts'
import { ChoicesField, useChoicesFault } from './choices-field.tsx'

type Values = {
  label: string
  name: string
  type: AttributeType
  choices: string
  required: boolean
  personal: boolean
}

export function AddAttribute({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings')
  const choicesFault = useChoicesFault()
  const initialValues: Values = {
    ...{ label: '', name: '', type: 'text', choices: '' },
    ...{ required: false, personal: true },
  }
  const form = useForm({
    initialValues,
    validate: {
      label: isNotEmpty(t('fault.missing')),
      name: (name) => (isTechnicalName(name) ? null : t('fault.technicalName')),
      choices: (lines, { type }) => (type === 'choice' ? choicesFault(lines) : null),
    },
  })
  const { send, busy, refusal } = useSending(defineAttribute, {
    changes: [listAttributes],
    form,
    places: { attribute_exists: 'name' },
    onDone: ({ label }) => {
      toast(t('attributes.saved', { label }))
      onClose()
    },
  })
  const submit = form.onSubmit(({ choices, ...definition }) => {
    const values = definition.type === 'choice' ? choicesOf(choices) : []
    send({ body: { ...definition, choices: values } })
  })
  return (
    <FormDialog
      title={t('attributes.addTitle')}
      word={t('attributes.addDo')}
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
        onChange={({ target: { value } }) => {
          const wasSuggested = form.values.name === technicalName(form.values.label)
          form.setFieldValue('label', value)
          if (wasSuggested) form.setFieldValue('name', technicalName(value))
        }}
      />
      <TextInput
        label={t('attributes.name')}
        description={t('attributes.nameHint')}
        maxLength={64}
        spellCheck={false}
        {...form.getInputProps('name')}
      />
      <Select
        label={t('attributes.type')}
        data={attributeTypes.map((value) => ({ value, label: t(`attributes.types.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('type')}
      />
      {form.values.type === 'choice' && <ChoicesField {...form.getInputProps('choices')} />}
      <AttributeMarks form={form} />
    </FormDialog>
  )
}
