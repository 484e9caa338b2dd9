import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readOfflineRules, setOfflineRules } from '#contract/endpoints/pos-devices.ts'
import { Button } from '../../design/button.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { toast } from '../../design/toast.tsx'
import forms from '../forms/forms.module.css'
import { NumberField } from '../forms/number-fields.tsx'
import { useSending } from '../forms/use-sending.ts'
import { useMay } from '../session.ts'

type Rules = WireReply<typeof readOfflineRules>

/** How far devices are trusted while nobody can be asked. */
export function OfflineRules({ known }: { known: Rules }) {
  const { t } = useTranslation('devices')
  const mayChange = useMay()('business:write')
  const form = useForm({ initialValues: known })
  const { send, busy, refusal } = useSending(setOfflineRules, {
    ...{ changes: [readOfflineRules], form },
    onDone: () => toast(t('rulesSaved')),
  })
  const field = (name: keyof Rules, min: number, max: number) => (
    <NumberField
      label={t(`rules.${name}`)}
      min={min}
      max={max}
      clampBehavior="strict"
      allowDecimal={false}
      disabled={!mayChange}
      {...form.getInputProps(name)}
    />
  )
  return (
    <Section heading={t('rulesHeading')} note={t('rulesNote')}>
      <form className={forms.stack} onSubmit={form.onSubmit((body) => send({ body }))}>
        <div className={forms.fields}>
          {field('redemptionsPerDay', 0, 1000)}
          {field('redemptionsPerCard', 0, 100)}
          {field('allowanceHours', 1, 168)}
          {field('guestsKept', 0, 2000)}
        </div>
        <Refusal>{refusal}</Refusal>
        {mayChange && (
          <div>
            <Button kind="main" type="submit" busy={busy} disabled={!form.isDirty()}>
              {t('save')}
            </Button>
          </div>
        )}
      </form>
    </Section>
  )
}
