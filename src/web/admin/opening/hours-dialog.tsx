import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { listOpeningHours, setOpeningHours } from '#contract/endpoints/opening-hours.ts'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import { FormDialog } from '../forms/form-dialog.tsx'
import forms from '../forms/forms.module.css'
import { useSending } from '../forms/use-sending.ts'
import { dayText, parseDay } from './day-text.ts'
import type { NamedOpening } from './named-opening.ts'
import { dateOf, spansOf, weekdays } from './weekdays.ts'

/** A line for each weekday; where all are empty nobody has said anything. */
export function HoursDialog({ opening, onClose }: { opening: NamedOpening; onClose: () => void }) {
  const { t } = useTranslation('opening')
  const format = useFormat()
  const form = useForm({
    initialValues: {
      days: weekdays.map((weekday) => dayText(spansOf(opening.hours ?? [], weekday))),
    },
    validate: {
      days: (days) => (days.every(parseDay) ? null : t('hoursFault')),
    },
  })
  const { send, busy, refusal } = useSending(setOpeningHours, {
    ...{ changes: [listOpeningHours], form },
    onDone: () => {
      toast(t('hoursDone'))
      onClose()
    },
  })
  const submit = ({ days }: typeof form.values) => {
    const hours = days.flatMap((text, place) =>
      (parseDay(text) ?? []).map((times) => ({ weekday: place + 1, ...times })),
    )
    send({
      params: { storeId: opening.storeId },
      body: { hours: hours.length > 0 ? hours : null },
    })
  }
  const overlap = typeof form.errors.hours === 'string' ? form.errors.hours : null
  const isTried = form.errors.days !== undefined
  return (
    <FormDialog
      title={t('hoursTitle', { name: opening.name })}
      word={t('hoursDo')}
      busy={busy}
      refusal={refusal ?? overlap}
      onClose={onClose}
      onSubmit={form.onSubmit(submit)}
    >
      <p className={forms.hint}>{t('hoursHint')}</p>
      {weekdays.map((weekday, place) => (
        <TextInput
          key={weekday}
          label={format.weekday(dateOf(weekday))}
          maxLength={60}
          data-autofocus={place === 0 || undefined}
          {...form.getInputProps(`days.${place}`)}
          error={isTried && parseDay(form.values.days[place] ?? '') === null && t('hoursFault')}
        />
      ))}
    </FormDialog>
  )
}
