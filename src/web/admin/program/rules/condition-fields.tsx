import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type FieldSubject, operatorsOf } from '#contract/language/condition-fields.ts'
import { Button } from '../../../design/button.tsx'
import { Segmented } from '../../../design/segmented.tsx'
import words from '../../../design/words.module.css'
import classes from './condition-fields.module.css'
import { conditionInWords, linesInWords } from './condition-in-words.ts'
import {
  type ConditionForm,
  type ConditionRow,
  fieldsAbout,
  newRow,
  noCondition,
  typeOf,
} from './condition-rows.ts'
import { ConditionValue } from './condition-value.tsx'
import { useConditionSay, useFieldWords } from './use-condition-words.ts'

type ConditionFieldsProps = {
  form: ConditionForm
  subjects: readonly FieldSubject[]
  onChange: (form: ConditionForm) => void
}

/** A condition as simple rows: what, how compared, with what. */
export function ConditionFields({ form, subjects, onChange }: ConditionFieldsProps) {
  const { t } = useTranslation(['program', 'frame'])
  const say = useConditionSay()
  const inWords =
    subjects.includes('line') && !subjects.includes('event') ? linesInWords : conditionInWords
  if (form.kind === 'complex') {
    return (
      <div className={classes.whole}>
        <p className={words.sm}>{inWords(say, form.condition)}</p>
        <p className={`${words.sm} ${words.muted}`}>{t('condition.complex')}</p>
        <Button kind="word" onClick={() => onChange(noCondition())}>
          {t('condition.clear')}
        </Button>
      </div>
    )
  }
  const fields = fieldsAbout(subjects)
  const [first = 'event.amount'] = fields
  const { rows } = form
  const change = (id: number, next: ConditionRow | null) =>
    onChange({
      ...form,
      rows: rows.flatMap((row) => (row.id === id ? (next ?? []) : row)),
    })
  return (
    <div className={classes.whole}>
      {rows.length > 1 && (
        <Segmented
          label={t('condition.join')}
          value={form.join}
          options={(['all', 'any'] as const).map((join) => ({
            value: join,
            word: t(`condition.joins.${join}`),
          }))}
          onChange={(join) => onChange({ ...form, join })}
        />
      )}
      {rows.map((row, place) => (
        <Row
          key={row.id}
          row={row}
          number={place + 1}
          fields={fields}
          onChange={(next) => change(row.id, next)}
        />
      ))}
      <Button kind="word" onClick={() => onChange({ ...form, rows: [...rows, newRow(first)] })}>
        {t('condition.add')}
      </Button>
    </div>
  )
}

type RowProps = {
  row: ConditionRow
  number: number
  fields: readonly string[]
  onChange: (row: ConditionRow | null) => void
}

function Row({ row, number, fields, onChange }: RowProps) {
  const { t } = useTranslation(['program', 'frame'])
  const fieldWords = useFieldWords()
  const shown = fields.includes(row.field) ? fields : [row.field, ...fields]
  const operators = operatorsOf[typeOf(row.field)]
  return (
    <fieldset className={classes.row}>
      <legend className={words.unseen}>{t('condition.row', { number })}</legend>
      <NativeSelect
        aria-label={t('condition.field')}
        value={row.field}
        data={shown.map((field) => ({ value: field, label: fieldWords(field) }))}
        onChange={({ target }) => onChange({ ...newRow(target.value), id: row.id })}
      />
      <NativeSelect
        aria-label={t('condition.operator')}
        value={row.operator}
        data={operators.map((one) => ({ value: one, label: t(`operatorName.${one}`) }))}
        onChange={({ target }) => {
          const operator = operators.find((one) => one === target.value)
          if (operator) onChange({ ...row, operator, values: row.values.slice(0, 1) })
        }}
      />
      <ConditionValue row={row} onChange={(values) => onChange({ ...row, values })} />
      <Button
        kind="word"
        aria-label={t('condition.remove', { number })}
        onClick={() => onChange(null)}
      >
        {t('frame:action.remove')}
      </Button>
    </fieldset>
  )
}
