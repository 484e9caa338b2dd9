import { MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import type { FieldType } from '#contract/language/condition-fields.ts'
import { useCall } from '../../../client/index.ts'
import { useFormat } from '../../../design/provider.tsx'
import { UnitField } from '../../forms/unit-field.tsx'
import { readAmount } from '../../writing/typed-numbers.ts'
import classes from './condition-fields.module.css'
import { type ConditionRow, readSigned, typeOf } from './condition-rows.ts'
import { useWeekdays } from './use-condition-words.ts'

type ConditionValueProps = { row: ConditionRow; onChange: (values: string[]) => void }

/** The right side of a row, as its field and its comparison want it. */
export function ConditionValue({ row, onChange }: ConditionValueProps) {
  const { t } = useTranslation('program')
  const choices = useChoices(row.field)
  const unit = useUnit(row.field)
  const { operator, values } = row
  const type = typeOf(row.field)
  const label = t('condition.value')
  if (operator === 'is_set' || operator === 'is_not_set') return <span />
  if (operator === 'one_of' || operator === 'none_of') {
    return choices ? (
      <MultiSelect aria-label={label} data={choices} value={values} onChange={onChange} />
    ) : (
      <TagsInput
        aria-label={label}
        placeholder={t('condition.listHint')}
        value={values}
        onChange={onChange}
      />
    )
  }
  const one = (place: number, name: string) => (
    <OneValue
      label={name}
      unit={unit}
      type={type}
      choices={choices}
      value={values[place] ?? ''}
      onChange={(text) =>
        onChange(place === 0 ? [text, ...values.slice(1)] : [values[0] ?? '', text])
      }
    />
  )
  if (operator !== 'between') return one(0, label)
  return (
    <div className={classes.pair}>
      {one(0, label)}
      <span>{t('condition.valueTo')}</span>
      {one(1, t('condition.valueTo'))}
    </div>
  )
}

type Choice = { value: string; label: string }
type OneValueProps = {
  label: string
  unit: string
  type: FieldType
  choices: Choice[] | null
  value: string
  onChange: (text: string) => void
}

function OneValue({ label, unit, type, choices, value, onChange }: OneValueProps) {
  const { t } = useTranslation('program')
  const { currency } = useFormat()
  if (choices) {
    return (
      <NativeSelect
        aria-label={label}
        value={value}
        data={[{ value: '', label: '–' }, ...choices]}
        onChange={({ target }) => onChange(target.value)}
      />
    )
  }
  if (type === 'number' || type === 'amount') {
    return (
      <UnitField
        label={label}
        isLabelUnseen
        unit={unit}
        value={value}
        read={(text) => (type === 'amount' ? readAmount(text, currency) : readSigned(text))}
        fault={t(type === 'amount' ? 'fault.amount' : 'condition.numberFault')}
        onChange={({ target }) => onChange(target.value)}
      />
    )
  }
  return (
    <TextInput
      aria-label={label}
      type={type === 'date' || type === 'time' ? type : 'text'}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

const units: Partial<Record<string, 'days' | 'purchases' | 'visits' | 'pieces' | 'lines'>> = {
  'event.lines': 'lines',
  'event.quantity': 'pieces',
  'line.quantity': 'pieces',
  'customer.purchases': 'purchases',
  'customer.purchaseDays': 'days',
  'customer.visits': 'visits',
  'customer.daysSinceFirstPurchase': 'days',
  'customer.daysSinceLastPurchase': 'days',
}

/** What a number of this field counts; a month or a rating counts nothing. */
function useUnit(field: string): string {
  const { t } = useTranslation('writing')
  const { currencySymbol } = useFormat()
  if (typeOf(field) === 'amount') return currencySymbol
  const unit = units[field]
  return unit ? t(`unit.${unit}`) : ''
}

/** What can be chosen instead of typed; null where anything may stand. */
function useChoices(field: string): Choice[] | null {
  const { t } = useTranslation('program')
  const weekdays = useWeekdays()
  const isStore = field === 'event.store'
  const stores = useCall(listStores, {}, { enabled: isStore }).data?.items ?? []
  if (isStore) return stores.map(({ code, name }) => ({ value: code, label: name }))
  switch (typeOf(field)) {
    case 'weekday':
      return weekdays
    case 'boolean':
      return [
        { value: 'true', label: t('condition.yes') },
        { value: 'false', label: t('condition.no') },
      ]
    default:
      return null
  }
}
