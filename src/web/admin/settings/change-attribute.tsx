import { Select, TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { type Attribute, listAttributes, updateAttribute } from '#contract/endpoints/attributes.ts'
import { attributeTypes } from '#contract/language/customer.ts'
import { type Problem, useAction } from '../../client/index.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import { useRefusal } from '../forms/refusal.ts'
import { AttributeMarks } from './attribute-marks.tsx'
import { choicesOf } from './choices.ts'
import { ChoicesField, useChoicesFault } from './choices-field.tsx'

type ChangeAttributeProps = { attribute: Attribute; onClose: () => void }

export function ChangeAttribute({ attribute, onClose }: ChangeAttributeProps) {
  const { t } = useTranslation('settings')
  const choicesFault = useChoicesFault()
  const refusalWords = useRefusalWords()
  const { name, label, type, choices, required, personal } = attribute
  const form = useForm({
    initialValues: { label, type, choices: choices.join('\n'), required, personal },
    validate: {
      label: isNotEmpty(t('fault.missing')),
      choices: (lines, values) => (values.type === 'choice' ? choicesFault(lines) : null),
    },
  })
  const action = useAction(updateAttribute, {
    changes: [listAttributes],
    onDone: (changed) => {
      toast(t('attributes.changed', { label: changed.label }))
      onClose()
    },
  })
  const submit = form.onSubmit(({ choices: lines, ...values }) => {
    const chosen = values.type === 'choice' ? { choices: choicesOf(lines) } : {}
    action.mutate({ params: { name }, body: { ...values, ...chosen } })
  })
  return (
    <FormDialog
      title={t('attributes.changeTitle', { label })}
      word={t('attributes.changeDo')}
      busy={action.isPending}
      refusal={action.error && refusalWords(action.error)}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextInput
        label={t('attributes.label')}
        maxLength={200}
        data-autofocus
        {...form.getInputProps('label')}
      />
      <Select
        label={t('attributes.type')}
        description={t('attributes.typeHint')}
        data={attributeTypes.map((value) => ({ value, label: t(`attributes.types.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('type')}
      />
      {form.values.type === 'choice' && <ChoicesField {...form.getInputProps('choices')} />}
      <AttributeMarks form={form} />
    </FormDialog>
  )
}

/** Where values do not fit, which: each is told by the server with how many have it. */
function useRefusalWords() {
  const { t } = useTranslation('settings')
  const refusal = useRefusal()
  return (problem: Problem): string => {
    const said = refusal(problem)
    if (problem.code !== 'attribute_values_unfit') return said
    const values = problem.faults.map(({ message }) => message).join(', ')
    return `${said} ${t('attributes.unfit', { values })}`
  }
}
