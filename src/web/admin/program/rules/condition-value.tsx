import { MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import type { FieldType } from '#contract/language/condition-fields.ts'
import { useCall } from '../../../client/index.ts'
import classes from './condition-fields.module.css'
import { type ConditionRow, typeOf } from './condition-rows.ts'
import { useWeekdays } from './use-condition-words.ts'

type ConditionValueProps = { row: ConditionRow; onChange: (values: string[]) => void }

/** The right side of a row, as its field and its comparison want it. */
export function ConditionValue({ row, onChange }: ConditionValueProps) {
  const { t } = useTranslation('program')
  const choices = useChoices(row.field)
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
  type: FieldType
  choices: Choice[] | null
  value: string
  onChange: (text: string) => void
}

function OneValue({ label, type, choices, value, onChange }: OneValueProps) {
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
  const isNumber = type === 'number' || type === 'amount'
  return (
    <TextInput
      aria-label={label}
      type={type === 'date' || type === 'time' ? type : 'text'}
      {...(isNumber && { inputMode: 'decimal' as const })}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  )
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
