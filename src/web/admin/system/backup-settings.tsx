import { Checkbox } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import {
  changeBackups,
  readSystem,
  type BackupSettings as Said,
} from '#contract/endpoints/system.ts'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import forms from '../forms/forms.module.css'
import { NumberField } from '../forms/number-fields.tsx'
import { useSending } from '../forms/use-sending.ts'

type Values = { nightly: boolean; hour: number | string; keptDays: number | string }

const between = (from: number, to: number) => (value: number | string) =>
  value !== '' && Number(value) >= from && Number(value) <= to

const isHour = between(0, 23)
const isKept = between(1, 365)

/** Whether, when and for how long. */
export function BackupSettings({ known }: { known: Said }) {
  const { t } = useTranslation(['system', 'settings'])
  const form = useForm<Values>({
    initialValues: known,
    validate: {
      hour: (hour) => (isHour(hour) ? null : t('settings:fault.number', { from: 0, to: 23 })),
      keptDays: (days) => (isKept(days) ? null : t('settings:fault.number', { from: 1, to: 365 })),
    },
  })
  const { send, busy, refusal } = useSending(changeBackups, {
    changes: [readSystem],
    form,
    onDone: (saved) => {
      form.setInitialValues(saved)
      form.reset()
      toast(t('system:backups.saved'))
    },
  })
  const submit = form.onSubmit(({ nightly, hour, keptDays }) =>
    send({ body: { nightly, hour: Number(hour), keptDays: Number(keptDays) } }),
  )
  return (
    <Section heading={t('system:backups.settings')}>
      <form onSubmit={submit} noValidate>
        <div className={forms.fields}>
          <Checkbox
            className={forms.whole}
            label={t('system:backups.nightly')}
            {...form.getInputProps('nightly', { type: 'checkbox' })}
          />
          <NumberField
            label={t('system:backups.hour')}
            allowDecimal={false}
            {...form.getInputProps('hour')}
          />
          <NumberField
            label={t('system:backups.keptDays')}
            description={t('system:backups.keptHint')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            allowDecimal={false}
            {...form.getInputProps('keptDays')}
          />
        </div>
        <Refusal>{refusal}</Refusal>
        <div className={forms.stack}>
          <div>
            <Button type="submit" busy={busy} disabled={!form.isDirty()}>
              {t('system:backups.save')}
            </Button>
          </div>
        </div>
      </form>
    </Section>
  )
}
