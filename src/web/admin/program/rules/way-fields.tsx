import { Checkbox, MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { earningEvents, exclusions } from '#contract/language/earning-rule.ts'
import { useFormat } from '../../../design/provider.tsx'
import forms from '../../forms/forms.module.css'
import { UnitField } from '../../forms/unit-field.tsx'
import { readAmount, readCount } from '../../writing/typed-numbers.ts'
import { nameOfCurrency } from '../program.ts'
import { readRate } from '../rate.ts'
import type { RuleFieldsProps } from './rule-fields-props.ts'
import classes from './rules.module.css'

/** The fields each way to earn has of its own. */
export function WayFields(props: RuleFieldsProps) {
  switch (props.form.kind) {
    case 'per_visit':
    case 'per_purchase':
      return <Points {...props} />
    case 'per_event':
      return (
        <>
          <EventFields {...props} />
          <Points {...props} />
        </>
      )
    case 'per_amount':
    case 'per_article':
      return <ByLineFields {...props} />
    case 'multiplier':
      return <MultiplierFields {...props} />
  }
}

function Points({ form, program, onChange }: RuleFieldsProps) {
  const { t } = useTranslation('program')
  const isRate = form.kind === 'per_amount' || form.kind === 'per_article'
  return (
    <UnitField
      label={t('rules.points')}
      unit={nameOfCurrency(program, form.currency)}
      read={isRate ? readRate : (text) => readCount(text, 1)}
      fault={t(isRate ? 'rules.fault.points' : 'rules.fault.whole')}
      value={form.points}
      onChange={({ target }) => onChange({ ...form, points: target.value })}
    />
  )
}

function EventFields({ form, onChange }: RuleFieldsProps) {
  const { t } = useTranslation('program')
  return (
    <>
      <NativeSelect
        label={t('rules.eventField')}
        value={form.event}
        data={earningEvents.map((event) => ({ value: event, label: t(`event.${event}`) }))}
        onChange={({ target }) => {
          const event = earningEvents.find((one) => one === target.value)
          if (event) onChange({ ...form, event })
        }}
      />
      {form.event === 'custom' && (
        <TextInput
          label={t('rules.eventName')}
          maxLength={64}
          value={form.eventName}
          onChange={({ target }) => onChange({ ...form, eventName: target.value })}
        />
      )}
    </>
  )
}

function ByLineFields(props: RuleFieldsProps) {
  const { form, program, onChange } = props
  const { t } = useTranslation('program')
  const format = useFormat()
  return (
    <>
      <Points {...props} />
      {form.kind === 'per_amount' && (
        <UnitField
          label={t('rules.perAmount')}
          unit={format.currencySymbol}
          read={(text) => readAmount(text, format.currency) || null}
          fault={t('rules.fault.amount')}
          value={form.perAmount}
          onChange={({ target }) => onChange({ ...form, perAmount: target.value })}
        />
      )}
      {(program.tiers?.levels ?? []).map(({ key, name }) => (
        <UnitField
          key={key}
          label={`${t('rules.tierRates')}: ${t('rules.tierRate', { name })}`}
          unit={nameOfCurrency(program, form.currency)}
          read={readRate}
          fault={t('rules.fault.points')}
          value={form.tierPoints[key] ?? ''}
          onChange={({ target }) =>
            onChange({ ...form, tierPoints: { ...form.tierPoints, [key]: target.value } })
          }
        />
      ))}
      <fieldset className={`${forms.whole} ${classes.group}`}>
        <legend className={forms.label}>{t('rules.includes')}</legend>
        <div className={forms.choices}>
          {exclusions.map((one) => (
            <Checkbox
              key={one}
              label={t(`rules.exclusion.${one}`)}
              checked={form.includes.includes(one)}
              onChange={({ target }) =>
                onChange({
                  ...form,
                  includes: exclusions.filter((other) =>
                    other === one ? target.checked : form.includes.includes(other),
                  ),
                })
              }
            />
          ))}
        </div>
      </fieldset>
    </>
  )
}

function MultiplierFields({ form, program, onChange }: RuleFieldsProps) {
  const { t } = useTranslation(['program', 'writing'])
  const rules = program.rules.filter(
    ({ way, currency }) => way.kind !== 'multiplier' && currency === form.currency,
  )
  return (
    <>
      <UnitField
        label={t('rules.factor')}
        unit={t('writing:unit.times')}
        read={readRate}
        fault={t('rules.fault.points')}
        value={form.factor}
        onChange={({ target }) => onChange({ ...form, factor: target.value })}
      />
      <NativeSelect
        label={t('rules.together')}
        value={form.together}
        data={(['highest', 'always'] as const).map((value) => ({
          value,
          label: t(`rules.togethers.${value}`),
        }))}
        onChange={({ target }) =>
          onChange({ ...form, together: target.value === 'always' ? 'always' : 'highest' })
        }
      />
      <MultiSelect
        label={t('rules.multiplied')}
        description={t('rules.multipliedHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={rules.map(({ key, name }) => ({ value: key, label: name }))}
        value={form.multiplied}
        onChange={(multiplied) => onChange({ ...form, multiplied })}
      />
    </>
  )
}
