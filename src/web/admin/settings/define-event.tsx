import { TextInput } from '@mantine/core'
import { isNotEmpty, useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { defineEventType, listEventTypes } from '#contract/endpoints/event-types.ts'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { isPropertyName, isTechnicalName, technicalName } from '../forms/technical-name.ts'
import { useSending } from '../forms/use-sending.ts'
import { type EventType, linesOf, type PropertyLine, propertiesOf } from './event-type.ts'
import { PropertyLines } from './property-lines.tsx'
import classes from './settings.module.css'

type DefineEventProps = {
  /** Left out: a new one. */
  type?: EventType
  /** Names a new one cannot have, since it would silently change the old. */
  taken: readonly string[]
  onClose: () => void
}

type Values = { label: string; name: string; lines: PropertyLine[] }

export function DefineEvent({ type, taken, onClose }: DefineEventProps) {
  const { t } = useTranslation('settings')
  const faults = useFaults(taken)
  const initialValues: Values = {
    label: type?.label ?? '',
    name: type?.name ?? '',
    lines: linesOf(type?.properties ?? {}),
  }
  const form = useForm({ initialValues, validate: faults })
  const { send, busy, refusal } = useSending(defineEventType, {
    changes: [listEventTypes],
    form,
    onDone: ({ label }) => {
      toast(t('events.saved', { label }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={type ? t('events.changeTitle', { label: type.label }) : t('events.addTitle')}
      word={type ? t('events.changeDo') : t('events.addDo')}
      busy={busy}
      refusal={refusal}
      onClose={onClose}
      onSubmit={form.onSubmit(({ label, name, lines }) =>
        send({ params: { name }, body: { label, properties: propertiesOf(lines) } }),
      )}
    >
      <TextInput
        label={t('events.label')}
        maxLength={100}
        data-autofocus
        {...form.getInputProps('label')}
        onChange={({ target: { value } }) => {
          const isSuggested = !type && form.values.name === technicalName(form.values.label)
          form.setFieldValue('label', value)
          if (isSuggested) form.setFieldValue('name', technicalName(value))
        }}
      />
      {type ? (
        <div>
          <p className={forms.label}>{t('events.name')}</p>
          <p className={classes.value}>{type.name}</p>
        </div>
      ) : (
        <TextInput
          label={t('events.name')}
          description={t('events.nameHint')}
          maxLength={64}
          spellCheck={false}
          {...form.getInputProps('name')}
        />
      )}
      <PropertyLines
        lines={form.values.lines}
        faultAt={(place) => form.errors[`lines.${place}.name`]}
        onChange={(lines) => form.setFieldValue('lines', lines)}
      />
      <p className={forms.hint}>{t('events.checkedHint')}</p>
    </FormDialog>
  )
}

function useFaults(taken: readonly string[]) {
  const { t } = useTranslation('settings')
  return {
    label: isNotEmpty(t('fault.missing')),
    name: (name: string) => {
      if (!isTechnicalName(name)) return t('fault.technicalName')
      return taken.includes(name) ? t('fault.twice') : null
    },
    lines: {
      name: (name: string, { lines }: Values) => {
        if (name.trim() === '') return null
        if (!isPropertyName(name.trim())) return t('fault.propertyName')
        const same = lines.filter((line) => line.name.trim() === name.trim())
        return same.length > 1 ? t('fault.twice') : null
      },
    },
  }
}
