import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Business } from '#contract/endpoints/business.ts'
import { applyAccent } from '../../design/accent.ts'
import { toast } from '../../design/toast.tsx'
import classes from '../forms/forms.module.css'
import { HueField } from './hue-field.tsx'
import { HueSample } from './hue-sample.tsx'
import { SaveRow } from './save-row.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** The hue of the business; the whole page wears the one being chosen. */
export function HueForm({ known }: { known: Business }) {
  const { t } = useTranslation('settings')
  const { form, submit, row } = useSettingsForm({
    known,
    read: ({ accentHue }: Business) => ({ accentHue }),
    write: (values) => values,
    validate: {},
    onSaved: () => toast(t('look.colorSaved')),
  })
  const hue = form.values.accentHue
  useEffect(() => {
    applyAccent(hue)
    return () => applyAccent(known.accentHue)
  }, [hue, known.accentHue])
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.stack}>
        <HueField hue={hue} onChange={(next) => form.setFieldValue('accentHue', next)} />
        <HueSample hue={hue} />
      </div>
      <SaveRow {...row} />
    </form>
  )
}
