import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../design/provider.tsx'
import { Section } from '../../../design/section.tsx'
import forms from '../../forms/forms.module.css'
import { UnitField } from '../../forms/unit-field.tsx'
import { readAmount, readCount } from '../../writing/typed-numbers.ts'
import { currenciesOf, expiryOfCurrency, nameOfCurrency } from '../program.ts'
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

const expiryUnits = { after_days: 'days', after_months: 'months', end_of_year: 'years' } as const

function Limits({ form, program, onChange }: RuleFieldsProps) {
  const { t } = useTranslation(['program', 'writing'])
  const format = useFormat()
  const whole = (least: 0 | 1) => ({
    read: (text: string) => readCount(text, least),
    fault: t(least === 0 ? 'rules.fault.wholeOrNone' : 'rules.fault.limit'),
  })
  const { kind, count } = form.expiry
  return (
    <Section heading={t('rules.limits')} note={t('rules.limitsNote')}>
      <div className={forms.fields}>
        {form.kind !== 'per_event' && (
          <UnitField
            label={t('rules.basketMin')}
            unit={format.currencySymbol}
            read={(text) => readAmount(text, format.currency)}
            fault={t('rules.fault.amount')}
            value={form.basketMin}
            onChange={({ target }) => onChange({ ...form, basketMin: target.value })}
          />
        )}
        {capKinds.map((cap) => (
          <UnitField
            key={cap}
            label={t(`rules.cap.${cap}`)}
            unit={nameOfCurrency(program, form.currency)}
            {...whole(1)}
            value={form.caps[cap]}
            onChange={({ target }) =>
              onChange({ ...form, caps: { ...form.caps, [cap]: target.value } })
            }
          />
        ))}
        <UnitField
          label={t('rules.pending')}
          description={t('rules.pendingHint')}
          unit={t('writing:unit.days')}
          {...whole(0)}
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
          <UnitField
            label={t(`rules.expiryCount.${kind}`)}
            unit={t(`writing:unit.${expiryUnits[kind]}`)}
            {...whole(kind === 'end_of_year' ? 0 : 1)}
            value={count}
            onChange={({ target }) => onChange({ ...form, expiry: { kind, count: target.value } })}
          />
        )}
      </div>
    </Section>
  )
}
