import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../design/section.tsx'
import forms from '../../forms/forms.module.css'
import { currenciesOf, expiryOfCurrency } from '../program.ts'
import { ConditionFields } from './condition-fields.tsx'
import type { RuleFieldsProps } from './rule-fields-props.ts'
import { capKinds, expiryForm, expiryKinds, wayKinds } from './rule-form.ts'
import { WayFields } from './way-fields.tsx'

const hintBelow = ['label', 'input', 'description', 'error'] as const

/** What a rule gives, for which articles, when, within which limits. */
export function RuleFields(props: RuleFieldsProps) {
  const { form, program, isNew, onChange } = props
  const { t } = useTranslation('program')
  const isByLine =
    form.kind !== 'per_visit' && form.kind !== 'per_purchase' && form.kind !== 'per_event'
  return (
    <>
      <Section heading={t('rules.way')}>
        <div className={forms.fields}>
          <TextInput
            label={t('rules.name')}
            description={t('rules.nameHint')}
            inputWrapperOrder={[...hintBelow]}
            maxLength={100}
            value={form.name}
            onChange={({ target }) => onChange({ ...form, name: target.value })}
          />
          <NativeSelect
            label={t('rules.currency')}
            value={form.currency}
            disabled={!isNew}
            data={currenciesOf(program).map(({ currency, name }) => ({
              value: currency,
              label: name,
            }))}
            onChange={({ target }) =>
              onChange({
                ...form,
                currency: target.value,
                expiry: expiryForm(expiryOfCurrency(program, target.value)),
              })
            }
          />
          <NativeSelect
            label={t('rules.way')}
            description={t(`rules.wayHint.${form.kind}`)}
            inputWrapperOrder={[...hintBelow]}
            value={form.kind}
            data={wayKinds.map((kind) => ({ value: kind, label: t(`rules.ways.${kind}`) }))}
            onChange={({ target }) => {
              const kind = wayKinds.find((one) => one === target.value)
              if (kind) onChange({ ...form, kind })
            }}
          />
          <WayFields {...props} />
        </div>
      </Section>
      {isByLine && (
        <Section heading={t('rules.lines')} note={t('rules.linesNote')}>
          <ConditionFields
            form={form.lines}
            subjects={['line']}
            onChange={(lines) => onChange({ ...form, lines })}
          />
        </Section>
      )}
      <Section heading={t('rules.when')} note={t('rules.whenNote')}>
        <ConditionFields
          form={form.when}
          subjects={['event', 'customer', 'line']}
          onChange={(when) => onChange({ ...form, when })}
        />
      </Section>
      <Limits {...props} />
    </>
  )
}

function Limits({ form, onChange }: RuleFieldsProps) {
  const { t } = useTranslation('program')
  const { kind, count } = form.expiry
  return (
    <Section heading={t('rules.limits')} note={t('rules.limitsNote')}>
      <div className={forms.fields}>
        {form.kind !== 'per_event' && (
          <TextInput
            label={t('rules.basketMin')}
            inputMode="decimal"
            value={form.basketMin}
            onChange={({ target }) => onChange({ ...form, basketMin: target.value })}
          />
        )}
        {capKinds.map((cap) => (
          <TextInput
            key={cap}
            label={t(`rules.cap.${cap}`)}
            inputMode="numeric"
            value={form.caps[cap]}
            onChange={({ target }) =>
              onChange({ ...form, caps: { ...form.caps, [cap]: target.value } })
            }
          />
        ))}
        <TextInput
          label={t('rules.pending')}
          description={t('rules.pendingHint')}
          inputWrapperOrder={[...hintBelow]}
          inputMode="numeric"
          value={form.pendingDays}
          onChange={({ target }) => onChange({ ...form, pendingDays: target.value })}
        />
        <NativeSelect
          label={t('rules.expiry')}
          value={kind}
          data={expiryKinds.map((one) => ({ value: one, label: t(`rules.expiries.${one}`) }))}
          onChange={({ target }) => {
            const chosen = expiryKinds.find((one) => one === target.value)
            if (chosen) onChange({ ...form, expiry: { kind: chosen, count } })
          }}
        />
        {kind !== 'never' && (
          <TextInput
            label={t(`rules.expiryCount.${kind}`)}
            inputMode="numeric"
            value={count}
            onChange={({ target }) => onChange({ ...form, expiry: { kind, count: target.value } })}
          />
        )}
      </div>
    </Section>
  )
}
